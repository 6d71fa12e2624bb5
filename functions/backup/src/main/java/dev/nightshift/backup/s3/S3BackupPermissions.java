package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.S3BackupSettings.Place;
import dev.nightshift.backup.s3.S3BackupSettings.Select;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the function's role must allow, and what the role of S3 Batch Operations must.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">
 *     Actions, resources, and condition keys for Amazon S3</a>
 */
final class S3BackupPermissions {
    private static final String OWNER_OF_REQUEST = "aws:RequestTag/" + Ownership.OWNER_TAG;
    static final String BATCH = "batchoperations.s3.amazonaws.com";
    private static final List<String> READS_OBJECTS =
            List.of(
                    "s3:GetObject",
                    "s3:GetObjectTagging",
                    "s3:GetObjectVersion",
                    "s3:GetObjectVersionTagging");

    private final S3BackupSettings settings;
    private final AutomationSpec.Place place;
    private final Vault vault;

    private S3BackupPermissions(S3BackupSettings settings, AutomationSpec.Place place) {
        this.settings = settings;
        this.place = place;
        this.vault = vault(settings, place, "{account}");
    }

    /** Where backups go: as the settings say, or to the vault of the recovery stack. */
    static Vault vault(S3BackupSettings settings, AutomationSpec.Place place, String account) {
        return settings.vault()
                .map(Place::vault)
                .orElseGet(
                        () -> Vault.of(place.scope().stage(), account, place.regions().recovery()));
    }

    /** The role that S3 Batch Operations copies with, unless the settings name another. */
    static String batchRoleName(String stage) {
        return "nightshift-" + stage + "-s3-batch";
    }

    static List<Permission> of(S3BackupSettings settings, AutomationSpec.Place place) {
        return new S3BackupPermissions(settings, place).function();
    }

    static List<Permission> ofBatch(S3BackupSettings settings, AutomationSpec.Place place) {
        return new S3BackupPermissions(settings, place).batch();
    }

    private List<Permission> function() {
        var permissions = new ArrayList<Permission>();
        read(permissions);
        write(permissions);
        jobs(permissions);
        return permissions;
    }

    private void read(List<Permission> permissions) {
        permissions.add(
                Permission.read("finds the buckets", List.of("s3:ListAllMyBuckets"), bucket("*")));
        permissions.add(
                Permission.read(
                        "finds out what the selected buckets are, and what is in them",
                        List.of(
                                "s3:GetBucketLocation",
                                "s3:GetBucketTagging",
                                "s3:GetBucketVersioning",
                                "s3:ListBucket",
                                "s3:ListBucketVersions"),
                        sources().toArray(String[]::new)));
        permissions.add(
                Permission.read(
                        "copies from them, and compares with them",
                        READS_OBJECTS,
                        sources().map(source -> source + "/*").toArray(String[]::new)));
        permissions.add(
                Permission.read(
                        "finds out what the vault holds",
                        List.of(
                                "s3:GetBucketLocation",
                                "s3:ListBucket",
                                "s3:ListBucketMultipartUploads",
                                "s3:ListBucketVersions"),
                        bucket(vault.bucket())));
        permissions.add(
                Permission.read(
                        "reads manifests and notes, and compares copies with them",
                        READS_OBJECTS,
                        inVault("data", "manifests", "work")));
        permissions.add(decrypt());
        permissions.add(Permission.read("follows its jobs", List.of("s3:DescribeJob"), jobs()));
    }

    private void write(List<Permission> permissions) {
        permissions.add(
                Permission.write(
                        "writes copies, manifests and notes",
                        List.of(
                                "s3:AbortMultipartUpload",
                                "s3:ListMultipartUploadParts",
                                "s3:PutObject",
                                "s3:PutObjectTagging"),
                        inVault("data", "manifests", "work")));
        permissions.add(
                Permission.write(
                        "removes what retention no longer keeps, version by version",
                        List.of("s3:DeleteObjectVersion"),
                        inVault("data", "manifests", "work")));
        permissions.add(encrypt());
    }

    private void jobs(List<Permission> permissions) {
        permissions.add(
                Permission.write(
                                "hands large copies to S3 Batch Operations; a job has no name"
                                        + " before it is made",
                                List.of("s3:CreateJob"),
                                "*")
                        .when(
                                Map.of(
                                        "StringEquals",
                                        Map.of(
                                                OWNER_OF_REQUEST,
                                                place.scope().owner(),
                                                "s3:RequestJobOperation",
                                                "S3PutObjectCopy"))));
        permissions.add(
                Permission.write(
                                "S3 asks for it by itself when a job is made with tags",
                                List.of("s3:PutJobTagging"),
                                jobs())
                        .when(
                                Map.of(
                                        "StringEquals",
                                        Map.of(OWNER_OF_REQUEST, place.scope().owner()))));
        permissions.add(
                Permission.write(
                                "lets S3 Batch Operations copy with its role",
                                List.of("iam:PassRole"),
                                settings.batch()
                                        .role()
                                        .orElse(
                                                "arn:{partition}:iam::{account}:role/"
                                                        + batchRoleName(place.scope().stage())))
                        .when(Map.of("StringEquals", Map.of("iam:PassedToService", BATCH))));
    }

    private List<Permission> batch() {
        return List.of(
                Permission.write(
                        "copies from the selected buckets",
                        READS_OBJECTS,
                        sources().map(source -> source + "/*").toArray(String[]::new)),
                Permission.write(
                        "copies into the vault",
                        List.of("s3:PutObject", "s3:PutObjectTagging"),
                        inVault("data")),
                Permission.write(
                        "reads what to copy, and reports what it could not",
                        List.of("s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"),
                        inVault("work")),
                decrypt(),
                encrypt());
    }

    /**
     * Which keys buckets are encrypted with is known when it runs; S3 alone may use them for it.
     */
    private Permission decrypt() {
        return Permission.read(
                        "reads what is encrypted with a key of KMS",
                        List.of("kms:Decrypt"),
                        keys("*"))
                .when(Map.of("StringLike", Map.of("kms:ViaService", "s3.*.amazonaws.com")));
    }

    private Permission encrypt() {
        return Permission.write(
                        "writes to a vault that is encrypted with a key of KMS",
                        List.of("kms:GenerateDataKey"),
                        settings.vault()
                                .flatMap(Place::kmsKey)
                                .orElse(
                                        "arn:{partition}:kms:"
                                                + vault.region()
                                                + ":{account}:key/*"))
                .when(
                        Map.of(
                                "StringEquals",
                                Map.of(
                                        "kms:ViaService",
                                        "s3." + vault.region() + ".amazonaws.com")));
    }

    private String[] keys(String region) {
        return Stream.concat(
                        Stream.of("arn:{partition}:kms:" + region + ":{account}:key/*"),
                        settings.vault().flatMap(Place::kmsKey).stream())
                .toArray(String[]::new);
    }

    private String jobs() {
        return "arn:{partition}:s3:" + vault.region() + ":{account}:job/*";
    }

    /** Tags of buckets are no condition of IAM's that all of these actions know. */
    private Stream<String> sources() {
        Select select = settings.select();
        return select.tags().isEmpty()
                ? Stream.concat(select.names().stream(), select.patterns().stream())
                        .distinct()
                        .map(S3BackupPermissions::bucket)
                : Stream.of(bucket("*"));
    }

    private static String bucket(String name) {
        return "arn:{partition}:s3:::" + name;
    }

    private String[] inVault(String... folders) {
        return Stream.of(folders)
                .map(folder -> bucket(vault.bucket()) + "/" + folder + "/*")
                .toArray(String[]::new);
    }
}
