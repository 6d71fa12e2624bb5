package dev.nightshift.rollback.watch;

import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remarks;
import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.release.Release;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan in the making, and the stage of each service. */
final class WatchDraft extends Remarks<Trouble> {
    private final List<DeployWatchAction> actions = new ArrayList<>();
    private final Map<String, Stage> stages = new LinkedHashMap<>();
    private final Map<String, List<Release>> records = new HashMap<>();
    private final Map<String, DeploymentEvent> last = new HashMap<>();

    void act(DeployWatchAction action) {
        actions.add(action);
    }

    void stage(String service, Stage stage) {
        stages.put(service, stage);
    }

    /** What was told last of a service, as long as it is news. */
    void last(String service, DeploymentEvent event) {
        last.put(service, event);
    }

    Optional<DeploymentEvent> last(String service) {
        return Optional.ofNullable(last.get(service));
    }

    /** All records of a service as they are to be. */
    void records(String service, Collection<Release> wanted) {
        records.put(service, List.copyOf(wanted));
    }

    List<Release> records(String service) {
        return records.getOrDefault(service, List.of());
    }

    /** By the name of the service, in the order of the settings. */
    Map<String, Stage> stages() {
        return stages;
    }

    Plan<DeployWatchAction> plan() {
        return new Plan<>(actions, remarks(), owned());
    }
}
