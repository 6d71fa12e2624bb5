package dev.nightshift.rollback.watch;

import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remarks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan in the making, and the stage of each service. */
final class WatchDraft extends Remarks<Trouble> {
    private final List<DeployWatchAction> actions = new ArrayList<>();
    private final Map<String, Stage> stages = new LinkedHashMap<>();

    void act(DeployWatchAction action) {
        actions.add(action);
    }

    void stage(String service, Stage stage) {
        stages.put(service, stage);
    }

    /** By the name of the service, in the order of the settings. */
    Map<String, Stage> stages() {
        return stages;
    }

    Plan<DeployWatchAction> plan() {
        return new Plan<>(actions, remarks(), owned());
    }
}
