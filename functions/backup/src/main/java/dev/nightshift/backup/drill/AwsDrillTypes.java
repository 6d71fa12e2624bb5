package dev.nightshift.backup.drill;

import dev.nightshift.backup.drill.DrillFacts.Address;
import dev.nightshift.backup.drill.DrillFacts.Origin;
import dev.nightshift.backup.drill.DrillFacts.Restored;
import dev.nightshift.backup.drill.DrillFacts.Secret;
import dev.nightshift.backup.drill.DrillGateway.Snapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsTags;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.OptionGroupMembership;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** RDS's words for things into ours. What RDS does not say is null there and empty here. */
final class AwsDrillTypes {
    /** The groups that RDS makes by itself are what it takes when none is named. */
    private static final String DEFAULT_GROUP = "default";

    private AwsDrillTypes() {}

    static Restored restored(String region, DBInstance instance) {
        return new Restored(
                Kind.INSTANCE,
                region,
                instance.dbInstanceIdentifier(),
                said(instance.dbInstanceStatus()).orElse("unknown"),
                said(instance.engine()).orElse("unknown"),
                Optional.ofNullable(instance.instanceCreateTime()),
                RdsTags.of(instance.tagList()),
                said(instance.dbClusterIdentifier()),
                List.of(),
                address(instance),
                secret(instance.masterUserSecret()));
    }

    static Restored restored(String region, DBCluster cluster) {
        return new Restored(
                Kind.CLUSTER,
                region,
                cluster.dbClusterIdentifier(),
                said(cluster.status()).orElse("unknown"),
                said(cluster.engine()).orElse("unknown"),
                Optional.ofNullable(cluster.clusterCreateTime()),
                RdsTags.of(cluster.tagList()),
                Optional.empty(),
                cluster.dbClusterMembers().stream()
                        .map(DBClusterMember::dbInstanceIdentifier)
                        .sorted()
                        .toList(),
                address(cluster),
                secret(cluster.masterUserSecret()));
    }

    private static Optional<Address> address(DBInstance instance) {
        Endpoint endpoint = instance.endpoint();
        if (endpoint == null || endpoint.address() == null || endpoint.port() == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Address(endpoint.address(), endpoint.port(), said(instance.dbName())));
    }

    private static Optional<Address> address(DBCluster cluster) {
        Integer port = cluster.port();
        return port == null
                ? Optional.empty()
                : said(cluster.endpoint())
                        .map(host -> new Address(host, port, said(cluster.databaseName())));
    }

    private static Optional<Secret> secret(MasterUserSecret secret) {
        return Optional.ofNullable(secret)
                .flatMap(
                        known ->
                                said(known.secretArn())
                                        .map(
                                                arn ->
                                                        new Secret(
                                                                arn,
                                                                said(known.secretStatus())
                                                                        .orElse("unknown"))));
    }

    static Origin origin(DBInstance instance) {
        var subnets = instance.dbSubnetGroup();
        return new Origin(
                said(instance.dbInstanceClass()),
                subnets == null ? Optional.empty() : own(subnets.dbSubnetGroupName()),
                groups(instance.vpcSecurityGroups()),
                instance.dbParameterGroups().stream()
                        .map(DBParameterGroupStatus::dbParameterGroupName)
                        .flatMap(name -> own(name).stream())
                        .findFirst(),
                instance.optionGroupMemberships().stream()
                        .map(OptionGroupMembership::optionGroupName)
                        .flatMap(name -> own(name).stream())
                        .findFirst());
    }

    /**
     * @param member any of its instances, for their class
     */
    static Origin origin(DBCluster cluster, Optional<DBInstance> member) {
        return new Origin(
                said(cluster.dbClusterInstanceClass())
                        .or(() -> member.flatMap(one -> said(one.dbInstanceClass()))),
                own(cluster.dbSubnetGroup()),
                groups(cluster.vpcSecurityGroups()),
                own(cluster.dbClusterParameterGroup()),
                Optional.empty());
    }

    private static List<String> groups(List<VpcSecurityGroupMembership> groups) {
        return groups.stream()
                .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                .flatMap(id -> said(id).stream())
                .sorted()
                .toList();
    }

    static Snapshot snapshot(DBSnapshot snapshot) {
        return new Snapshot(
                Kind.INSTANCE,
                snapshot.dbSnapshotIdentifier(),
                snapshot.dbSnapshotArn(),
                said(snapshot.engine()).orElse("unknown"),
                Optional.ofNullable(snapshot.originalSnapshotCreateTime())
                        .or(() -> Optional.ofNullable(snapshot.snapshotCreateTime())),
                said(snapshot.status()).orElse("unknown"),
                key(snapshot.encrypted(), snapshot.kmsKeyId()),
                RdsTags.of(snapshot.tagList()),
                said(snapshot.sourceDBSnapshotIdentifier()).isPresent());
    }

    static Snapshot snapshot(DBClusterSnapshot snapshot) {
        Instant made = snapshot.snapshotCreateTime();
        return new Snapshot(
                Kind.CLUSTER,
                snapshot.dbClusterSnapshotIdentifier(),
                snapshot.dbClusterSnapshotArn(),
                said(snapshot.engine()).orElse("unknown"),
                Optional.ofNullable(made),
                said(snapshot.status()).orElse("unknown"),
                key(snapshot.storageEncrypted(), snapshot.kmsKeyId()),
                RdsTags.of(snapshot.tagList()),
                said(snapshot.sourceDBClusterSnapshotArn()).isPresent());
    }

    private static Optional<String> key(Boolean encrypted, String key) {
        return Boolean.TRUE.equals(encrypted) ? said(key) : Optional.empty();
    }

    private static Optional<String> own(String group) {
        return said(group).filter(name -> !name.startsWith(DEFAULT_GROUP));
    }

    private static Optional<String> said(String text) {
        return Optional.ofNullable(text).filter(given -> !given.isEmpty());
    }
}
