package dev.nightshift.backup.contabo;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.notice.Notice;
import java.time.Instant;
import java.util.List;

/** Takes and prunes snapshots of the Contabo instances of one account. */
public final class ContaboBackupAutomation
        implements Automation<ContaboBackupFacts, ContaboBackupAction> {
    private final ContaboBackupSettings settings;
    private final Scope scope;
    private final ContaboBackupObserver observer;
    private final ContaboBackupEffects effects;

    ContaboBackupAutomation(
            ContaboBackupSettings settings, Scope scope, ContaboBackupGateway gateway) {
        this.settings = settings;
        this.scope = scope;
        this.observer = new ContaboBackupObserver(gateway, settings);
        this.effects = new ContaboBackupEffects(gateway, settings, scope);
    }

    @Override
    public ContaboBackupFacts observe(Instant now) {
        return observer.observe(now);
    }

    @Override
    public Plan<ContaboBackupAction> plan(ContaboBackupFacts facts) {
        return ContaboBackupPlanner.plan(settings, scope, facts);
    }

    @Override
    public Applied apply(ContaboBackupAction action, Deadline deadline) {
        return effects.apply(action);
    }

    @Override
    public List<Notice> report(Run<ContaboBackupFacts, ContaboBackupAction> run) {
        return ContaboBackupReport.of(settings, run);
    }
}
