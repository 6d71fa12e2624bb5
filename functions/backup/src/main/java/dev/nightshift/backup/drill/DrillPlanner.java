package dev.nightshift.backup.drill;

import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Scope;

/** Decides what to restore, look at, prove and clear away. Same facts, same plan. */
public final class DrillPlanner {
    private DrillPlanner() {}

    /** The next step of every drill, and of everything else why there is none. */
    public static Plan<DrillAction> plan(DrillSettings settings, Scope scope, DrillFacts facts) {
        return draft(settings, scope, facts).plan();
    }

    static DrillDraft draft(DrillSettings settings, Scope scope, DrillFacts facts) {
        var draft = new DrillDraft();
        var running = new RunningPlanner(settings, facts, draft);
        running.plan();
        new BeginningPlanner(settings, scope, facts, draft)
                .plan(running.sources(), running.places());
        new BucketPlanner(settings, scope, facts, draft).plan();
        return draft;
    }
}
