package dev.nightshift.rollback.auto;

import dev.nightshift.rollback.service.Service;
import java.util.List;

/** The settings of auto-rollback. */
public record RollbackSettings(List<Service> services) {
    public RollbackSettings {
        services = List.copyOf(services);
    }
}
