package dev.nightshift.local.cli;

import dev.nightshift.backup.rds.restore.AwsRdsRestoreGateway;
import dev.nightshift.backup.rds.restore.RdsRestoreGateway;
import dev.nightshift.backup.s3.manifest.Manifests;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.store.AwsObjectStores;
import dev.nightshift.backup.s3.store.ObjectStores;
import dev.nightshift.local.runtime.Account;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where restores read and write.
 *
 * @param account the account's number, asked of a region
 * @param pause waits between two looks at a database
 */
record RestoreBackend(
        ObjectStores stores,
        BiFunction<ObjectStores, Vault, Manifests> manifests,
        Function<String, String> account,
        RdsRestoreGateway rds,
        Consumer<Duration> pause) {
    /** The account that the usual AWS settings name. */
    static RestoreBackend ofEnvironment() {
        return new RestoreBackend(
                AwsObjectStores.fromEnvironment(),
                VaultManifests::new,
                region -> Accounts.identify(Account.ofEnvironment(), region).account(),
                new AwsRdsRestoreGateway(),
                RestoreBackend::sleep);
    }

    private static void sleep(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble(Exit.PARTIAL, "interrupted while waiting; run it again to go on", e);
        }
    }
}
