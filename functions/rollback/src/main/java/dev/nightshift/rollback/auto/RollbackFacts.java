package dev.nightshift.rollback.auto;

import dev.nightshift.rollback.decide.ServiceFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What auto-rollback saw.
 *
 * @param services in the order of the settings
 * @param shadows by service: what would have been done so far
 */
public record RollbackFacts(Instant at, List<ServiceFacts> services, Map<String, Shadow> shadows) {
    public RollbackFacts {
        services = List.copyOf(services);
        shadows = Map.copyOf(shadows);
    }
}
