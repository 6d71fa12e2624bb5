package dev.nightshift.certificates.chain;

/** How bad a fault is. */
public enum Severity {
    /** A client in common use refuses, or what protects the connection is broken. */
    ERROR,
    /** It works, and should be mended. */
    WARNING,
    /** Good to know. */
    NOTE,
    /** It could not be decided. */
    UNKNOWN
}
