package dev.nightshift.backup.s3;

import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.AutomationContractTest;
import dev.nightshift.core.testing.World;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;

/** The same promises, with the SDK and a wire between the automation and its jobs. */
class S3BackupOverHttpTest extends AutomationContractTest<S3BackupFacts, S3BackupAction> {
    private static final JobsServer SERVER =
            new JobsServer(
                    new JobsAccount(
                            new dev.nightshift.backup.s3.store.FakeS3(Clock.systemUTC()),
                            Clock.systemUTC()));
    private static final HttpJobs.Clients CLIENTS = new HttpJobs.Clients(SERVER.address());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Override
    protected World<S3BackupFacts, S3BackupAction> world(Scope scope, Clock clock) {
        return BucketEstate.full(
                scope,
                clock,
                BucketEstate.SETTINGS,
                (s3, faults) -> new HttpJobs(SERVER, CLIENTS, s3, faults, clock));
    }
}
