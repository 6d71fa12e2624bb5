package dev.nightshift.backup.s3;

import dev.nightshift.backup.KeepShape;
import dev.nightshift.backup.s3.S3BackupSettings.Batch;
import dev.nightshift.backup.s3.S3BackupSettings.ColdClass;
import dev.nightshift.backup.s3.S3BackupSettings.Garbage;
import dev.nightshift.backup.s3.S3BackupSettings.Place;
import dev.nightshift.backup.s3.S3BackupSettings.Select;
import dev.nightshift.backup.s3.S3BackupSettings.Transition;
import dev.nightshift.core.config.AwsShapes;
import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Shape;
import dev.nightshift.core.config.Shapes;
import dev.nightshift.core.retention.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the settings of s3-backup are written. */
final class S3BackupShape {
    private static final int MOST = 1_000;
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern BUCKETS = Pattern.compile("[a-z0-9.*?-]{1,63}");
    private static final Pattern TAG_KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}");
    private static final Pattern KEY_ARN =
            Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+");
    private static final Pattern ROLE_ARN =
            Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]{1,512}");
    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,4}(GB|TB)");

    /** {@code 500GB}, {@code 10TB}: powers of two, as AWS counts what it charges. */
    private static final Shape<Long> BYTES =
            Shapes.pattern(SIZE, "a size such as 500GB or 10TB")
                    .map(
                            text -> {
                                long count = Long.parseLong(text.substring(0, text.length() - 2));
                                return count << (text.endsWith("TB") ? 40 : 30);
                            });

    private static final Shape<String> NAME =
            Shapes.pattern(BUCKET, "the name of a bucket such as shop-media");

    private static final Field<Map<String, String>> TAGS =
            Field.defaulting(
                    "tags",
                    Shapes.map(TAG_KEY, "a tag key of AWS", Shapes.text()),
                    "{}",
                    "Buckets that carry all of these tags.");
    private static final Field<List<String>> NAMES =
            Field.defaulting(
                    "names",
                    Shapes.list(NAME, 0, MOST),
                    "[]",
                    "Buckets by name; one that is not there is told.");
    private static final Field<List<String>> PATTERNS =
            Field.defaulting(
                    "patterns",
                    Shapes.list(
                            Shapes.pattern(
                                    BUCKETS, "a pattern of names such as shop-* or media-0?"),
                            0,
                            MOST),
                    "[]",
                    "Buckets whose name fits; * is any text, ? any letter.");
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

    /** As written: the vault of the recovery stack unless another bucket is named. */
    private record Kept(
            Optional<String> bucket,
            Optional<String> region,
            Optional<String> kmsKey,
            Optional<Transition> transition) {
        Optional<Place> place() {
            return bucket.flatMap(name -> region.map(where -> new Place(name, where, kmsKey)));
        }

        List<String> problems() {
            if (bucket.isPresent() != region.isPresent()) {
                return List.of("a vault of your own needs both bucket and region");
            }
            if (bucket.isEmpty() && kmsKey.isPresent()) {
                return List.of("kmsKey is for a vault of your own: give bucket and region");
            }
            return place().map(Place::problems).orElse(List.of());
        }
    }

    private static final Field<Optional<String>> VAULT_BUCKET =
            Field.optional(
                    "bucket",
                    NAME,
                    "A bucket of this account or of another that keeps versions; without it, the"
                            + " vault of the recovery stack.");
    private static final Field<Optional<String>> VAULT_REGION =
            Field.optional("region", AwsShapes.region(), "The region that it is in.");
    private static final Field<Optional<String>> VAULT_KEY =
            Field.optional(
                    "kmsKey",
                    Shapes.pattern(
                            KEY_ARN,
                            "a KMS key's ARN such as arn:aws:kms:eu-central-1:210987654321:key/..."),
                    "The key that it encrypts with.");
    private static final Field<Duration> AFTER =
            Field.required(
                    "after",
                    AwsShapes.duration(Duration.ofDays(1), LONGEST),
                    "The age at which a copy moves, in whole days.");
    private static final Field<ColdClass> TO =
            Field.required(
                    "class",
                    Shapes.choice(
                            Map.of(
                                    "STANDARD_IA", ColdClass.STANDARD_IA,
                                    "INTELLIGENT_TIERING", ColdClass.INTELLIGENT_TIERING,
                                    "GLACIER_IR", ColdClass.GLACIER_IR)),
                    "A class that a restore can read at once.");
    private static final RecordShape<Transition> MOVES =
            Shapes.record(values -> new Transition(values.get(AFTER), values.get(TO)), AFTER, TO)
                    .check((moves, reading) -> moves.problems().forEach(reading::refuse));

    private static final Field<Optional<Transition>> TRANSITION =
            Field.optional(
                    "transition",
                    MOVES,
                    "When copies in the vault of the recovery stack move to a colder class.");
    private static final RecordShape<Kept> PLACE =
            Shapes.record(
                            values ->
                                    new Kept(
                                            values.get(VAULT_BUCKET),
                                            values.get(VAULT_REGION),
                                            values.get(VAULT_KEY),
                                            values.get(TRANSITION)),
                            VAULT_BUCKET,
                            VAULT_REGION,
                            VAULT_KEY,
                            TRANSITION)
                    .check((kept, reading) -> kept.problems().forEach(reading::refuse));

    private static final Field<Integer> VERIFY_EVERY =
            Field.defaulting(
                    "every",
                    Shapes.integer(0, MOST),
                    "30",
                    "Each object is compared with its copy once in so many runs; 0 for never.");
    private static final RecordShape<Integer> VERIFY =
            Shapes.record(values -> values.get(VERIFY_EVERY), VERIFY_EVERY);

    private static final Field<Integer> BATCH_OBJECTS =
            Field.defaulting(
                    "objects",
                    Shapes.integer(1, 1_000_000_000),
                    "1000000",
                    "With so many objects to copy, S3 Batch Operations copies them.");
    private static final Field<Long> BATCH_BYTES =
            Field.defaulting(
                    "bytes", BYTES, "10TB", "With so much to copy, S3 Batch Operations copies it.");
    private static final Field<Optional<String>> BATCH_ROLE =
            Field.optional(
                    "role",
                    Shapes.pattern(ROLE_ARN, "the ARN of a role"),
                    "The role that S3 Batch Operations copies with; without it, the one that the"
                            + " main stack makes.");
    private static final RecordShape<Batch> BATCH =
            Shapes.record(
                    values ->
                            new Batch(
                                    values.get(BATCH_OBJECTS),
                                    values.get(BATCH_BYTES),
                                    values.get(BATCH_ROLE)),
                    BATCH_OBJECTS,
                    BATCH_BYTES,
                    BATCH_ROLE);

    private static final Field<Duration> GARBAGE_EVERY =
            Field.defaulting(
                    "every",
                    AwsShapes.duration(Duration.ofDays(1), Duration.ofDays(366)),
                    "7d",
                    "How often copies are looked for that no manifest names any more.");
    private static final Field<Integer> GARBAGE_SHARE =
            Field.defaulting(
                    "share",
                    Shapes.percent(0, 100),
                    "50%",
                    "If more than this share of a bucket's copies would go, nothing does and a"
                            + " person is asked.");
    private static final RecordShape<Garbage> GARBAGE =
            Shapes.record(
                    values -> new Garbage(values.get(GARBAGE_EVERY), values.get(GARBAGE_SHARE)),
                    GARBAGE_EVERY,
                    GARBAGE_SHARE);

    private static final Field<Select> SELECTED =
            Field.required(
                    "select", SELECT, "Which buckets: all that tags, names or patterns match.");
    private static final Field<Duration> EVERY =
            Field.defaulting(
                    "every",
                    AwsShapes.duration(S3BackupSettings.SHORTEST_EVERY, Duration.ofDays(366)),
                    "24h",
                    "How often each bucket is backed up; 24h means once per UTC day.");
    private static final Field<RetentionPolicy> POLICY =
            Field.required(
                    "keep",
                    KeepShape.SHAPE,
                    "Which backups stay, per bucket; a backup stays if any rule asks for it, and"
                            + " the last good and the newest proven one always do.");
    private static final Field<Optional<Duration>> RPO =
            Field.optional(
                    "rpo",
                    AwsShapes.duration(S3BackupSettings.SHORTEST_EVERY, LONGEST),
                    "How old the state that the last backup holds may be before someone is told;"
                            + " without it, every and a twelfth of it.");
    private static final Field<Kept> VAULT =
            Field.defaulting("vault", PLACE, "{}", "The bucket that backups are kept in.");
    private static final Field<Integer> VERIFIED =
            Field.defaulting("verify", VERIFY, "{}", "How often copies are verified.");
    private static final Field<Batch> BATCHED =
            Field.defaulting("batch", BATCH, "{}", "When S3 Batch Operations takes the copy.");
    private static final Field<Garbage> COLLECTED =
            Field.defaulting(
                    "garbage", GARBAGE, "{}", "How copies go that no manifest names any more.");
    private static final Field<Integer> CONNECTIONS =
            Field.defaulting(
                    "connections",
                    Shapes.integer(1, 1_024),
                    "256",
                    "How many requests a copying run has under way at once.");
    private static final Field<Integer> PART_LINES =
            Field.defaulting(
                    "partLines",
                    Shapes.integer(100, 1_000_000),
                    "50000",
                    "Lines of one part of a manifest; a run that is cut off goes on after the"
                            + " last whole part.");
    private static final Field<Integer> OBJECTS_PER_RUN =
            Field.defaulting(
                    "objectsPerRun",
                    Shapes.integer(1_000, 100_000_000),
                    "1000000",
                    "How many objects one run looks at, over all buckets; the next tick goes on.");

    static final RecordShape<S3BackupSettings> SHAPE =
            Shapes.record(
                            values ->
                                    new S3BackupSettings(
                                            values.get(SELECTED),
                                            values.get(EVERY),
                                            values.get(POLICY),
                                            values.get(RPO)
                                                    .orElseGet(
                                                            () ->
                                                                    S3BackupSettings.usualRpo(
                                                                            values.get(EVERY))),
                                            values.get(VAULT).place(),
                                            values.get(VAULT).transition(),
                                            values.get(VERIFIED),
                                            values.get(BATCHED),
                                            values.get(COLLECTED),
                                            values.get(CONNECTIONS),
                                            values.get(PART_LINES),
                                            values.get(OBJECTS_PER_RUN)),
                            SELECTED,
                            EVERY,
                            POLICY,
                            RPO,
                            VAULT,
                            VERIFIED,
                            BATCHED,
                            COLLECTED,
                            CONNECTIONS,
                            PART_LINES,
                            OBJECTS_PER_RUN)
                    .check((settings, reading) -> settings.problems().forEach(reading::refuse));

    private S3BackupShape() {}
}
