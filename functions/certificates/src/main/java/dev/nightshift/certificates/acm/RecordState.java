package dev.nightshift.certificates.acm;

/** How a validation record stands, and what to do about it. */
public sealed interface RecordState {
    /** It is there, with the right value. */
    record Present() implements RecordState {}

    /**
     * @param restore the record to make, and where
     */
    record Missing(String restore) implements RecordState {}

    /**
     * Another value is in its place.
     *
     * @param found what is there
     * @param restore the record to make, and where
     */
    record Different(String found, String restore) implements RecordState {}

    /** Nobody could be asked, or those who were do not agree. */
    record Unknown(String why) implements RecordState {}
}
