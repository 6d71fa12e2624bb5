package dev.nightshift.costs.model;

/**
 * What kind of charge it is.
 *
 * @see <a href="https://focus.finops.org/focus-specification/v1-0/">FOCUS 1.0, ChargeCategory</a>
 */
public enum ChargeCategory {
    USAGE,
    PURCHASE,
    TAX,
    /** Below zero. */
    CREDIT,
    ADJUSTMENT
}
