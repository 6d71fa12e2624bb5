package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.S3BackupFacts.Sample;
import dev.nightshift.backup.s3.S3BackupSettings.Transition;
import dev.nightshift.core.retention.RetentionPolicy;
import dev.nightshift.core.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where colder classes cost more than they seem to: minimum sizes, minimum times, and what archives
 * keep beside each object.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html">
 *     Understanding and managing Amazon S3 storage classes</a>
 */
final class Charges {
    /** In a class that charges small objects as if they had so many. */
    static final long LEAST_BYTES = 128 << 10;

    /** A copy keeps the class of its source. */
    private enum Trap {
        STANDARD_IA(30, "are charged as 128 KB each"),
        ONEZONE_IA(30, "are charged as 128 KB each"),
        GLACIER_IR(90, "are charged as 128 KB each"),
        GLACIER(90, "cost 40 KB each on top"),
        DEEP_ARCHIVE(180, "cost 40 KB each on top");

        private final int days;
        private final String small;

        Trap(int days, String small) {
            this.days = days;
            this.small = small;
        }

        static Optional<Trap> of(String storageClass) {
            for (var trap : values()) {
                if (trap.name().equals(storageClass)) {
                    return Optional.of(trap);
                }
            }
            return Optional.empty();
        }
    }

    private Charges() {}

    /** What to beware of, in sentences; empty if there is nothing. */
    static List<String> traps(
            Optional<Sample> sample, Optional<Transition> transition, S3BackupSettings settings) {
        var traps = new ArrayList<String>();
        var lifetime = lifetime(settings.keep(), settings.every());
        sample.ifPresent(
                listed ->
                        new TreeMap<>(listed.classes())
                                .forEach(
                                        (name, count) ->
                                                Trap.of(name)
                                                        .ifPresent(
                                                                trap ->
                                                                        traps.add(
                                                                                kept(
                                                                                        listed,
                                                                                        trap, count,
                                                                                        lifetime)))));
        transition
                .filter(moves -> lifetime.compareTo(moves.after().plus(moves.to().charged())) < 0)
                .ifPresent(
                        moves ->
                                traps.add(
                                        "backups live %s at most, but move to %s after %s and are charged there for %s"
                                                .formatted(
                                                        Words.length(lifetime),
                                                        moves.to(),
                                                        Words.length(moves.after()),
                                                        Words.length(moves.to().charged()))));
        transition
                .flatMap(_ -> sample)
                .filter(listed -> small(listed) > 0)
                .ifPresent(
                        listed ->
                                traps.add(
                                        "%d of the first %s are under 128 KB and will not move: S3 leaves so small ones where they are"
                                                .formatted(
                                                        small(listed),
                                                        Sizes.objects(listed.objects()))));
        return traps;
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html">
     *     Transitioning objects</a>: by default not below 128 KB
     */
    private static int small(Sample listed) {
        return listed.small().values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String kept(Sample listed, Trap trap, int count, Duration lifetime) {
        int small = listed.small().getOrDefault(trap.name(), 0);
        return "%d of the first %s are %s and so will be their copies: charged for %d days at least%s%s"
                .formatted(
                        count,
                        Sizes.objects(listed.objects()),
                        trap,
                        trap.days,
                        lifetime.compareTo(Duration.ofDays(trap.days)) < 0
                                ? ", longer than backups live (" + Words.length(lifetime) + ")"
                                : "",
                        small == 0 ? "" : "; " + small + " under 128 KB " + trap.small);
    }

    /** How long the longest rule keeps a backup, about. */
    static Duration lifetime(RetentionPolicy keep, Duration every) {
        var longest = every.multipliedBy(keep.last());
        for (var rule :
                List.of(
                        Duration.ofDays(keep.daily()),
                        Duration.ofDays(7L * keep.weekly()),
                        Duration.ofDays(30L * keep.monthly()),
                        Duration.ofDays(365L * keep.yearly()),
                        keep.within().orElse(Duration.ZERO))) {
            if (rule.compareTo(longest) > 0) {
                longest = rule;
            }
        }
        return longest;
    }
}
