package dev.nightshift.local.iam;

import dev.nightshift.core.automation.Ownership;
import dev.nightshift.local.jars.House;
import dev.nightshift.local.runtime.Account;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * An estate with something to do of every kind: of each kind of database one without a backup, and
 * one with a backup that is to be copied and with a copy that is to be removed.
 */
final class Databases {
    private static final String VAULT = "444455556666";
    private static final String VAULT_ROLE = "arn:aws:iam::444455556666:role/nightshift-vault";

    static final String SETTINGS =
            """
            stage: prod
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices:
              slack:
                secret: nightshift/slack
                channel: "#ops"
                approvals:
                  signingSecret: nightshift/slack-signing
                  users: [U2CERLKJA]
                  channels: [C0123456789]
            automations:
              rds-backup:
                schedule: rate(30 minutes)
                select: { tags: { backup: daily } }
                every: 24h
                keep: { last: 1 }
                rpo: 26h
                apply: true
                copyTo:
                  - { region: eu-central-1, kmsKey: alias/nightshift-recovery }
                  - region: eu-central-1
                    account: "%s"
                    role: %s
                    kmsKey: alias/nightshift-vault
              contabo-backup:
                schedule: rate(1 hour)
                select: { names: [web-1] }
                every: 24h
                keep: { last: 2 }
                snapshotQuota: 3
                secret: nightshift/contabo
                api: https://127.0.0.1:9
                auth: https://127.0.0.1:9
                apply: true
              certificate-check:
                schedule: rate(6 hours)
                references: ["127.0.0.1:9"]
            """
                    .formatted(VAULT, VAULT_ROLE);

    private static final String RECOVERY = "eu-central-1";
    private static final Tag DAILY = tag("backup", "daily");

    private final Account admin;

    private Databases(Account admin) {
        this.admin = admin;
    }

    static Databases build(Account admin) {
        key(admin, "alias/nightshift-recovery");
        key(vault(admin), "alias/nightshift-vault");
        try (var secrets = admin.client(SecretsManagerClient.builder(), House.REGION)) {
            secrets.createSecret(
                    create ->
                            create.name("nightshift/contabo")
                                    .secretString(
                                            "{\"clientId\":\"id\",\"clientSecret\":\"of nobody\","
                                                    + "\"apiUser\":\"user\",\"apiPassword\":\"of"
                                                    + " nobody\"}"));
        }
        var databases = new Databases(admin);
        databases.build();
        return databases;
    }

    private static Account vault(Account admin) {
        try (var sts = admin.client(StsClient.builder(), House.REGION)) {
            var keys =
                    sts.assumeRole(
                                    assume ->
                                            assume.roleArn(VAULT_ROLE)
                                                    .roleSessionName("set-the-scene"))
                            .credentials();
            return new Account(
                    admin.endpoint(),
                    StaticCredentialsProvider.create(
                            AwsSessionCredentials.create(
                                    keys.accessKeyId(),
                                    keys.secretAccessKey(),
                                    keys.sessionToken())));
        }
    }

    private static void key(Account account, String alias) {
        try (var kms = account.client(KmsClient.builder(), RECOVERY)) {
            var id = kms.createKey().keyMetadata().keyId();
            kms.createAlias(create -> create.aliasName(alias).targetKeyId(id));
        }
    }

    private void build() {
        try (var rds = admin.client(RdsClient.builder(), House.REGION);
                var kms = admin.client(KmsClient.builder(), House.REGION)) {
            rds.createOptionGroup(
                    create ->
                            create.optionGroupName("audited")
                                    .engineName("mysql")
                                    .majorEngineVersion("8.0")
                                    .optionGroupDescription("has its copies look for it"));
            var key = kms.createKey().keyMetadata().arn();
            for (var id : List.of("new-instance", "old-instance")) {
                rds.createDBInstance(
                        create ->
                                create.dbInstanceIdentifier(id)
                                        .dbInstanceClass("db.t4g.micro")
                                        .engine("mysql")
                                        .allocatedStorage(20)
                                        .masterUsername("admin")
                                        .masterUserPassword("only-in-memory")
                                        .optionGroupName("audited")
                                        .tags(DAILY));
            }
            for (var id : List.of("new-cluster", "old-cluster")) {
                rds.createDBCluster(
                        create ->
                                create.dbClusterIdentifier(id)
                                        .engine("aurora-postgresql")
                                        .masterUsername("admin")
                                        .masterUserPassword("only-in-memory")
                                        .storageEncrypted(true)
                                        .kmsKeyId(key)
                                        .tags(DAILY));
            }
        }
    }

    /** Puts every snapshot back to where it was. */
    void restock() {
        try (var home = admin.client(RdsClient.builder(), House.REGION);
                var recovery = admin.client(RdsClient.builder(), RECOVERY)) {
            empty(home);
            empty(recovery);
            var instance = "arn:aws:rds:eu-west-1:%s:db:old-instance".formatted(House.ACCOUNT);
            var cluster = "arn:aws:rds:eu-west-1:%s:cluster:old-cluster".formatted(House.ACCOUNT);
            var ofInstance =
                    home.createDBSnapshot(
                                    create ->
                                            create.dbInstanceIdentifier("old-instance")
                                                    .dbSnapshotIdentifier("nightshift-instance-1")
                                                    .tags(ours(instance, 1)))
                            .dbSnapshot()
                            .dbSnapshotArn();
            var ofCluster =
                    home.createDBClusterSnapshot(
                                    create ->
                                            create.dbClusterIdentifier("old-cluster")
                                                    .dbClusterSnapshotIdentifier(
                                                            "nightshift-cluster-1")
                                                    .tags(ours(cluster, 1)))
                            .dbClusterSnapshot()
                            .dbClusterSnapshotArn();
            for (var days : List.of(4, 5)) {
                recovery.copyDBSnapshot(
                        copy ->
                                copy.sourceDBSnapshotIdentifier(ofInstance)
                                        .targetDBSnapshotIdentifier("nightshift-instance-" + days)
                                        .kmsKeyId("alias/nightshift-recovery")
                                        .tags(ours(instance, days)));
                recovery.copyDBClusterSnapshot(
                        copy ->
                                copy.sourceDBClusterSnapshotIdentifier(ofCluster)
                                        .targetDBClusterSnapshotIdentifier(
                                                "nightshift-cluster-" + days)
                                        .kmsKeyId("alias/nightshift-recovery")
                                        .tags(ours(cluster, days)));
            }
        }
    }

    private static void empty(RdsClient rds) {
        rds.describeDBSnapshots()
                .dbSnapshots()
                .forEach(
                        snapshot ->
                                rds.deleteDBSnapshot(
                                        delete ->
                                                delete.dbSnapshotIdentifier(
                                                        snapshot.dbSnapshotIdentifier())));
        rds.describeDBClusterSnapshots()
                .dbClusterSnapshots()
                .forEach(
                        snapshot ->
                                rds.deleteDBClusterSnapshot(
                                        delete ->
                                                delete.dbClusterSnapshotIdentifier(
                                                        snapshot.dbClusterSnapshotIdentifier())));
    }

    private static List<Tag> ours(String source, int daysAgo) {
        var slot = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(daysAgo, ChronoUnit.DAYS);
        return List.of(
                tag(Ownership.OWNER_TAG, "prod/rds-backup"),
                tag(Ownership.SOURCE_TAG, source),
                tag(Ownership.SLOT_TAG, slot.toString()));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
