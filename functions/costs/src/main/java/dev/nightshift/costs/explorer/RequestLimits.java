package dev.nightshift.costs.explorer;

/**
 * How many requests may be made to Cost Explorer, each of which costs {@link Spending#PER_REQUEST};
 * every page and every attempt is one.
 *
 * @param perMonth by all functions that share a {@link Shelf}, by calendar month, UTC
 * @param perRun by one run
 */
public record RequestLimits(int perMonth, int perRun) {
    /** 2 USD. */
    public static final int PER_MONTH = 200;

    /** A daily report's. */
    public static final int DAILY = 3;

    /** A weekly report's. */
    public static final int WEEKLY = 8;

    /** A monthly report's. */
    public static final int MONTHLY = 12;

    public RequestLimits {
        if (perMonth < 0 || perRun < 0) {
            throw new IllegalArgumentException(
                    "Cost Explorer requests: %d a month, %d a run; expected 0 or more"
                            .formatted(perMonth, perRun));
        }
    }
}
