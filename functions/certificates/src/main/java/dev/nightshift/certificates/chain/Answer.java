package dev.nightshift.certificates.chain;

/** Yes or no, or it could not be decided. */
public enum Answer {
    YES,
    NO,
    /** Never taken for either. */
    UNKNOWN
}
