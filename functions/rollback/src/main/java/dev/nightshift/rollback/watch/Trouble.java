package dev.nightshift.rollback.watch;

import java.util.Locale;

/** What can be wrong with a release. */
enum Trouble {
    /** Its target, its records or its alarms could not be read. */
    UNREAD,
    /** The last deployment that was told of failed. */
    FAILED,
    /** Its checks fail or its alarms fire while it bakes. */
    UNWELL;

    /** The last word of an incident's key. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
