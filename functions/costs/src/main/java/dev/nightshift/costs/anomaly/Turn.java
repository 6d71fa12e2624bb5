package dev.nightshift.costs.anomaly;

/** What became of an anomaly since the last run. */
public enum Turn {
    OPENED,
    /** As it was told. */
    OPEN,
    GROWN,
    /** Back where it was. */
    CLOSED,
    /** It is what is usual now. */
    ACCEPTED,
    /** It began and was over between two runs. */
    PASSED
}
