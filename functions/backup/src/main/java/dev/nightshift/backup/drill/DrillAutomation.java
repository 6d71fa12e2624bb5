package dev.nightshift.backup.drill;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.notice.Notice;
import java.time.Instant;
import java.util.List;

/** Shows, week by week, that backups can be restored, and how long that takes. */
public final class DrillAutomation implements Automation<DrillFacts, DrillAction> {
    private final DrillSettings settings;
    private final Scope scope;
    private final DrillObserver observer;
    private final DrillEffects effects;

    DrillAutomation(
            DrillSettings settings, Scope scope, DrillObserver observer, DrillEffects effects) {
        this.settings = settings;
        this.scope = scope;
        this.observer = observer;
        this.effects = effects;
    }

    @Override
    public DrillFacts observe(Instant now) {
        return observer.observe(now);
    }

    @Override
    public Plan<DrillAction> plan(DrillFacts facts) {
        return DrillPlanner.plan(settings, scope, facts);
    }

    @Override
    public Applied apply(DrillAction action, Deadline deadline) {
        return effects.apply(action, deadline);
    }

    @Override
    public List<Notice> report(Run<DrillFacts, DrillAction> run) {
        return DrillReport.of(settings, run);
    }
}
