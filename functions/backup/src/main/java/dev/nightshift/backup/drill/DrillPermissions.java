package dev.nightshift.backup.drill;

import dev.nightshift.backup.drill.DrillSettings.Scratch;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the function's role must allow: what the code calls, and what RDS calls in its name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html">
 *     Actions, resources, and condition keys for Amazon RDS</a>
 */
final class DrillPermissions {
    private static final String EQUALS = "StringEquals";
    private static final String LIKE = "StringLike";
    private static final String OWNER_OF_REQUEST = "aws:RequestTag/" + Ownership.OWNER_TAG;
    private static final String DRILL_OF_REQUEST = "aws:RequestTag/" + DrillTags.DRILL;
    private static final String OWNER_OF_RESOURCE = "aws:ResourceTag/" + Ownership.OWNER_TAG;
    private static final String DRILL_OF_RESOURCE = "aws:ResourceTag/" + DrillTags.DRILL;
    private static final List<String> READS_OBJECTS =
            List.of(
                    "s3:GetObject",
                    "s3:GetObjectTagging",
                    "s3:GetObjectVersion",
                    "s3:GetObjectVersionTagging");

    private final DrillSettings settings;
    private final Place place;
    private final List<Permission> permissions = new ArrayList<>();

    private DrillPermissions(DrillSettings settings, Place place) {
        this.settings = settings;
        this.place = place;
    }

    static List<Permission> of(DrillSettings settings, Place place) {
        var own = new DrillPermissions(settings, place);
        own.look();
        if (!settings.databases().isEmpty()) {
            own.restore();
            own.password();
            own.prove();
        }
        // what an earlier version of the settings restored must still go
        own.clear();
        own.vault();
        if (!settings.buckets().isEmpty()) {
            own.samples();
        }
        return own.permissions;
    }

    private void look() {
        permissions.add(
                Permission.read(
                        "sees what drills have restored, and how the sources are set up",
                        List.of("rds:DescribeDBInstances", "rds:DescribeDBClusters"),
                        rds("db:*", "cluster:*")));
        if (settings.databases().isEmpty()) {
            return;
        }
        permissions.add(
                Permission.read(
                        "sees the copies that could be restored",
                        List.of("rds:DescribeDBSnapshots", "rds:DescribeDBClusterSnapshots"),
                        rds("snapshot:*", "cluster-snapshot:*", "db:*", "cluster:*")));
        permissions.add(
                Permission.read(
                        "finds out whether the key of a copy can be used",
                        List.of("kms:DescribeKey"),
                        each("arn:{partition}:kms:%s:*:key/*")));
    }

    private void restore() {
        permissions.add(
                Permission.write(
                                "restores copies that rds-backup made, under a name and tags of"
                                        + " its own; groups are resources of the call as well",
                                List.of(
                                        "rds:RestoreDBInstanceFromDBSnapshot",
                                        "rds:RestoreDBClusterFromSnapshot",
                                        "rds:CreateDBInstance"),
                                rds(
                                        "db:" + DrillId.PREFIX + "*",
                                        "cluster:" + DrillId.PREFIX + "*",
                                        "snapshot:nightshift-*",
                                        "cluster-snapshot:nightshift-*",
                                        "subgrp:*",
                                        "pg:*",
                                        "cluster-pg:*",
                                        "og:*",
                                        "secgrp:*"))
                        .when(requested()));
        permissions.add(
                Permission.write(
                                "RDS asks for it by itself when something is restored with tags",
                                List.of("rds:AddTagsToResource"),
                                drilled())
                        .when(requested()));
        for (var region : regions()) {
            permissions.add(
                    Permission.write(
                                    "RDS grants itself the use of the key that a copy lies under",
                                    List.of("kms:CreateGrant"),
                                    "arn:{partition}:kms:" + region + ":{account}:key/*")
                            .when(
                                    Map.of(
                                            "Bool",
                                            Map.of("kms:GrantIsForAWSResource", "true"),
                                            EQUALS,
                                            Map.of(
                                                    "kms:ViaService",
                                                    "rds." + region + ".amazonaws.com"))));
        }
    }

    private void password() {
        if (settings.databases().stream().allMatch(one -> one.checks().isEmpty())) {
            return;
        }
        permissions.add(
                Permission.write(
                                "has RDS set a fresh password of what a drill restored",
                                List.of("rds:ModifyDBInstance", "rds:ModifyDBCluster"),
                                drilled())
                        .when(tagged()));
        permissions.add(
                Permission.write(
                        "RDS makes the secret in the name of who asks for it",
                        List.of("secretsmanager:CreateSecret", "secretsmanager:TagResource"),
                        each("arn:{partition}:secretsmanager:%s:{account}:secret:rds!*")));
        for (var kind : List.of(List.of("Instance", "db"), List.of("Cluster", "cluster"))) {
            permissions.add(
                    Permission.write(
                                    "reads the password that RDS keeps of what a drill restored,"
                                            + " and of nothing else",
                                    List.of("secretsmanager:GetSecretValue"),
                                    each(
                                            "arn:{partition}:secretsmanager:%s:{account}:secret:rds!*"))
                            .when(
                                    Map.of(
                                            LIKE,
                                            Map.of(
                                                    "aws:ResourceTag/aws:rds:primaryDB"
                                                            + kind.getFirst()
                                                            + "Arn",
                                                    "arn:{partition}:rds:*:{account}:"
                                                            + kind.getLast()
                                                            + ":"
                                                            + DrillId.PREFIX
                                                            + "*"))));
        }
    }

