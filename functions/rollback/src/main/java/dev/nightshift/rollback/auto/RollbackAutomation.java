package dev.nightshift.rollback.auto;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Memory;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.notice.Notice;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Takes releases back. */
public final class RollbackAutomation implements Automation<RollbackFacts, RollbackAction> {
    private final RollbackObserver observer;
    private final RollbackEffects effects;
    private final RollbackSettings settings;
    private final Clock clock;

    RollbackAutomation(RollbackSettings settings, RollbackGateway gateway, Clock clock) {
        this.settings = settings;
        this.observer = new RollbackObserver(settings, gateway);
        this.effects = new RollbackEffects(settings, gateway);
        this.clock = clock;
    }

    @Override
    public RollbackFacts observe(Instant now) {
        return observe(now, Memory.none());
    }

    @Override
    public RollbackFacts observe(Instant now, Memory memory) {
        return observer.observe(now, memory);
    }

    @Override
    public Plan<RollbackAction> plan(RollbackFacts facts) {
        return RollbackPlanner.plan(facts);
    }

    @Override
    public Applied apply(RollbackAction action, Deadline deadline) {
        return effects.apply(action, clock.instant());
    }

    @Override
    public List<Notice> report(Run<RollbackFacts, RollbackAction> run) {
        return RollbackReport.of(settings, run);
    }

    @Override
    public Map<String, String> remember(Run<RollbackFacts, RollbackAction> run) {
        return Shadow.written(RollbackPlanner.draft(run.facts()).shadows());
    }
}
