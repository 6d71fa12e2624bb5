package dev.nightshift.local.overview;

import dev.nightshift.backup.contabo.ContaboBackupSettings;
import dev.nightshift.backup.drill.DrillSettings;
import dev.nightshift.backup.evidence.EvidenceLog;
import dev.nightshift.backup.evidence.VaultEvidenceLog;
import dev.nightshift.backup.history.Asked;
import dev.nightshift.backup.history.BackupFacts.Kind;
import dev.nightshift.backup.history.BackupHistory;
import dev.nightshift.backup.history.BackupHistory.Ask;
import dev.nightshift.backup.history.BucketShelf;
import dev.nightshift.backup.history.DatabaseShelf;
import dev.nightshift.backup.history.HostShelf;
import dev.nightshift.backup.history.Unthinned;
import dev.nightshift.backup.rds.RdsBackupSettings;
import dev.nightshift.backup.s3.S3BackupSettings;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.store.AwsObjectStores;
import dev.nightshift.backup.s3.store.ObjectStores;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.core.config.Settings;
import dev.nightshift.local.runtime.Account;
import java.util.ArrayList;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** Finds out from the settings what there is to ask of backups, and where. */
public final class Backups {
    private Backups() {}

    /**
     * Asks the account of the usual AWS settings.
     *
     * @return empty if the settings name no automation that makes backups
     * @throws CloudException if drills are set up and it cannot be found out whose account this is
     */
    public static Optional<BackupHistory> of(Settings settings) {
        var asks = new ArrayList<Ask>();
        var stores = AwsObjectStores.fromEnvironment();
        var drills =
                settings.automations().stream()
                        .filter(automation -> automation.own() instanceof DrillSettings)
                        .map(automation -> (DrillSettings) automation.own())
                        .findFirst();
        for (var automation : settings.automations()) {
            var place =
                    new Place(new Scope(settings.stage(), automation.name()), settings.regions());
            if (automation.own() instanceof RdsBackupSettings backup) {
                var asked =
                        new Asked(
                                backup.rpo(), Unthinned.of(backup.keep(), backup.every()), drills);
                asks.add(
                        new Ask(Kind.DATABASE, DatabaseShelf.of(backup, place), asked::ofDatabase));
            } else if (automation.own() instanceof S3BackupSettings backup) {
                var asked =
                        new Asked(
                                backup.rpo(), Unthinned.of(backup.keep(), backup.every()), drills);
                asks.add(
                        new Ask(
                                Kind.BUCKET,
                                now -> buckets(backup, settings, stores).find(now),
                                asked::ofBucket));
            } else if (automation.own() instanceof ContaboBackupSettings backup) {
                var asked =
                        new Asked(
                                backup.rpo(), Unthinned.of(backup.keep(), backup.every()), drills);
                asks.add(new Ask(Kind.HOST, HostShelf.of(backup, place), asked::ofHost));
            }
        }
        return asks.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new BackupHistory(asks, drills.map(any -> evidence(settings, stores))));
    }

    private static BucketShelf buckets(
            S3BackupSettings backup, Settings settings, ObjectStores stores) {
        var vault =
                backup.vault()
                        .map(named -> new Vault(named.bucket(), named.region()))
                        .orElseGet(() -> vault(settings));
        return new BucketShelf(
                backup.select(),
                stores.at(settings.regions().home()),
                new VaultManifests(stores, vault),
                vault);
    }

    private static EvidenceLog evidence(Settings settings, ObjectStores stores) {
        return new VaultEvidenceLog(
                stores, vault(settings), new Scope(settings.stage(), "restore-drill"));
    }

    /**
     * The vault that the recovery stack makes.
     *
     * @throws CloudException if it cannot be found out whose account this is
     */
    private static Vault vault(Settings settings) {
        var regions = settings.regions();
        try (var sts = Account.ofEnvironment().client(StsClient.builder(), regions.home())) {
            return Vault.of(
                    settings.stage(), sts.getCallerIdentity().account(), regions.recovery());
        } catch (SdkException e) {
            throw AwsErrors.translate("find out whose account this is", e);
        }
    }
}
