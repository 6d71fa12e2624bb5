package dev.nightshift.backup.contabo;

import dev.nightshift.backup.contabo.ContaboBackupFacts.Instance;
import dev.nightshift.core.retention.RetentionPolicy;
import dev.nightshift.core.text.Globs;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What contabo-backup is asked to do.
 *
 * @param every how often to take a snapshot of each instance; slots of this length are counted from
 *     1970-01-01T00:00:00Z, so that {@code 24h} means UTC days
 * @param keep applied to each instance by itself
 * @param rpo how old the last good backup may be before someone is told; no shorter than {@code
 *     every}
 * @param snapshotQuota how many snapshots an instance may have
 * @param quotas the same for instances whose name fits a pattern; the first that fits counts
 * @param acceptGap whether the last good backup may be removed to make room for the next one
 * @param secret name of the secret with the API credentials
 * @param api where the API is, without a slash at its end
 * @param auth where tokens are given out
 */
public record ContaboBackupSettings(
        Select select,
        Duration every,
        RetentionPolicy keep,
        Duration rpo,
        int snapshotQuota,
        Map<String, Integer> quotas,
        boolean acceptGap,
        String secret,
        URI api,
        URI auth) {
    /**
     * What the smallest plan with snapshots grants; the others grant up to 5.
     *
     * @see <a href="https://docs.contabo.com/docs/servers-hosting/vps/">Contabo: VPS</a>
     */
    public static final int DEFAULT_SNAPSHOT_QUOTA = 1;

    /** The shortest {@code every}: Contabo needs some time for a snapshot, and has few places. */
    public static final Duration SHORTEST_EVERY = Duration.ofHours(1);

    /** Contabo removes a snapshot by itself after 30 days; the next one must be there before. */
    public static final Duration LONGEST_EVERY = Duration.ofDays(28);

    public ContaboBackupSettings {
        // the order counts: the first pattern that fits
        quotas = Collections.unmodifiableMap(new LinkedHashMap<>(quotas));
    }

    /** How old a backup may be if the settings do not say: as old as it gets, and a little more. */
    static Duration usualRpo(Duration every) {
        return every.plus(every.dividedBy(12));
    }

    /** How many snapshots this instance may have. */
    int quota(Instance instance) {
        return quotas.entrySet().stream()
                .filter(entry -> fits(Globs.compile(entry.getKey()).asMatchPredicate(), instance))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(snapshotQuota);
    }

    /** Whether either of its names does. */
    static boolean fits(Predicate<String> name, Instance instance) {
        return name.test(instance.name()) || name.test(instance.displayName());
    }

    /** What is wrong with them as a whole, in words for the person who wrote them. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        if (rpo.compareTo(every) < 0) {
            problems.add("rpo is shorter than every: it would be breached before each backup");
        }
        var most =
                IntStream.concat(
                                IntStream.of(snapshotQuota),
                                quotas.values().stream().mapToInt(Integer::intValue))
                        .max()
                        .orElse(snapshotQuota);
        var asked =
                IntStream.of(
                                keep.last(),
                                keep.daily(),
                                keep.weekly(),
                                keep.monthly(),
                                keep.yearly(),
                                keep.within().map(time -> (int) time.dividedBy(every)).orElse(0))
                        .max()
                        .orElse(0);
        if (asked > most) {
            problems.add(
                    "keep asks for "
                            + asked
                            + " snapshots, and an instance may have "
                            + most
                            + ": keep fewer, or set snapshotQuota to what the plan of the instance"
                            + " grants");
        }
        return problems;
    }

    /**
     * Which instances. One that is named by id or name, or fits a pattern, is selected.
     *
     * @param ids Contabo's numbers; each must exist
     * @param names Contabo's names or the customer's; each must exist
     * @param patterns of either name, with {@code *} for any run of characters and {@code ?} for
     *     any one
     */
    public record Select(List<Long> ids, List<String> names, List<String> patterns) {
        public Select {
            ids = List.copyOf(ids);
            names = List.copyOf(names);
            patterns = List.copyOf(patterns);
        }

        /** Whether nothing could ever be selected. */
        boolean isEmpty() {
            return ids.isEmpty() && names.isEmpty() && patterns.isEmpty();
        }

        /** Whether these settings mean an instance. */
        Predicate<Instance> matcher() {
            var globs =
                    patterns.stream()
                            .map(pattern -> Globs.compile(pattern).asMatchPredicate())
                            .toList();
            return instance ->
                    ids.contains(instance.id())
                            || names.contains(instance.name())
                            || names.contains(instance.displayName())
                            || globs.stream().anyMatch(glob -> fits(glob, instance));
        }
    }
}
