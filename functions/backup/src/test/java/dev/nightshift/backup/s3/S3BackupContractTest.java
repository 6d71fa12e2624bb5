package dev.nightshift.backup.s3;

import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.AutomationContractTest;
import dev.nightshift.core.testing.World;
import java.time.Clock;

/** The promises of every automation, with buckets, a vault and S3 Batch Operations. */
class S3BackupContractTest extends AutomationContractTest<S3BackupFacts, S3BackupAction> {
    @Override
    protected World<S3BackupFacts, S3BackupAction> world(Scope scope, Clock clock) {
        return BucketEstate.full(scope, clock);
    }
}
