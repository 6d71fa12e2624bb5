package dev.nightshift.core.automation;

/** What an action does to the estate. Caps count by it. */
public enum Impact {
    /** Adds something that was not there; undone by removing it. */
    CREATE,
    /** Alters something that is there. */
    CHANGE,
    /** Removes something. Destructive. */
    DELETE
}
