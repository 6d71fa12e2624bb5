package dev.nightshift.core.automation;

/** A line of a plan that asks for nothing to be done: what is left alone, and why. */
public record Remark(Kind kind, String subject, String because) {
    /** In order of how much it should worry the reader. */
    public enum Kind {
        /** Left as it is on purpose: kept by retention, covered by another, young enough. */
        KEEP,
        /** Not now; a later tick will see to it. */
        WAIT,
        /** Worth a person's attention. */
        WARN,
        /** Would be needed but must not be done; says what to change. */
        REFUSE,
        /** Could not be read: neither OK nor zero. */
        UNKNOWN;

        /** Whether a person should hear of it. */
        public boolean isFinding() {
            return this == WARN || this == REFUSE || this == UNKNOWN;
        }
    }
}
