package dev.nightshift.backup.rds;

import dev.nightshift.backup.KeepShape;
import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupSettings.Select;
import dev.nightshift.backup.rds.RdsBackupSettings.Target;
import dev.nightshift.core.config.AwsShapes;
import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Shapes;
import dev.nightshift.core.retention.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the settings of rds-backup are written. */
final class RdsBackupShape {
    private static final int MOST = 1_000;
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final Pattern DATABASE = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern DATABASES = Pattern.compile("[a-z0-9*?-]{1,63}");
    private static final Pattern TAG_KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}");
    private static final Pattern KMS_KEY =
            Pattern.compile(
                    "alias/[A-Za-z0-9/_-]{1,250}"
                            + "|arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)/[A-Za-z0-9/_-]+");
    private static final Pattern ROLE_ARN =
            Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]{1,512}");
    private static final Pattern OPTION_GROUP_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,254}");

    private static final Field<Map<String, String>> TAGS =
            Field.defaulting(
                    "tags",
                    Shapes.map(TAG_KEY, "a tag key of AWS", Shapes.text()),
                    "{}",
                    "Databases that carry all of these tags.");
    private static final Field<List<String>> NAMES =
            Field.defaulting(
                    "names",
                    Shapes.list(
                            Shapes.pattern(DATABASE, "the identifier of a database such as shop"),
                            0,
                            MOST),
                    "[]",
                    "Instances and clusters by identifier; one that is not there is told.");
    private static final Field<List<String>> PATTERNS =
            Field.defaulting(
                    "patterns",
                    Shapes.list(
                            Shapes.pattern(
                                    DATABASES, "a pattern of identifiers such as shop-* or db-0?"),
                            0,
                            MOST),
                    "[]",
                    "Instances and clusters whose identifier fits; * is any text, ? any letter.");
    private static final RecordShape<Select> SELECT =
            Shapes.record(
                            values ->
                                    new Select(
                                            values.get(TAGS),
                                            values.get(NAMES),
                                            values.get(PATTERNS)),
                            TAGS,
                            NAMES,
                            PATTERNS)
                    .check(
                            (select, reading) -> {
                                if (select.isEmpty()) {
                                    reading.refuse(
                                            "this selects nothing: give tags, names or patterns");
                                }
                            });

    private static final Field<String> REGION =
            Field.required("region", AwsShapes.region(), "Where the copies go.");
    private static final Field<Optional<String>> KEY =
            Field.optional(
                    "kmsKey",
                    Shapes.pattern(KMS_KEY, "a KMS key's ARN, or an alias such as alias/recovery"),
                    "The key of that region, and account, that the copies are encrypted with;"
                            + " encrypted databases need one.");
    private static final Field<Optional<String>> ACCOUNT =
            Field.optional(
                    "account",
                    AwsShapes.account(),
                    "The vault account that the copies go to; without it, the account itself.");
    private static final Field<Optional<String>> ROLE =
            Field.optional(
                    "role",
                    Shapes.pattern(ROLE_ARN, "the ARN of a role"),
                    "The role of the vault account that makes, tags and removes the copies.");
    private static final Field<Optional<String>> OPTION_GROUP =
            Field.optional(
                    "optionGroup",
                    Shapes.pattern(OPTION_GROUP_NAME, "the name of an option group"),
                    "For databases that cannot be restored without one, such as those with TDE.");
    private static final RecordShape<Target> TARGET =
            Shapes.record(
                            values ->
                                    new Target(
                                            new Location(values.get(REGION), values.get(ACCOUNT)),
                                            values.get(KEY),
                                            values.get(ROLE),
                                            values.get(OPTION_GROUP)),
                            REGION,
                            KEY,
                            ACCOUNT,
                            ROLE,
                            OPTION_GROUP)
                    .check((target, reading) -> target.problems().forEach(reading::refuse));

    private static final Field<Select> SELECTED =
            Field.required(
                    "select", SELECT, "Which databases: all that tags, names or patterns match.");
    private static final Field<Duration> EVERY =
            Field.defaulting(
                    "every",
                    AwsShapes.duration(RdsBackupSettings.SHORTEST_EVERY, Duration.ofDays(366)),
                    "24h",
                    "How often each database is backed up; 24h means once per UTC day.");
    private static final Field<RetentionPolicy> KEPT =
            Field.required(
                    "keep",
                    KeepShape.SHAPE,
                    "Which backups stay, per database and place; a backup stays if any rule asks"
                            + " for it, and the last good one always does.");
    private static final Field<List<Target>> COPY_TO =
            Field.defaulting(
                    "copyTo", Shapes.list(TARGET, 0, 10), "[]", "Where every backup is copied to.");
    private static final Field<Optional<Duration>> RPO =
            Field.optional(
                    "rpo",
                    AwsShapes.duration(RdsBackupSettings.SHORTEST_EVERY, LONGEST),
                    "How old the last good backup may be before someone is told; without it, every"
                            + " and a twelfth of it.");
    private static final Field<Integer> SNAPSHOT_QUOTA =
            Field.defaulting(
                    "snapshotQuota",
                    Shapes.integer(1, 100_000),
                    String.valueOf(RdsBackupSettings.DEFAULT_SNAPSHOT_QUOTA),
                    "How many manual snapshots of instances, and as many of clusters, the account"
                            + " may hold per region: AWS's quota.");
    private static final Field<Integer> QUOTA_WARNING =
            Field.defaulting(
                    "quotaWarningPercent",
                    Shapes.integer(1, 100),
                    String.valueOf(RdsBackupSettings.DEFAULT_QUOTA_WARNING_PERCENT),
                    "Over this share of that quota, someone is told.");

    static final RecordShape<RdsBackupSettings> SHAPE =
            Shapes.record(
                            values ->
                                    new RdsBackupSettings(
                                            values.get(SELECTED),
                                            values.get(EVERY),
                                            values.get(KEPT),
                                            values.get(COPY_TO),
                                            values.get(RPO)
                                                    .orElseGet(
                                                            () ->
                                                                    RdsBackupSettings.usualRpo(
                                                                            values.get(EVERY))),
                                            values.get(SNAPSHOT_QUOTA),
                                            values.get(QUOTA_WARNING)),
                            SELECTED,
                            EVERY,
                            KEPT,
                            COPY_TO,
                            RPO,
                            SNAPSHOT_QUOTA,
                            QUOTA_WARNING)
                    .check((settings, reading) -> settings.problems().forEach(reading::refuse));

    private RdsBackupShape() {}
}
