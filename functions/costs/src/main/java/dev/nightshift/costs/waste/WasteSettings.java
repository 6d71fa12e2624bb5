package dev.nightshift.costs.waste;

import dev.nightshift.costs.waste.find.Thresholds;
import dev.nightshift.costs.waste.find.WasteKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What waste-sweep is asked to do.
 *
 * @param regions that are looked at; none are the home region alone
 * @param kinds what to do about each kind; one that is not named is told
 * @param patience the wait between mark and action, whole days
 * @param minimumMonthly in USD; what is known to cost less is left alone
 * @param keepTag whatever carries it, with any value, is left alone
 * @param ownerTag whose value says who is told
 */
public record WasteSettings(
        List<String> regions,
        Map<WasteKind, Doing> kinds,
        Duration patience,
        BigDecimal minimumMonthly,
        String keepTag,
        String ownerTag,
        Thresholds limits) {
    static final String KEEP_TAG = "nightshift:keep";
    static final String OWNER_TAG = "owner";

    public WasteSettings {
        regions = List.copyOf(regions);
        kinds = Map.copyOf(kinds);
    }

    /** The regions that are looked at, at least one. */
    List<String> regions(String home) {
        return regions.isEmpty() ? List.of(home) : regions;
    }

    /** What to do about a kind of waste. */
    public enum Doing {
        /** Not looked for. */
        OFF,
        /** Told, and nothing else. */
        REPORT,
        /** Marked, and acted on once the wait is over. */
        ACT
    }

    Doing doing(WasteKind kind) {
        return kinds.getOrDefault(kind, Doing.REPORT);
    }

    boolean acts(WasteKind kind) {
        return doing(kind) == Doing.ACT;
    }

    boolean actsOnAny() {
        return kinds.containsValue(Doing.ACT);
    }
}
