package dev.nightshift.core.retention;

import dev.nightshift.core.retention.Verdict.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Applies a policy to the copies of one thing in one place. */
public final class Retention {
    private static final long SECONDS_A_DAY = 86_400;
    private static final Comparator<Candidate> NEWEST_FIRST =
            Comparator.comparing(Candidate::slot).reversed().thenComparing(Candidate::id);

    private Retention() {}

    /**
     * One verdict per candidate, newest first. Only good copies whose moment has come count. If
     * there is a good one among the candidates, a good one stays, whatever the policy says; so does
     * the newest one that is proven, since a newer unproven one does not replace it.
     */
    public static List<Verdict> decide(
            RetentionPolicy policy, List<Candidate> candidates, Instant now) {
        var sorted = new ArrayList<>(candidates);
        sorted.sort(NEWEST_FIRST);
        var rules =
                List.of(
                        new Rule("last", policy.last()),
                        new Rule("daily", policy.daily()),
                        new Rule("weekly", policy.weekly()),
                        new Rule("monthly", policy.monthly()),
                        new Rule("yearly", policy.yearly()));
        var verdicts = new ArrayList<Verdict>(sorted.size());
        var keptGood = false;
        var keptProven = false;
        for (var candidate : sorted) {
            if (!candidate.isGood()) {
                verdicts.add(
                        new Verdict(
                                candidate,
                                Kind.NOT_COUNTED,
                                "not a good copy, so not counted: "
                                        + candidate.flaw().orElseThrow()));
                continue;
            }
            if (candidate.slot().isAfter(now)) {
                verdicts.add(
                        new Verdict(
                                candidate,
                                Kind.FUTURE,
                                "dated in the future (" + candidate.slot() + "), so not counted"));
                continue;
            }
            var why = reasons(policy, rules, candidate, now);
            if (!why.isEmpty()) {
                verdicts.add(new Verdict(candidate, Kind.KEPT, why));
            } else if (candidate.proven() && !keptProven) {
                verdicts.add(
                        new Verdict(
                                candidate,
                                Kind.LAST_PROVEN,
                                "the newest one that a restore has proven never goes"));
            } else if (!keptGood) {
                verdicts.add(
                        new Verdict(candidate, Kind.LAST_GOOD, "the last good one never goes"));
            } else {
                verdicts.add(new Verdict(candidate, Kind.SURPLUS, "no rule keeps it"));
                continue;
            }
            keptGood = true;
            keptProven |= candidate.proven();
        }
        return verdicts;
    }

    private static String reasons(
            RetentionPolicy policy, List<Rule> rules, Candidate candidate, Instant now) {
        var why = new StringBuilder();
        var day = Math.floorDiv(candidate.slot().getEpochSecond(), SECONDS_A_DAY);
        var date = LocalDate.ofEpochDay(day);
        rules.get(0).offer(Long.MIN_VALUE, why);
        rules.get(1).offer(day, why);
        // day 0 of the epoch was a Thursday, and ISO weeks begin on Mondays
        rules.get(2).offer(Math.floorDiv(day + 3, 7), why);
        rules.get(3).offer(date.getYear() * 12L + date.getMonthValue(), why);
        rules.get(4).offer(date.getYear(), why);
        if (policy.within().isPresent()
                && !candidate.slot().isBefore(now.minus(policy.within().get()))) {
            comma(why).append("within ").append(policy.within().get());
        }
        return why.toString();
    }

    private static StringBuilder comma(StringBuilder why) {
        return why.isEmpty() ? why : why.append(", ");
    }

    /** Counts calendar buckets from the newest on; sees candidates newest first. */
    private static final class Rule {
        private final String name;
        private final int limit;
        private int used;
        private long bucket = Long.MAX_VALUE;

        Rule(String name, int limit) {
            this.name = name;
            this.limit = limit;
        }

        /** Long.MIN_VALUE stands for a bucket of its own. */
        void offer(long candidateBucket, StringBuilder why) {
            if (used == limit || (candidateBucket == bucket && bucket != Long.MIN_VALUE)) {
                return;
            }
            bucket = candidateBucket;
            used++;
            comma(why).append(name).append(' ').append(used).append(" of ").append(limit);
        }
    }
}
