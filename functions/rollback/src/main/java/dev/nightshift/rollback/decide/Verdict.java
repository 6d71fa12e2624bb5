package dev.nightshift.rollback.decide;

/** What one rule says, and why. */
public record Verdict(Rule rule, Answer answer, String because) {
    /** What a rule can say. */
    public enum Answer {
        HOLDS,
        REFUSES,
        /** It cannot be told; that is no reason to act. */
        UNKNOWN
    }

    static Verdict holds(Rule rule, String because) {
        return new Verdict(rule, Answer.HOLDS, because);
    }

    static Verdict refuses(Rule rule, String because) {
        return new Verdict(rule, Answer.REFUSES, because);
    }

    static Verdict unknown(Rule rule, String because) {
        return new Verdict(rule, Answer.UNKNOWN, because);
    }

    /** Whether the rule holds. */
    public boolean stands() {
        return answer == Answer.HOLDS;
    }
}
