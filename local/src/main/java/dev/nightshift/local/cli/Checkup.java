package dev.nightshift.local.cli;

/**
 * One line of a check-up.
 *
 * @param subject what was looked at
 * @param found what was found, in words
 * @param advice what to do about it; empty if all is well
 */
record Checkup(String area, String subject, State state, String found, String advice) {
    enum State {
        OK("ok"),
        /** Not there, and only some verbs need it. */
        OPTIONAL("optional"),
        /** Not there, and needed. */
        MISSING("missing"),
        /** Could not be found out. */
        UNKNOWN("unknown");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static Checkup ok(String area, String subject, String found) {
        return new Checkup(area, subject, State.OK, found, "");
    }

    boolean isTrouble() {
        return switch (state) {
            case OK, OPTIONAL -> false;
            case MISSING, UNKNOWN -> true;
        };
    }
}
