package dev.nightshift.backup.rds.restore;

import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsTags;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Database;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.OptionGroupMembership;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** RDS's words into ours. What RDS does not say is null there and empty or 0 here. */
final class AwsRdsRestoreTypes {
    private static final String DEFAULT_OPTIONS = "default:";

    private AwsRdsRestoreTypes() {}

    static Database database(DBInstance instance) {
        var endpoint = Optional.ofNullable(instance.endpoint());
        return new Database(
                instance.dbInstanceIdentifier(),
                Kind.INSTANCE,
                said(instance.dbInstanceArn()),
                said(instance.dbInstanceStatus()),
                said(instance.engine()),
                said(instance.engineVersion()),
                said(instance.dbInstanceClass()),
                Optional.ofNullable(instance.dbSubnetGroup())
                        .map(DBSubnetGroup::dbSubnetGroupName)
                        .orElse(""),
                securityGroups(instance.vpcSecurityGroups()),
                parameterGroup(instance),
                "",
                instance.optionGroupMemberships().stream()
                        .map(OptionGroupMembership::optionGroupName)
                        .map(AwsRdsRestoreTypes::optionGroup)
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse(""),
                Boolean.TRUE.equals(instance.publiclyAccessible()),
                Boolean.TRUE.equals(instance.storageEncrypted()),
                number(instance.allocatedStorage()),
                List.of(),
                endpoint.map(Endpoint::address).orElse(""),
                endpoint.map(Endpoint::port).orElse(0),
                RdsTags.of(instance.tagList()));
    }

    static Database database(DBCluster cluster, Optional<DBInstance> writer) {
        return new Database(
                cluster.dbClusterIdentifier(),
                Kind.CLUSTER,
                said(cluster.dbClusterArn()),
                said(cluster.status()),
                said(cluster.engine()),
                said(cluster.engineVersion()),
                writer.map(DBInstance::dbInstanceClass)
                        .or(() -> Optional.ofNullable(cluster.dbClusterInstanceClass()))
                        .orElse(""),
                said(cluster.dbSubnetGroup()),
                securityGroups(cluster.vpcSecurityGroups()),
                said(cluster.dbClusterParameterGroup()),
                writer.map(AwsRdsRestoreTypes::parameterGroup).orElse(""),
                "",
                writer.map(DBInstance::publiclyAccessible)
                        .or(() -> Optional.ofNullable(cluster.publiclyAccessible()))
                        .orElse(false),
                Boolean.TRUE.equals(cluster.storageEncrypted()),
                Database.isAurora(said(cluster.engine())) ? 0 : number(cluster.allocatedStorage()),
                cluster.dbClusterMembers().stream()
                        .map(DBClusterMember::dbInstanceIdentifier)
                        .toList(),
                said(cluster.endpoint()),
                number(cluster.port()),
                RdsTags.of(cluster.tagList()));
    }

    /** Identifier of the instance that writes, else of any. */
    static Optional<String> writer(DBCluster cluster) {
        return cluster.dbClusterMembers().stream()
                .filter(member -> Boolean.TRUE.equals(member.isClusterWriter()))
                .findFirst()
                .or(() -> cluster.dbClusterMembers().stream().findFirst())
                .map(DBClusterMember::dbInstanceIdentifier);
    }

    static Snapshot snapshot(DBSnapshot snapshot) {
        return new Snapshot(
                snapshot.dbSnapshotIdentifier(),
                Kind.INSTANCE,
                said(snapshot.dbInstanceIdentifier()),
                Optional.ofNullable(snapshot.originalSnapshotCreateTime())
                        .or(() -> Optional.ofNullable(snapshot.snapshotCreateTime()))
                        .orElse(Instant.MAX), // has only begun: of no moment yet
                said(snapshot.status()),
                said(snapshot.engine()),
                said(snapshot.engineVersion()),
                number(snapshot.allocatedStorage()),
                Boolean.TRUE.equals(snapshot.encrypted()),
                optionGroup(snapshot.optionGroupName()),
                !said(snapshot.sourceDBSnapshotIdentifier()).isEmpty(),
                RdsTags.of(snapshot.tagList()));
    }

    static Snapshot snapshot(DBClusterSnapshot snapshot) {
        var engine = said(snapshot.engine());
        return new Snapshot(
                snapshot.dbClusterSnapshotIdentifier(),
                Kind.CLUSTER,
                said(snapshot.dbClusterIdentifier()),
                Optional.ofNullable(snapshot.snapshotCreateTime()).orElse(Instant.MAX),
                said(snapshot.status()),
                engine,
                said(snapshot.engineVersion()),
                Database.isAurora(engine) ? 0 : number(snapshot.allocatedStorage()),
                Boolean.TRUE.equals(snapshot.storageEncrypted()),
                "",
                !said(snapshot.sourceDBClusterSnapshotArn()).isEmpty(),
                RdsTags.of(snapshot.tagList()));
    }

    private static String parameterGroup(DBInstance instance) {
        return instance.dbParameterGroups().stream()
                .findFirst()
                .map(DBParameterGroupStatus::dbParameterGroupName)
                .orElse("");
    }

    private static List<String> securityGroups(List<VpcSecurityGroupMembership> groups) {
        return groups.stream().map(VpcSecurityGroupMembership::vpcSecurityGroupId).toList();
    }

    /** The groups that RDS makes by itself have no options, and are everywhere. */
    private static String optionGroup(String name) {
        var named = said(name);
        return named.startsWith(DEFAULT_OPTIONS) ? "" : named;
    }

    private static String said(String text) {
        return Optional.ofNullable(text).orElse("");
    }

    private static int number(Integer number) {
        return Optional.ofNullable(number).orElse(0);
    }
}
