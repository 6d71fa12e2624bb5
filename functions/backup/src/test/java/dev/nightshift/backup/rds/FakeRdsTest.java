package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.core.testing.TestClock;
import java.time.Instant;
import java.util.Map;

/** The fake keeps the contract that the adapter keeps. */
class FakeRdsTest extends RdsBackupGatewayContract {
    private final FakeRds rds =
            new FakeRds(HOME, new TestClock(Instant.parse("2026-11-22T03:00:00Z")));

    @Override
    RdsBackupGateway gateway() {
        return rds;
    }

    @Override
    void makeDatabase(Kind kind, String id, Map<String, String> tags) {
        rds.with(FakeRds.database(kind, id, tags));
    }

    @Override
    void makeKey(Location location, String alias, boolean enabled) {
        rds.withKey(
                location, alias, enabled ? KmsKey.usable() : KmsKey.unusable(alias + " is off"));
    }

    @Override
    void settle() {
        rds.settle();
    }

    @Override
    String account() {
        return FakeRds.ACCOUNT;
    }
}
