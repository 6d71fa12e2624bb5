package dev.nightshift.costs.waste;

import dev.nightshift.costs.waste.find.WasteKind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the tag {@value #TAG} says: since which UTC day a resource is marked, and as what. Written
 * {@code 2026-11-28/unattached-volumes}.
 */
public record WasteMark(LocalDate since, WasteKind kind) {
    static final String TAG = "nightshift:waste";

    /** Tag on a gone volume's last snapshot, beside those of ownership: why it is there. */
    static final String FINAL_TAG = "nightshift:final-snapshot";

    static WasteMark on(Instant now, WasteKind kind) {
        return new WasteMark(LocalDate.ofInstant(now, ZoneOffset.UTC), kind);
    }

    /** Empty if it is not one of ours, or of a kind that no longer exists. */
    static Optional<WasteMark> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        var word = text.substring(slash + 1);
        try {
            var since = LocalDate.parse(text.substring(0, slash));
            return Arrays.stream(WasteKind.values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .map(kind -> new WasteMark(since, kind));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    /**
     * When the wait is over: it is counted from the end of the day of the mark, so that it is never
     * shorter than promised.
     */
    Instant due(Duration wait) {
        return since.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(wait);
    }

    /** Whether it came with something copied from elsewhere: it is older than what bears it. */
    boolean isOlderThan(Instant created) {
        return since.isBefore(LocalDate.ofInstant(created, ZoneOffset.UTC));
    }

    @Override
    public String toString() {
        return since + "/" + kind.word();
    }
}
