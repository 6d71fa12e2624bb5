package dev.nightshift.core.retention;

import java.time.Duration;
import java.util.Optional;

/**
 * What to keep. A copy stays if any rule asks for it; a rule of 0 asks for nothing. The calendar
 * rules keep the newest good copy of each of the last so many days, ISO weeks, months or years that
 * have one, all in UTC, so that a gap in the history does not use up a rule.
 *
 * @param last the newest so many
 * @param within whatever is no older than this, however many there are
 */
public record RetentionPolicy(
        int last, int daily, int weekly, int monthly, int yearly, Optional<Duration> within) {

    /**
     * @throws IllegalArgumentException if a rule is negative or no rule keeps anything; such a
     *     policy is a mistake, never a wish
     */
    public RetentionPolicy {
        if (last < 0 || daily < 0 || weekly < 0 || monthly < 0 || yearly < 0) {
            throw new IllegalArgumentException("a number of copies to keep is negative");
        }
        if (within.isPresent() && (within.get().isNegative() || within.get().isZero())) {
            throw new IllegalArgumentException("keep within must be longer than nothing");
        }
        if ((last | daily | weekly | monthly | yearly) == 0 && within.isEmpty()) {
            throw new IllegalArgumentException("a policy that keeps nothing");
        }
    }

    public static RetentionPolicy keepLast(int last) {
        return new RetentionPolicy(last, 0, 0, 0, 0, Optional.empty());
    }
}