    private void prove() {
        var backups = new Scope(place.scope().stage(), DrillObserver.RDS_BACKUP).owner();
        permissions.add(
                Permission.write(
                                "marks the copies of rds-backup that a drill found good, with one"
                                        + " tag and no other",
                                List.of("rds:AddTagsToResource"),
                                rds("snapshot:nightshift-*", "cluster-snapshot:nightshift-*"))
                        .when(
                                Map.of(
                                        EQUALS,
                                        Map.of(OWNER_OF_RESOURCE, backups),
                                        "ForAllValues:StringEquals",
                                        Map.of("aws:TagKeys", Ownership.PROVEN_TAG))));
    }

    private void clear() {
        permissions.add(
                Permission.write(
                                "clears away what drills restored, if it carries their tags",
                                List.of("rds:DeleteDBInstance", "rds:DeleteDBCluster"),
                                drilled())
                        .when(tagged()));
    }

    private void vault() {
        permissions.add(
                Permission.read(
                        "finds evidence, manifests and what drills left",
                        List.of("s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketVersions"),
                        buckets()));
        permissions.add(
                Permission.read(
                        "reads the evidence of earlier drills, and manifests",
                        READS_OBJECTS,
                        inVault("evidence", "manifests")));
        permissions.add(
                Permission.read(
                                "reads what is encrypted with a key of KMS",
                                List.of("kms:Decrypt"),
                                keys())
                        .when(Map.of(LIKE, Map.of("kms:ViaService", "s3.*.amazonaws.com"))));
        permissions.add(
                Permission.write(
                        "keeps the evidence of its drills",
                        List.of("s3:PutObject", "s3:PutObjectTagging"),
                        inVault("evidence")));
        permissions.add(
                Permission.write(
                                "writes what is encrypted with a key of KMS",
                                List.of("kms:GenerateDataKey"),
                                keys())
                        .when(Map.of(LIKE, Map.of("kms:ViaService", "s3.*.amazonaws.com"))));
    }

    private void samples() {
        permissions.add(
                Permission.read(
                        "reads the copies that a sample is restored from",
                        READS_OBJECTS,
                        inVault("data")));
        permissions.add(Permission.read("looks at what it restored", READS_OBJECTS, scratch()));
        permissions.add(
                Permission.write(
                        "restores samples, and removes them",
                        List.of(
                                "s3:AbortMultipartUpload",
                                "s3:DeleteObjectVersion",
                                "s3:ListMultipartUploadParts",
                                "s3:PutObject",
                                "s3:PutObjectTagging"),
                        scratch()));
        permissions.add(
                Permission.write(
                        "marks the manifests that a drill found good",
                        List.of("s3:PutObjectTagging", "s3:PutObjectVersionTagging"),
                        inVault("manifests")));
    }

    private Map<String, Map<String, String>> requested() {
        return Map.of(
                EQUALS,
                Map.of(OWNER_OF_REQUEST, place.scope().owner()),
                LIKE,
                Map.of(DRILL_OF_REQUEST, "?*"));
    }

    private Map<String, Map<String, String>> tagged() {
        return Map.of(
                EQUALS,
                Map.of(OWNER_OF_RESOURCE, place.scope().owner()),
                LIKE,
                Map.of(DRILL_OF_RESOURCE, "?*"));
    }

    private List<String> regions() {
        return RestoreDrill.regions(settings, place);
    }

    private String[] drilled() {
        return rds("db:" + DrillId.PREFIX + "*", "cluster:" + DrillId.PREFIX + "*");
    }

    private String[] rds(String... resources) {
        return regions().stream()
                .flatMap(
                        region ->
                                List.of(resources).stream()
                                        .map(
                                                resource ->
                                                        "arn:{partition}:rds:"
                                                                + region
                                                                + ":{account}:"
                                                                + resource))
                .toArray(String[]::new);
    }

    private String[] each(String pattern) {
        return regions().stream()
                .map(region -> pattern.replace("%s", region))
                .toArray(String[]::new);
    }

    private Vault where() {
        return RestoreDrill.vault(settings, place, "{account}");
    }

    private String[] buckets() {
        var names = new TreeSet<String>();
        names.add(where().bucket());
        settings.scratch().map(Scratch::bucket).ifPresent(names::add);
        return names.stream().map(name -> "arn:{partition}:s3:::" + name).toArray(String[]::new);
    }

    private String[] inVault(String... folders) {
        return List.of(folders).stream()
                .map(folder -> "arn:{partition}:s3:::" + where().bucket() + "/" + folder + "/*")
                .toArray(String[]::new);
    }

    private String scratch() {
        return settings.scratch()
                .map(own -> "arn:{partition}:s3:::" + own.bucket() + "/" + own.prefix() + "*")
                .orElse("arn:{partition}:s3:::" + where().bucket() + "/scratch/*");
    }

    private String[] keys() {
        var regions = new TreeMap<String, String>();
        regions.put(where().region(), "");
        settings.scratch().flatMap(Scratch::region).ifPresent(region -> regions.put(region, ""));
        return regions.keySet().stream()
                .map(region -> "arn:{partition}:kms:" + region + ":{account}:key/*")
                .toArray(String[]::new);
    }
}
