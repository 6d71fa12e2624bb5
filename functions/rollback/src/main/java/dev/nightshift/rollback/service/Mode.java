package dev.nightshift.rollback.service;

/** Who decides that a service is taken back. */
public enum Mode {
    /** Nobody: what would have been done is told and counted. */
    SHADOW,
    /** A person, with a button. */
    APPROVE,
    /** The rules alone. */
    AUTO
}
