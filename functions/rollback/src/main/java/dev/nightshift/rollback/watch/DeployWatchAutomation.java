package dev.nightshift.rollback.watch;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Memory;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.notice.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Watches deployments. */
final class DeployWatchAutomation implements Automation<DeployWatchFacts, DeployWatchAction> {
    private final DeployWatchSettings settings;
    private final DeployWatchObserver observer;
    private final DeployWatchEffects effects;

    DeployWatchAutomation(DeployWatchSettings settings, DeployWatchGateway gateway) {
        this.settings = settings;
        this.observer = new DeployWatchObserver(settings, gateway);
        this.effects = new DeployWatchEffects(gateway);
    }

    @Override
    public DeployWatchFacts observe(Instant now) {
        return observe(now, Memory.none());
    }

    @Override
    public DeployWatchFacts observe(Instant now, Memory memory) {
        return observer.observe(now, memory);
    }

    @Override
    public Plan<DeployWatchAction> plan(DeployWatchFacts facts) {
        return DeployWatchPlanner.plan(settings, facts);
    }

    @Override
    public Applied apply(DeployWatchAction action, Deadline deadline) {
        return effects.apply(action);
    }

    @Override
    public List<Notice> report(Run<DeployWatchFacts, DeployWatchAction> run) {
        return DeployWatchReport.of(settings, run);
    }

    @Override
    public Map<String, String> remember(Run<DeployWatchFacts, DeployWatchAction> run) {
        return After.of(settings, run).written();
    }
}
