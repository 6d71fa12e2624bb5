package dev.nightshift.costs.focus;

import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostQuestion;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a question asks of each row.
 *
 * @param first day, counted from 1970-01-01
 * @param days how many
 * @param breakdowns without doubles; the first is by service
 * @param tags the keys that are asked for
 * @param mostKeys of one table; what comes later is folded into one key
 */
record Wanted(int first, int days, List<Breakdown> breakdowns, List<String> tags, int mostKeys) {
    /** Of a row's texts, in this order: then come the tags. */
    static final int CURRENCY = 0;

    static final int PROVIDER = 1;
    static final int ACCOUNT = 2;
    static final int SERVICE = 3;
    static final int REGION = 4;
    static final int USAGE_TYPE = 5;
    static final int CATEGORY = 6;
    static final int FIRST_TAG = 7;

    Wanted {
        breakdowns = List.copyOf(breakdowns);
        tags = List.copyOf(tags);
    }

    static Wanted of(CostQuestion question, int mostKeys) {
        var breakdowns = new LinkedHashSet<Breakdown>();
        breakdowns.add(new Breakdown.ByService());
        breakdowns.addAll(question.breakdowns());
        breakdowns.addAll(question.unpaid());
        var tags = new LinkedHashSet<String>();
        for (var by : breakdowns) {
            tag(by).ifPresent(tags::add);
        }
        int first = Math.toIntExact(question.first().toEpochDay());
        return new Wanted(
                first,
                Math.toIntExact(question.last().toEpochDay() - first + 1),
                List.copyOf(breakdowns),
                List.copyOf(tags),
                mostKeys);
    }

    private static Optional<String> tag(Breakdown by) {
        return switch (by) {
            case Breakdown.ByTag(var key) -> Optional.of(key);
            case Breakdown.ByServiceAndTag(var key) -> Optional.of(key);
            case Breakdown.ByService _,
                    Breakdown.ByRegion _,
                    Breakdown.ByUsageType _,
                    Breakdown.ByCategory _ ->
                    Optional.empty();
        };
    }

    int texts() {
        return FIRST_TAG + tags.size();
    }

    LocalDate day(int index) {
        return LocalDate.ofEpochDay((long) first + index);
    }

    /** Which of a row's texts are the parts of a breakdown's keys. */
    int[] parts(Breakdown by) {
        return switch (by) {
            case Breakdown.ByService() -> new int[] {PROVIDER, ACCOUNT, SERVICE};
            case Breakdown.ByRegion() -> new int[] {PROVIDER, REGION};
            case Breakdown.ByUsageType() -> new int[] {PROVIDER, SERVICE, USAGE_TYPE};
            case Breakdown.ByCategory() -> new int[] {PROVIDER, CATEGORY};
            case Breakdown.ByTag(var key) -> new int[] {FIRST_TAG + tags.indexOf(key)};
            case Breakdown.ByServiceAndTag(var key) ->
                    new int[] {PROVIDER, SERVICE, FIRST_TAG + tags.indexOf(key)};
        };
    }

    /** Whether some table needs this text of a row. */
    boolean uses(int text) {
        return text == CURRENCY
                || breakdowns.stream()
                        .anyMatch(by -> IntStream.of(parts(by)).anyMatch(part -> part == text));
    }
}
