package dev.nightshift.backup;

import java.time.Duration;
import java.time.Instant;

/** Time cut into slots, each of which is to have one backup. */
public final class Slots {
    private Slots() {}

    /**
     * The newest slot that has begun. Slots are counted from 1970-01-01T00:00:00Z, so that those of
     * {@code 24h} are UTC days.
     */
    public static Instant of(Instant now, Duration every) {
        long length = every.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), length) * length);
    }

    /**
     * How much younger than {@code every} the last backup may be when the next slot is due. A tick
     * comes a little after its time and a backup a little after its tick; without some play, each
     * day's backup would be a tick later than the day before, until a day has none.
     */
    public static Duration play(Duration every) {
        return every.dividedBy(24);
    }
}
