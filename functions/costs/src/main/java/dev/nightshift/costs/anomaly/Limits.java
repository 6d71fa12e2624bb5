package dev.nightshift.costs.anomaly;

/**
 * From where on something is an anomaly.
 *
 * @param minimum excess a day, in the currency of the figures
 * @param share excess as a share of what is expected, such as 0.25
 * @param lookback days that tell what is usual
 * @param drops whether costs that fall are told too
 */
record Limits(double minimum, double share, int lookback, boolean drops) {}
