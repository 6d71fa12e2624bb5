package dev.nightshift.backup;

import dev.nightshift.core.config.AwsShapes;
import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.Shape;
import dev.nightshift.core.config.Shapes;
import dev.nightshift.core.retention.RetentionPolicy;
import java.time.Duration;
import java.util.Optional;

/** How {@code keep}, the retention of every kind of backup, is written in the settings. */
public final class KeepShape {
    private static final int MOST = 1_000;
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private static final Field<Integer> LAST = count("last", "The newest so many.");
    private static final Field<Integer> DAILY =
            count("daily", "The newest of each of the last so many days that have one, in UTC.");
    private static final Field<Integer> WEEKLY =
            count("weekly", "The newest of each of the last so many ISO weeks that have one.");
    private static final Field<Integer> MONTHLY =
            count("monthly", "The newest of each of the last so many months that have one.");
    private static final Field<Integer> YEARLY =
            count("yearly", "The newest of each of the last so many years that have one.");
    private static final Field<Optional<Duration>> WITHIN =
            Field.optional(
                    "within",
                    AwsShapes.duration(Duration.ofHours(1), LONGEST),
                    "All that are no older than this.");

    /** As written: it may ask for nothing, which a policy cannot. */
    private record Keep(
            int last, int daily, int weekly, int monthly, int yearly, Optional<Duration> within) {
        boolean isNothing() {
            return (last | daily | weekly | monthly | yearly) == 0 && within.isEmpty();
        }

        RetentionPolicy policy() {
            return new RetentionPolicy(last, daily, weekly, monthly, yearly, within);
        }
    }

    /** A policy that keeps something. */
    public static final Shape<RetentionPolicy> SHAPE =
            Shapes.record(
                            values ->
                                    new Keep(
                                            values.get(LAST),
                                            values.get(DAILY),
                                            values.get(WEEKLY),
                                            values.get(MONTHLY),
                                            values.get(YEARLY),
                                            values.get(WITHIN)),
                            LAST,
                            DAILY,
                            WEEKLY,
                            MONTHLY,
                            YEARLY,
                            WITHIN)
                    .check(
                            (keep, reading) -> {
                                if (keep.isNothing()) {
                                    reading.refuse(
                                            "this keeps nothing: give last, daily, weekly, monthly,"
                                                    + " yearly or within");
                                }
                            })
                    .map(Keep::policy);

    private KeepShape() {}

    private static Field<Integer> count(String name, String doc) {
        return Field.defaulting(name, Shapes.integer(0, MOST), "0", doc);
    }
}
