package dev.nightshift.backup.drill;

import dev.nightshift.backup.drill.DrillSettings.BucketDrill;
import dev.nightshift.backup.drill.DrillSettings.DatabaseDrill;
import dev.nightshift.backup.drill.DrillSettings.Pick;
import dev.nightshift.backup.drill.DrillSettings.Scratch;
import dev.nightshift.backup.drill.sql.SqlChecks;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.core.automation.AutomationSpec.Network;
import dev.nightshift.core.config.AwsShapes;
import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.NetworkShape;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Shape;
import dev.nightshift.core.config.Shapes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the settings of restore-drill are written. */
final class DrillShape {
    private static final int MOST = 200;
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final Pattern DATABASE = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern CLASS =
            Pattern.compile("db\\.(serverless|[a-z0-9-]{2,20}\\.[a-z0-9-]{2,20})");
    private static final Pattern GROUP = Pattern.compile("[A-Za-z][A-Za-z0-9._ -]{0,254}");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9!_.'()/-]{0,200}/");
    private static final Pattern IN_ENGINE = Pattern.compile("[A-Za-z_][A-Za-z0-9_$-]{0,62}");

    private static final Shape<Pick> PICK_SHAPE = pick();

    private static final Field<Pick> PICK =
            Field.defaulting(
                    "pick",
                    PICK_SHAPE,
                    "newest",
                    "Which copy: newest, or random-30d for one of the last 30 days, a different"
                            + " one in each drill.");
    private static final Field<Duration> RTO =
            Field.defaulting(
                    "rto",
                    AwsShapes.duration(Duration.ofMinutes(1), Duration.ofDays(7)),
                    "2h",
                    "How long restore and checks may take before someone is told.");
    private static final Field<Duration> RPO =
            Field.defaulting(
                    "rpo",
                    AwsShapes.duration(Duration.ofMinutes(1), LONGEST),
                    "26h",
                    "How old the data of the newest copy may be before someone is told.");

    private static final Field<String> NAME =
            Field.required(
                    "name",
                    Shapes.pattern(DATABASE, "the identifier of a database such as shop"),
                    "The instance or cluster, as its backups name it.");
    private static final Field<Optional<String>> FROM =
            Field.optional(
                    "from", AwsShapes.region(), "The region of the copies; without it, home.");
    private static final Field<Optional<String>> INSTANCE_CLASS =
            Field.optional(
                    "class",
                    Shapes.pattern(CLASS, "a class such as db.t4g.medium"),
                    "Of the restored database; without it, that of the source.");
    private static final Field<Optional<String>> SUBNET_GROUP =
            group("subnetGroup", "The DB subnet group to restore into");
    private static final Field<List<String>> DATABASE_GROUPS =
            Field.defaulting(
                    "securityGroups",
                    Shapes.list(NetworkShape.securityGroup(), 0, 5),
                    "[]",
                    "Of the restored database: one that lets in nothing but the drill's function.");
    private static final Field<Optional<String>> PARAMETER_GROUP =
            group("parameterGroup", "The parameter group of the restored database");
    private static final Field<Optional<String>> OPTION_GROUP =
            group("optionGroup", "The option group of the restored database");
    private static final Field<Duration> TIMEOUT =
            Field.defaulting(
                    "timeout",
                    AwsShapes.duration(Duration.ofMinutes(30), Duration.ofDays(2)),
                    "4h",
                    "After which a drill is given up and cleared away.");
    private static final Field<Optional<String>> ENGINE_DATABASE =
            Field.optional(
                    "database",
                    Shapes.pattern(IN_ENGINE, "the name of a database such as shop"),
                    "Inside the engine, to connect to; without it, the one that RDS names.");
    private static final Field<Boolean> TLS =
            Field.defaulting(
                    "tls",
                    Shapes.bool(),
                    "true",
                    "Whether only an encrypted connection will do, to a server whose certificate"
                            + " RDS has signed.");
    private static final Field<SqlChecks> CHECKS =
            Field.defaulting(
                    "checks",
                    SqlChecksShape.SHAPE,
                    "{}",
                    "What it is asked; without any, a drill shows only that it restores.");

    private static final RecordShape<DatabaseDrill> A_DATABASE =
            Shapes.record(
                    values ->
                            new DatabaseDrill(
                                    values.get(NAME),
                                    values.get(FROM),
                                    values.get(PICK),
                                    values.get(INSTANCE_CLASS),
                                    values.get(SUBNET_GROUP),
                                    values.get(DATABASE_GROUPS),
                                    values.get(PARAMETER_GROUP),
                                    values.get(OPTION_GROUP),
                                    values.get(RTO),
                                    values.get(RPO),
                                    values.get(TIMEOUT),
                                    values.get(ENGINE_DATABASE),
                                    values.get(TLS),
                                    values.get(CHECKS)),
                    NAME,
                    FROM,
                    PICK,
                    INSTANCE_CLASS,
                    SUBNET_GROUP,
                    DATABASE_GROUPS,
                    PARAMETER_GROUP,
                    OPTION_GROUP,
                    RTO,
                    RPO,
                    TIMEOUT,
                    ENGINE_DATABASE,
                    TLS,
                    CHECKS);

