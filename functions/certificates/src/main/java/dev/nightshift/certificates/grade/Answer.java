package dev.nightshift.certificates.grade;

/** Whether something is so. */
public enum Answer {
    YES,
    NO,
    /** Nobody could say; never taken for the better of the two. */
    UNKNOWN;

    public static Answer of(boolean yes) {
        return yes ? YES : NO;
    }

    Answer not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
