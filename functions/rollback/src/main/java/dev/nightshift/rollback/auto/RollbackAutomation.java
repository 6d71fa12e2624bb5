package dev.nightshift.rollback.auto;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.FactTable;
import dev.nightshift.core.automation.Memory;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.rollback.service.Service;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Takes releases back. */
public final class RollbackAutomation implements Automation<RollbackFacts, RollbackAction> {
    private final RollbackObserver observer;
    private final RollbackEffects effects;
    private final RollbackSettings settings;
    private final RollbackGateway gateway;
    private final Clock clock;
    private final Memory kept;

    /**
     * @param kept what its runs have kept so far, for those who look without running it
     */
    public RollbackAutomation(
            RollbackSettings settings, RollbackGateway gateway, Clock clock, Memory kept) {
        this.settings = settings;
        this.kept = kept;
        this.gateway = gateway;
        this.observer = new RollbackObserver(settings, gateway);
        this.effects = new RollbackEffects(settings, gateway);
        this.clock = clock;
    }

    @Override
    public RollbackFacts observe(Instant now) {
        return observe(now, kept);
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
    public List<FactTable> tables(RollbackFacts facts) {
        return RollbackTables.of(facts);
    }

    /** The services that it guards. */
    public List<Service> services() {
        return settings.services();
    }

    /** What would come of these alarms, if they were as they are told. Changes nothing. */
    public Rehearsal rehearse(Service service, Replay replay, Instant now) {
        return Rehearsal.of(observer.rehearse(service, now, replay::onto), now);
    }

    /** For people who put a service back into automatic hands. */
    public Thaw thaw() {
        return new Thaw(gateway.register());
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
