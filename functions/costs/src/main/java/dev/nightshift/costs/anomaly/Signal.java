package dev.nightshift.costs.anomaly;

/**
 * That something is unusual on a day.
 *
 * @param since the first day of it, as far as one can tell
 * @param day the day on which it shows, as the number of days since 1970, as is {@code since}
 * @param expected on that day
 * @param actual on that day
 * @param excess a day, on average over the days that were looked at
 */
record Signal(Kind kind, int since, int day, double expected, double actual, double excess) {}
