package dev.nightshift.core.retention;

/**
 * What becomes of one copy, and why.
 *
 * @param because in words for the person who reads the plan
 */
public record Verdict(Candidate candidate, Kind kind, String because) {
    /** The ways to stay, and the one way to go. */
    public enum Kind {
        /** At least one rule asks for it. */
        KEPT,
        /** No rule asks for it, but there is no other good one. */
        LAST_GOOD,
        /** No rule asks for it, but no newer good one has been proven by a restore. */
        LAST_PROVEN,
        /** Its moment has not come yet: kept, not counted, and worth a look. */
        FUTURE,
        /** Not a good copy: not counted, and not for retention to remove. */
        NOT_COUNTED,
        /** Good, and no rule asks for it. */
        SURPLUS
    }

    public boolean keeps() {
        return kind != Kind.SURPLUS;
    }
}
