package dev.nightshift.costs.waste;

import dev.nightshift.core.config.AwsShapes;
import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Shapes;
import dev.nightshift.costs.waste.WasteSettings.Doing;
import dev.nightshift.costs.waste.find.Thresholds;
import dev.nightshift.costs.waste.find.WasteKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the settings of waste-sweep are written. */
final class WasteShape {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final Pattern TAG_KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}");

    /**
     * Those that CloudWatch Logs takes, of up to two years.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html">
     *     PutRetentionPolicy</a>
     */
    private static final Set<Integer> RETENTIONS =
            Set.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731);

    private WasteShape() {}

    /** A role's policy holds 10,240 characters, and each region has ARNs of its own in it. */
    private static final int MOST_REGIONS = 5;

    private static final Field<List<String>> REGIONS =
            Field.defaulting(
                    "regions",
                    Shapes.list(AwsShapes.region(), 0, MOST_REGIONS)
                            .check(
                                    (regions, reading) -> {
                                        if (Set.copyOf(regions).size() < regions.size()) {
                                            reading.refuse("names a region twice");
                                        }
                                    }),
                    "[]",
                    "Regions that are looked at, home among them only if it is named; without any,"
                            + " the home region.");
    private static final Field<Map<WasteKind, Doing>> KINDS = kinds();
    private static final Field<Duration> WAIT =
            Field.defaulting(
                    "wait",
                    AwsShapes.duration(DAY, Duration.ofDays(365))
                            .check(
                                    (wait, reading) -> {
                                        if (!wait.equals(Duration.ofDays(wait.toDays()))) {
                                            reading.refuse("give whole days, such as 14d");
                                        }
                                    }),
                    "14d",
                    "How long something stays marked before it is acted on.");
    private static final Field<Integer> MINIMUM =
            Field.defaulting(
                    "minimumMonthly",
                    Shapes.integer(0, 1_000_000),
                    "1",
                    "In USD a month; what is known to cost less is left alone.");
    private static final Field<String> KEEP =
            Field.defaulting(
                    "keepTag",
                    Shapes.pattern(TAG_KEY, "a tag key of AWS"),
                    WasteSettings.KEEP_TAG,
                    "Whatever carries this tag, with any value, is left alone.");
    private static final Field<String> OWNER =
            Field.defaulting(
                    "ownerTag",
                    Shapes.pattern(TAG_KEY, "a tag key of AWS"),
                    WasteSettings.OWNER_TAG,
                    "The tag whose value says whom a resource belongs to.");
    private static final Field<Duration> SNAPSHOT_AGE =
            age(
                    "snapshotAge",
                    Thresholds.DEFAULT.snapshotAge(),
                    "A snapshot older than this is old.");
    private static final Field<Duration> ORPHAN_AGE =
            age(
                    "orphanAge",
                    Thresholds.DEFAULT.orphanAge(),
                    "A snapshot without its volume is waste when it is older than this.");
    private static final Field<Duration> UNUSED_AGE =
            age(
                    "unusedAge",
                    Thresholds.DEFAULT.unusedAge(),
                    "Images and secrets that nobody fetched for so long are unused.");
    private static final Field<Duration> STOPPED_AGE =
            age(
                    "stoppedAge",
                    Thresholds.DEFAULT.stoppedAge(),
                    "An instance that is stopped for so long is told, with what its disks cost.");
    private static final Field<Integer> CPU =
            Field.defaulting(
                    "oversizedBelow",
                    Shapes.percent(1, 90),
                    Thresholds.DEFAULT.cpuPercent() + "%",
                    "CPU that 95 of 100 hours never pass in something that is oversized.");
    private static final Field<Integer> RETENTION =
            Field.defaulting(
                    "logRetention",
                    Shapes.integer(1, 731)
                            .check(
                                    (days, reading) -> {
                                        if (!RETENTIONS.contains(days)) {
                                            reading.refuse(
                                                    "CloudWatch Logs takes no such number; these it"
                                                            + " takes: "
                                                            + RETENTIONS.stream()
                                                                    .sorted()
                                                                    .map(String::valueOf)
                                                                    .collect(
                                                                            Collectors.joining(
                                                                                    ", ")));
                                        }
                                    }),
                    String.valueOf(Thresholds.DEFAULT.retentionDays()),
                    "Days that log groups without a retention get.");

    static final RecordShape<WasteSettings> SHAPE =
            Shapes.record(
                    values ->
                            new WasteSettings(
                                    values.get(REGIONS),
                                    values.get(KINDS),
                                    values.get(WAIT),
                                    BigDecimal.valueOf(values.get(MINIMUM)),
                                    values.get(KEEP),
                                    values.get(OWNER),
                                    new Thresholds(
                                            values.get(SNAPSHOT_AGE),
                                            values.get(ORPHAN_AGE),
                                            values.get(UNUSED_AGE),
                                            values.get(STOPPED_AGE),
                                            values.get(CPU),
                                            values.get(RETENTION))),
                    REGIONS,
                    KINDS,
                    WAIT,
                    MINIMUM,
                    KEEP,
                    OWNER,
                    SNAPSHOT_AGE,
                    ORPHAN_AGE,
                    UNUSED_AGE,
                    STOPPED_AGE,
                    CPU,
                    RETENTION);

    private static Field<Duration> age(String name, Duration usual, String doc) {
        return Field.defaulting(
                name, AwsShapes.duration(DAY, LONGEST), AwsShapes.written(usual), doc);
    }

    /** A key for each kind; only those with an action can be told to act. */
    private static Field<Map<WasteKind, Doing>> kinds() {
        var told = Shapes.choice(new Doing[] {Doing.OFF, Doing.REPORT});
        var acting = Shapes.choice(Doing.values());
        Map<WasteKind, Field<Optional<Doing>>> fields = new EnumMap<>(WasteKind.class);
        for (var kind : WasteKind.values()) {
            fields.put(
                    kind,
                    Field.optional(
                            kind.word(),
                            kind.canAct() ? acting : told,
                            kind.canAct()
                                    ? "off, report (as without it), or act."
                                    : "off, or report (as without it); there is no action."));
        }
        List<Field<?>> all = new ArrayList<>(fields.values());
        RecordShape<Map<WasteKind, Doing>> shape =
                Shapes.record(
                        values -> {
                            var kinds = new EnumMap<WasteKind, Doing>(WasteKind.class);
                            Arrays.stream(WasteKind.values())
                                    .forEach(
                                            kind ->
                                                    Optional.ofNullable(fields.get(kind))
                                                            .flatMap(values::get)
                                                            .ifPresent(
                                                                    doing ->
                                                                            kinds.put(
                                                                                    kind, doing)));
                            return kinds;
                        },
                        all.toArray(Field<?>[]::new));
        return Field.defaulting(
                "kinds", shape, "{}", "What to do about each kind of waste: off, report or act.");
    }
}
