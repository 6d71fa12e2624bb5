package dev.nightshift.core.notice;

/** How loudly to say it. */
public enum Severity {
    /** Good to know; nobody has to act. */
    INFO,
    /** Someone should look today. */
    WARNING,
    /** Something is broken or a person must decide; someone should look now. */
    CRITICAL
}