    private static final Field<String> BUCKET_NAME =
            Field.required(
                    "name",
                    Shapes.pattern(BUCKET, "the name of a bucket"),
                    "The bucket, as its backups name it.");
    private static final Field<Integer> SAMPLE =
            Field.defaulting(
                    "sample",
                    Shapes.integer(1, 10_000),
                    String.valueOf(BucketDrill.DEFAULT_SAMPLE),
                    "How many objects are restored and compared.");
    private static final Field<Optional<Duration>> FRESH =
            Field.optional(
                    "fresh",
                    AwsShapes.duration(Duration.ofMinutes(1), LONGEST),
                    "How old its newest object may be.");
    private static final RecordShape<BucketDrill> A_BUCKET =
            Shapes.record(
                    values ->
                            new BucketDrill(
                                    values.get(BUCKET_NAME),
                                    values.get(PICK),
                                    values.get(SAMPLE),
                                    values.get(RTO),
                                    values.get(RPO),
                                    values.get(FRESH)),
                    BUCKET_NAME,
                    PICK,
                    SAMPLE,
                    RTO,
                    RPO,
                    FRESH);

    private static final Field<String> VAULT_BUCKET =
            Field.required(
                    "bucket",
                    Shapes.pattern(BUCKET, "the name of a bucket"),
                    "As vault.bucket of s3-backup.");
    private static final Field<String> VAULT_REGION =
            Field.required("region", AwsShapes.region(), "Where it is.");
    private static final RecordShape<Vault> A_VAULT =
            Shapes.record(
                    values -> new Vault(values.get(VAULT_BUCKET), values.get(VAULT_REGION)),
                    VAULT_BUCKET,
                    VAULT_REGION);

    private static final Field<String> SCRATCH_BUCKET =
            Field.required(
                    "bucket",
                    Shapes.pattern(BUCKET, "the name of a bucket"),
                    "A bucket for nothing else.");
    private static final Field<Optional<String>> SCRATCH_REGION =
            Field.optional("region", AwsShapes.region(), "Where it is; without it, recovery.");
    private static final Field<String> SCRATCH_PREFIX =
            Field.defaulting(
                    "prefix",
                    Shapes.pattern(PREFIX, "a prefix that ends in a slash"),
                    "scratch/",
                    "Under which samples are restored.");
    private static final RecordShape<Scratch> A_SCRATCH =
            Shapes.record(
                    values ->
                            new Scratch(
                                    values.get(SCRATCH_BUCKET),
                                    values.get(SCRATCH_REGION),
                                    values.get(SCRATCH_PREFIX)),
                    SCRATCH_BUCKET,
                    SCRATCH_REGION,
                    SCRATCH_PREFIX);

    private static final Field<Duration> EVERY =
            Field.defaulting(
                    "every",
                    AwsShapes.duration(DrillSettings.SHORTEST_EVERY, Duration.ofDays(366)),
                    "7d",
                    "How often each source is drilled. The schedule is only the tick by which a"
                            + " drill moves on.");
    private static final Field<Integer> MAX_DRILLS =
            Field.defaulting(
                    "maxDrills",
                    Shapes.integer(1, 20),
                    "1",
                    "How many restored databases there may be at once.");
    private static final Field<List<DatabaseDrill>> DATABASES =
            Field.defaulting(
                    "databases", Shapes.list(A_DATABASE, 0, MOST), "[]", "Which databases.");
    private static final Field<List<BucketDrill>> BUCKETS =
            Field.defaulting("buckets", Shapes.list(A_BUCKET, 0, MOST), "[]", "Which buckets.");
    private static final Field<Optional<Network>> NETWORK =
            Field.optional(
                    "network",
                    NetworkShape.SHAPE,
                    "The function's place in a VPC; needed for checks that run SQL.");
    private static final Field<Optional<Vault>> VAULT =
            Field.optional(
                    "vault",
                    A_VAULT,
                    "Where backups of buckets and the evidence are; without it, the vault of the"
                            + " recovery stack.");
    private static final Field<Optional<Scratch>> SCRATCH =
            Field.optional(
                    "scratch",
                    A_SCRATCH,
                    "Where samples of buckets are restored to; without it, the vault's scratch/.");

    static final RecordShape<DrillSettings> SHAPE =
            Shapes.record(
                            values ->
                                    new DrillSettings(
                                            values.get(EVERY),
                                            values.get(MAX_DRILLS),
                                            values.get(DATABASES),
                                            values.get(BUCKETS),
                                            values.get(NETWORK),
                                            values.get(VAULT),
                                            values.get(SCRATCH)),
                            EVERY,
                            MAX_DRILLS,
                            DATABASES,
                            BUCKETS,
                            NETWORK,
                            VAULT,
                            SCRATCH)
                    .check((settings, reading) -> settings.problems().forEach(reading::refuse));

    private DrillShape() {}

    private static Field<Optional<String>> group(String name, String doc) {
        return Field.optional(
                name,
                Shapes.pattern(GROUP, "the name of a group"),
                doc + "; without it, that of the source.");
    }

    private static Shape<Pick> pick() {
        return Shapes.choice(
                Map.of(
                        "newest", Pick.NEWEST,
                        "random-7d", new Pick(Optional.of(Duration.ofDays(7))),
                        "random-30d", new Pick(Optional.of(Duration.ofDays(30))),
                        "random-90d", new Pick(Optional.of(Duration.ofDays(90))),
                        "random-365d", new Pick(Optional.of(Duration.ofDays(365)))));
    }
}
