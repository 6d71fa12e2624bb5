package dev.nightshift.rollback.auto;

import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remarks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan in the making. */
final class RollbackDraft extends Remarks<Trouble> {
    private final List<RollbackAction> actions = new ArrayList<>();
    private final Map<String, Shadow> shadows;

    RollbackDraft(Map<String, Shadow> before) {
        shadows = new LinkedHashMap<>(before);
    }

    void act(RollbackAction action) {
        actions.add(action);
    }

    /** Counts what would have been done. */
    Shadow count(String service, String incident) {
        var counted = shadows.getOrDefault(service, Shadow.NONE).counting(incident);
        shadows.put(service, counted);
        return counted;
    }

    Map<String, Shadow> shadows() {
        return shadows;
    }

    Plan<RollbackAction> plan() {
        return new Plan<>(actions, remarks(), 0);
    }
}
