package dev.nightshift.rollback.auto;

/** What people are told of; its text is the last word of an incident's key. */
enum Trouble {
    /** Would have been taken back, if it were not only watched. */
    SHADOW("shadow"),
    /** Fires, and a rule refuses. */
    REFUSED("refused"),
    /** Goes back and forth. */
    FROZEN("frozen"),
    /** Was rolled back, and is not well yet. */
    ROLLBACK("rollback"),
    /** Could not be read. */
    UNREAD("unread");

    private final String word;

    Trouble(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
