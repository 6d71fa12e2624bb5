package dev.nightshift.local.demo;

import dev.nightshift.core.automation.Ownership;
import dev.nightshift.local.runtime.Account;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * What a small team has: a shop with a long history of backups, an Aurora cluster that was never
 * backed up, and an old database that the function may not look at.
 */
final class Estate {
    static final String HOME = "eu-west-1";
    static final String RECOVERY = "eu-central-1";
    static final String OWNER = "demo/rds-backup";

    /** An instance with more backups than its policy keeps, the newest two days old. */
    static final String SHOP = "shop";

    /** An Aurora cluster with one member, and no backup at all. */
    static final String ORDERS = "orders";

    /** A database whose snapshots the function is not allowed to list. */
    static final String LEGACY = "legacy";

    /** Taken by a person; not ours, never to be touched. */
    static final String BY_HAND = "shop-before-migration";

    private static final int OLDEST = 27;
    private static final int NEWEST = 2;

    private final Account account;
    private final Map<String, Instant> history = new LinkedHashMap<>();

    Estate(Account account) {
        this.account = account;
    }

    /** The backups of the shop that were there before, and when they were taken. */
    Map<String, Instant> history() {
        return Map.copyOf(history);
    }

    void build(Instant now, URI slack) {
        secret(slack);
        var key = key();
        try (var rds = account.client(RdsClient.builder(), HOME)) {
            var shop = instance(rds, SHOP, key);
            instance(rds, LEGACY, key);
            cluster(rds, key);
            for (var days = OLDEST; days >= NEWEST; days--) {
                var slot = now.truncatedTo(ChronoUnit.DAYS).minus(days, ChronoUnit.DAYS);
                var name = "nightshift-shop-%s".formatted(slot.toString().substring(0, 10));
                rds.createDBSnapshot(
                        create ->
                                create.dbInstanceIdentifier(SHOP)
                                        .dbSnapshotIdentifier(name)
                                        .tags(
                                                tag(Ownership.OWNER_TAG, OWNER),
                                                tag(Ownership.SOURCE_TAG, shop),
                                                tag(Ownership.SLOT_TAG, slot.toString())));
                history.put(name, slot.plus(2, ChronoUnit.MINUTES));
            }
            rds.createDBSnapshot(
                    create ->
                            create.dbInstanceIdentifier(SHOP)
                                    .dbSnapshotIdentifier(BY_HAND)
                                    .tags(tag("made-by", "a person")));
        }
    }

    /**
     * A person who may do anything. From the moment the emulator checks permissions, it wants to
     * know who is asking.
     */
    static Account operator(Account anyone, URI endpoint) {
        try (var iam = anyone.client(IamClient.builder(), "us-east-1")) {
            iam.createUser(create -> create.userName("operator"));
            iam.putUserPolicy(
                    put ->
                            put.userName("operator")
                                    .policyName("everything")
                                    .policyDocument(
                                            """
                                            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
                                            "Action":"*","Resource":"*"}]}"""));
            var key = iam.createAccessKey(create -> create.userName("operator")).accessKey();
            return new Account(
                    java.util.Optional.of(endpoint),
                    Account.keys(key.accessKeyId(), key.secretAccessKey()));
        }
    }

    private void secret(URI slack) {
        try (var secrets = account.client(SecretsManagerClient.builder(), HOME)) {
            secrets.createSecret(
                    create ->
                            create.name("nightshift/slack")
                                    .secretString(
                                            "{\"botToken\":\"%s\",\"apiBaseUrl\":\"%s\"}"
                                                    .formatted(SlackStandIn.TOKEN, slack)));
        }
    }

    private String key() {
        try (var kms = account.client(KmsClient.builder(), HOME)) {
            return kms.createKey(create -> create.description("databases")).keyMetadata().arn();
        }
    }

    private static String instance(RdsClient rds, String name, String key) {
        return rds.createDBInstance(
                        create ->
                                create.dbInstanceIdentifier(name)
                                        .dbInstanceClass("db.t4g.medium")
                                        .engine("postgres")
                                        .allocatedStorage(20)
                                        .masterUsername("postgres")
                                        .masterUserPassword("not-a-real-password")
                                        .storageEncrypted(true)
                                        .kmsKeyId(key)
                                        .tags(tag("backup", "daily")))
                .dbInstance()
                .dbInstanceArn();
    }

    private static void cluster(RdsClient rds, String key) {
        rds.createDBCluster(
                create ->
                        create.dbClusterIdentifier(ORDERS)
                                .engine("aurora-postgresql")
                                .masterUsername("postgres")
                                .masterUserPassword("not-a-real-password")
                                .storageEncrypted(true)
                                .kmsKeyId(key)
                                .tags(tag("backup", "daily")));
        rds.createDBInstance(
                create ->
                        create.dbInstanceIdentifier(ORDERS + "-1")
                                .dbClusterIdentifier(ORDERS)
                                .dbInstanceClass("db.r6g.large")
                                .engine("aurora-postgresql")
                                .tags(List.of(tag("backup", "daily"))));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
