package dev.nightshift.core.approval;

/** What came of a person's yes or no. */
public sealed interface Answer {
    /** Enough people agree: the next run makes it. */
    record Given(Approval approval) implements Answer {}

    /** On record; another person has to agree as well. */
    record Waiting(Approval approval) implements Answer {}

    /** Nobody will make it while it stands. */
    record Rejected(Approval approval) implements Answer {}

    /** Changed nothing: there is no such question, or it is over. */
    record TooLate(String why) implements Answer {}
}
