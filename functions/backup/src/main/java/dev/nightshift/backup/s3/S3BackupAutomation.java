package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.ObjectStores;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.notice.Notice;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Keeps what is in buckets, run by run, in a vault elsewhere. */
public final class S3BackupAutomation implements Automation<S3BackupFacts, S3BackupAction> {
    private final S3BackupSettings settings;
    private final Place place;
    private final ObjectStores stores;
    private final BatchJobs jobs;
    private final Supplier<String> account;
    private final Supplier<String> batchRole;
    private final Clock clock;
    private final S3BackupObserver observer;

    /**
     * @param account twelve digits; asked for only if the name of the vault depends on it
     * @param batchRole ARN of the role that the main stack makes for S3 Batch Operations
     */
    S3BackupAutomation(
            S3BackupSettings settings,
            Place place,
            ObjectStores stores,
            BatchJobs jobs,
            Supplier<String> account,
            Supplier<String> batchRole,
            Clock clock) {
        this.settings = settings;
        this.place = place;
        this.stores = stores;
        this.jobs = jobs;
        this.account = account;
        this.batchRole = batchRole;
        this.clock = clock;
        this.observer = new S3BackupObserver(settings, place.regions().home(), stores, jobs);
    }

    @Override
    public S3BackupFacts observe(Instant now) {
        return observer.observe(vault(), now);
    }

    private Vault vault() {
        return settings.vault().isPresent()
                ? settings.vault().get().vault()
                : S3BackupPermissions.vault(settings, place, account.get());
    }

    @Override
    public Plan<S3BackupAction> plan(S3BackupFacts facts) {
        return S3BackupPlanner.plan(settings, facts);
    }

    @Override
    public Applied apply(S3BackupAction action, Deadline deadline) {
        return new S3BackupEffects(settings, place.scope(), vault(), stores, jobs, batchRole, clock)
                .apply(action, deadline);
    }

    /** The run is over then, and what it wrote to the disk is let go of. */
    @Override
    public List<Notice> report(Run<S3BackupFacts, S3BackupAction> run) {
        var notices = S3BackupReport.of(settings, run);
        run.facts()
                .buckets()
                .forEach(bucket -> bucket.survey().ifPresent(it -> it.changes().close()));
        return notices;
    }
}
