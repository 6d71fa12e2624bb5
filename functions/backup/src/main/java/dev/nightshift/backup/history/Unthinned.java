package dev.nightshift.backup.history;

import dev.nightshift.core.retention.RetentionPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * Which copies of a history still lie as they were made. Between older ones retention has removed
 * some, so that the time between two of them is not how old the last good copy ever was.
 *
 * @param newest so many
 * @param within and all that are no older than this
 */
public record Unthinned(int newest, Optional<Duration> within) {
    /**
     * @param every how often a copy is made: a rule that keeps one a day keeps all that are made
     *     once a day
     */
    public static Unthinned of(RetentionPolicy keep, Duration every) {
        var newest = keep.last();
        if (every.compareTo(Duration.ofDays(1)) >= 0) {
            newest = Math.max(newest, keep.daily());
        }
        if (every.compareTo(Duration.ofDays(7)) >= 0) {
            newest = Math.max(newest, keep.weekly());
        }
        return new Unthinned(newest, keep.within());
    }

    /**
     * @param index counted from the newest, from 0
     */
    boolean has(int index, Duration age) {
        return index < newest || within.filter(most -> age.compareTo(most) <= 0).isPresent();
    }
}
