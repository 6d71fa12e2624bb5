package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupSettings.Target;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the function's role must allow: what the code calls, and what RDS calls in its name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html">
 *     Actions, resources, and condition keys for Amazon RDS</a>
 */
final class RdsBackupPermissions {
    private static final String OWNER_OF_REQUEST = "aws:RequestTag/" + Ownership.OWNER_TAG;
    private static final String OWNER_OF_RESOURCE = "aws:ResourceTag/" + Ownership.OWNER_TAG;
    private static final String HOME = "{region}";

    private RdsBackupPermissions() {}

    static List<Permission> of(RdsBackupSettings settings, Place place) {
        var copyRegions = new LinkedHashSet<String>();
        settings.copyTo().stream()
                .map(Target::location)
                .filter(location -> location.account().isEmpty())
                .map(Location::region)
                .forEach(copyRegions::add);
        var permissions = new ArrayList<Permission>();
        read(settings, copyRegions, permissions);
        create(place.scope(), permissions);
        if (!copyRegions.isEmpty()) {
            copy(place.scope(), copyRegions, permissions);
            encrypt(settings, copyRegions, permissions);
        }
        vault(settings, place.scope(), permissions);
        delete(place.scope(), copyRegions, permissions);
        return permissions;
    }

    private static void read(
            RdsBackupSettings settings, Set<String> copyRegions, List<Permission> permissions) {
        permissions.add(
                Permission.read(
                        "lists the databases",
                        List.of("rds:DescribeDBInstances", "rds:DescribeDBClusters"),
                        rds(HOME, "db:*"),
                        rds(HOME, "cluster:*")));
        permissions.add(
                Permission.read(
                        "lists the snapshots, ours and others, and looks at one before it is"
                                + " removed",
                        List.of("rds:DescribeDBSnapshots", "rds:DescribeDBClusterSnapshots"),
                        everywhere(
                                copyRegions,
                                "snapshot:*",
                                "cluster-snapshot:*",
                                // asked of one database at a time when the whole list is refused
                                "db:*",
                                "cluster:*")));
        permissions.add(
                Permission.read(
                        "finds out whether the key of a backup, be it another account's, can be"
                                + " used",
                        List.of("kms:DescribeKey"),
                        regions(copyRegions)
                                .map(region -> "arn:{partition}:kms:" + region + ":*:key/*")
                                .toArray(String[]::new)));
        if (!settings.copyTo().isEmpty()) {
            permissions.add(
                    Permission.read(
                            "finds out whether a copy needs an option group",
                            List.of("rds:DescribeOptionGroups"),
                            everywhere(copyRegions, "og:*")));
        }
    }

    private static void create(Scope scope, List<Permission> permissions) {
        // the database is a resource of the call as well, and the tag is of the request
        permissions.add(
                Permission.write(
                                "takes the backups, tagged as ours from the start",
                                List.of("rds:CreateDBSnapshot", "rds:CreateDBClusterSnapshot"),
                                rds(HOME, "db:*"),
                                rds(HOME, "cluster:*"),
                                rds(HOME, "snapshot:nightshift-*"),
                                rds(HOME, "cluster-snapshot:nightshift-*"))
                        .when(equal(OWNER_OF_REQUEST, scope.owner())));
        permissions.add(
                Permission.write(
                                "RDS asks for it by itself when a snapshot is made with tags",
                                List.of("rds:AddTagsToResource"),
                                rds("*", "snapshot:nightshift-*"),
                                rds("*", "cluster-snapshot:nightshift-*"))
                        .when(equal(OWNER_OF_REQUEST, scope.owner())));
    }

    private static void copy(Scope scope, Set<String> copyRegions, List<Permission> permissions) {
        permissions.add(
                Permission.write(
                                "copies our backups to other regions; source and copy are both"
                                        + " resources of the call",
                                List.of("rds:CopyDBSnapshot", "rds:CopyDBClusterSnapshot"),
                                everywhere(
                                        copyRegions,
                                        "snapshot:nightshift-*",
                                        "cluster-snapshot:nightshift-*"))
                        .when(equal(OWNER_OF_REQUEST, scope.owner())));
    }

    /** RDS, not the code, makes the grant; the conditions let nobody but RDS use it. */
    private static void encrypt(
            RdsBackupSettings settings, Set<String> copyRegions, List<Permission> permissions) {
        if (settings.copyTo().stream().noneMatch(target -> target.kmsKey().isPresent())) {
            return;
        }
        for (var region : regions(copyRegions).toList()) {
            permissions.add(
                    Permission.write(
                                    "RDS grants itself the use of the keys that a copy is read"
                                            + " and written with",
                                    List.of("kms:CreateGrant"),
                                    "arn:{partition}:kms:" + region + ":{account}:key/*")
                            .when(
                                    Map.of(
                                            "Bool",
                                            Map.of("kms:GrantIsForAWSResource", "true"),
                                            "StringEquals",
                                            Map.of(
                                                    "kms:ViaService",
                                                    "rds." + region + ".amazonaws.com"))));
        }
    }

    private static void vault(
            RdsBackupSettings settings, Scope scope, List<Permission> permissions) {
        var roles = settings.copyTo().stream().flatMap(target -> target.role().stream()).toList();
        if (roles.isEmpty()) {
            return;
        }
        permissions.add(
                Permission.read(
                        "sees the copies in the vault account; what may be changed there is up to"
                                + " the role's own policy",
                        List.of("sts:AssumeRole"),
                        roles.stream().distinct().toArray(String[]::new)));
        permissions.add(
                Permission.write(
                                "lets the vault account copy our backups",
                                List.of(
                                        "rds:ModifyDBSnapshotAttribute",
                                        "rds:ModifyDBClusterSnapshotAttribute"),
                                rds(HOME, "snapshot:nightshift-*"),
                                rds(HOME, "cluster-snapshot:nightshift-*"))
                        .when(equal(OWNER_OF_RESOURCE, scope.owner())));
    }

    private static void delete(Scope scope, Set<String> copyRegions, List<Permission> permissions) {
        permissions.add(
                Permission.write(
                                "removes what retention no longer keeps, if it is ours",
                                List.of("rds:DeleteDBSnapshot", "rds:DeleteDBClusterSnapshot"),
                                everywhere(
                                        copyRegions,
                                        "snapshot:nightshift-*",
                                        "cluster-snapshot:nightshift-*"))
                        .when(equal(OWNER_OF_RESOURCE, scope.owner())));
    }

    private static Map<String, Map<String, String>> equal(String key, String value) {
        return Map.of("StringEquals", Map.of(key, value));
    }

    private static Stream<String> regions(Set<String> copyRegions) {
        return Stream.concat(Stream.of(HOME), copyRegions.stream());
    }

    private static String[] everywhere(Set<String> copyRegions, String... resources) {
        return regions(copyRegions)
                .flatMap(
                        region ->
                                List.of(resources).stream().map(resource -> rds(region, resource)))
                .toArray(String[]::new);
    }

    private static String rds(String region, String resource) {
        return "arn:{partition}:rds:" + region + ":{account}:" + resource;
    }
}
