package dev.nightshift.certificates;

/** Whether something is so. */
public enum Answer {
    YES,
    NO,
    /** It could not be decided; never taken for either. */
    UNKNOWN;

    public static Answer of(boolean yes) {
        return yes ? YES : NO;
    }

    public Answer not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
