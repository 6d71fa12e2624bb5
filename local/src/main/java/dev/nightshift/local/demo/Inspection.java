package dev.nightshift.local.demo;

import dev.nightshift.core.automation.Ownership;
import dev.nightshift.local.runtime.Account;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Looks at the emulator itself, past the relay and past everything that is to be checked. */
final class Inspection implements AutoCloseable {
    private final RdsClient home;
    private final RdsClient recovery;
    private final SqsClient sqs;

    Inspection(Account account) {
        this.home = account.client(RdsClient.builder(), Estate.HOME);
        this.recovery = account.client(RdsClient.builder(), Estate.RECOVERY);
        this.sqs = account.client(SqsClient.builder(), Estate.HOME);
    }

    /** A snapshot of an instance or a cluster. */
    record Seen(String id, String database, String status, Map<String, String> tags) {
        boolean isOurs() {
            return Estate.OWNER.equals(tags.get(Ownership.OWNER_TAG));
        }

        String slot() {
            return tags.getOrDefault(Ownership.SLOT_TAG, "");
        }
    }

    List<Seen> atHome() {
        return all(home);
    }

    List<Seen> inRecovery() {
        return all(recovery);
    }

    /** Ids of the instances at home. */
    List<String> instances() {
        return home.describeDBInstancesPaginator().dbInstances().stream()
                .map(DBInstance::dbInstanceIdentifier)
                .toList();
    }

    int waiting(String queue) {
        var url = sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();
        return sqs
                .getQueueAttributes(
                        get ->
                                get.queueUrl(url)
                                        .attributeNames(
                                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    @Override
    public void close() {
        home.close();
        recovery.close();
        sqs.close();
    }

    private static List<Seen> all(RdsClient rds) {
        var instances =
                rds
                        .describeDBSnapshotsPaginator(get -> get.snapshotType("manual"))
                        .dbSnapshots()
                        .stream()
                        .map(
                                found ->
                                        new Seen(
                                                found.dbSnapshotIdentifier(),
                                                found.dbInstanceIdentifier(),
                                                found.status(),
                                                tags(found.tagList())));
        var clusters =
                rds
                        .describeDBClusterSnapshotsPaginator(get -> get.snapshotType("manual"))
                        .dbClusterSnapshots()
                        .stream()
                        .map(
                                found ->
                                        new Seen(
                                                found.dbClusterSnapshotIdentifier(),
                                                found.dbClusterIdentifier(),
                                                found.status(),
                                                tags(found.tagList())));
        return Stream.concat(instances, clusters)
                .sorted(Comparator.comparing(Seen::slot).thenComparing(Seen::id))
                .toList();
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toUnmodifiableMap(Tag::key, Tag::value));
    }
}
