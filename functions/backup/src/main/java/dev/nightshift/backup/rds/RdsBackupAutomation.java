package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.notice.Notice;
import java.time.Instant;
import java.util.List;

/** Backs up the databases of one region, and keeps copies of the backups elsewhere. */
public final class RdsBackupAutomation implements Automation<RdsBackupFacts, RdsBackupAction> {
    private final RdsBackupSettings settings;
    private final Scope scope;
    private final RdsBackupObserver observer;
    private final RdsBackupEffects effects;

    RdsBackupAutomation(
            RdsBackupSettings settings, Scope scope, Location home, RdsBackupGateway gateway) {
        this.settings = settings;
        this.scope = scope;
        this.observer = new RdsBackupObserver(gateway, settings, scope, home);
        this.effects = new RdsBackupEffects(gateway, scope, home);
    }

    @Override
    public RdsBackupFacts observe(Instant now) {
        return observer.observe(now);
    }

    @Override
    public Plan<RdsBackupAction> plan(RdsBackupFacts facts) {
        return RdsBackupPlanner.plan(settings, scope, facts);
    }

    @Override
    public Applied apply(RdsBackupAction action, Deadline deadline) {
        return effects.apply(action);
    }

    @Override
    public List<Notice> report(Run<RdsBackupFacts, RdsBackupAction> run) {
        return RdsBackupReport.of(settings, run);
    }
}
