package dev.nightshift.certificates.chain;

/** What can be wrong with a chain. */
public enum FaultKind {
    // what was served
    NO_CERTIFICATE(Severity.ERROR, Concern.TRUST),
    GARBLED_CERTIFICATE(Severity.ERROR, Concern.TRUST),
    /** The server's own certificate is there, but not in the first place. */
    OWN_CERTIFICATE_NOT_FIRST(Severity.ERROR, Concern.TRUST),
    TOO_MANY_CERTIFICATES(Severity.UNKNOWN, Concern.SERVING),
    WRONG_ORDER(Severity.WARNING, Concern.SERVING),
    UNRELATED_CERTIFICATE(Severity.WARNING, Concern.SERVING),
    DUPLICATE_CERTIFICATE(Severity.WARNING, Concern.SERVING),
    ROOT_SERVED(Severity.NOTE, Concern.SERVING),
    /** Expired, but another path does without it. */
    SPARE_EXPIRED(Severity.NOTE, Concern.SERVING),
    MUST_STAPLE_WITHOUT_STAPLE(Severity.ERROR, Concern.SERVING),

    // whether it leads to a root
    SELF_SIGNED(Severity.ERROR, Concern.TRUST),
    UNTRUSTED_ROOT(Severity.ERROR, Concern.TRUST),
    MISSING_INTERMEDIATE(Severity.ERROR, Concern.TRUST),
    BAD_SIGNATURE(Severity.ERROR, Concern.TRUST),
    /** Signed by a key that it says it was not signed by. */
    KEY_IDENTIFIERS_DIFFER(Severity.ERROR, Concern.TRUST),
    SIGNATURE_ALGORITHMS_DIFFER(Severity.ERROR, Concern.TRUST),
    SIGNATURE_UNCHECKED(Severity.UNKNOWN, Concern.TRUST),
    PATH_UNDECIDED(Severity.UNKNOWN, Concern.TRUST),

    // time
    LEAF_EXPIRED(Severity.ERROR, Concern.TRUST),
    INTERMEDIATE_EXPIRED(Severity.ERROR, Concern.TRUST),
    ROOT_EXPIRED(Severity.ERROR, Concern.TRUST),
    LEAF_NOT_YET_VALID(Severity.ERROR, Concern.TRUST),
    INTERMEDIATE_NOT_YET_VALID(Severity.ERROR, Concern.TRUST),
    ROOT_NOT_YET_VALID(Severity.ERROR, Concern.TRUST),
    /** It ends before it begins. */
    VALIDITY_INVERTED(Severity.ERROR, Concern.TRUST),
    /** Longer than the CA/Browser Forum allows for the day it was issued. */
    LIFETIME_TOO_LONG(Severity.WARNING, Concern.FORM),

    // names
    HOSTNAME_MISMATCH(Severity.ERROR, Concern.NAME),
    NO_ALTERNATIVE_NAME(Severity.ERROR, Concern.NAME),
    /** An address that is written where names stand. */
    ADDRESS_ONLY_AS_TEXT(Severity.ERROR, Concern.NAME),
    WILDCARD_MISPLACED(Severity.WARNING, Concern.NAME),
    NAME_WITH_NUL(Severity.ERROR, Concern.FORM),
    NAME_NOT_ASCII(Severity.WARNING, Concern.FORM),
    NAME_UNDECIDED(Severity.UNKNOWN, Concern.NAME),

    // keys and signatures
    RSA_KEY_BROKEN(Severity.ERROR, Concern.STRENGTH),
    RSA_KEY_WEAK(Severity.ERROR, Concern.STRENGTH),
    RSA_EXPONENT_UNSAFE(Severity.ERROR, Concern.STRENGTH),
    EC_CURVE_WEAK(Severity.ERROR, Concern.STRENGTH),
    EC_PARAMETERS_EXPLICIT(Severity.ERROR, Concern.STRENGTH),
    DSA_KEY(Severity.ERROR, Concern.STRENGTH),
    KEY_UNKNOWN(Severity.UNKNOWN, Concern.STRENGTH),
    BROKEN_HASH(Severity.ERROR, Concern.STRENGTH),
    SHA1_SIGNATURE(Severity.ERROR, Concern.STRENGTH),
    HASH_UNKNOWN(Severity.UNKNOWN, Concern.STRENGTH),

    // what a CA may
    NOT_A_CA(Severity.ERROR, Concern.TRUST),
    VERSION_1_CA(Severity.ERROR, Concern.TRUST),
    CA_MAY_NOT_SIGN(Severity.ERROR, Concern.TRUST),
    CA_NOT_FOR_SERVERS(Severity.ERROR, Concern.TRUST),
    PATH_TOO_LONG(Severity.ERROR, Concern.TRUST),
    NAME_CONSTRAINT_VIOLATED(Severity.ERROR, Concern.TRUST),
    NAME_CONSTRAINT_UNDECIDED(Severity.UNKNOWN, Concern.TRUST),

    // what the server's own may
    LEAF_IS_CA(Severity.ERROR, Concern.FORM),
    NOT_FOR_SERVERS(Severity.ERROR, Concern.TRUST),
    NO_PURPOSE(Severity.WARNING, Concern.FORM),
    KEY_USAGE_UNFIT(Severity.ERROR, Concern.TRUST),
    KEY_USAGE_NARROW(Severity.WARNING, Concern.FORM),

    // form
    UNKNOWN_CRITICAL_EXTENSION(Severity.ERROR, Concern.TRUST),
    PRECERTIFICATE(Severity.ERROR, Concern.TRUST),
    REPEATED_EXTENSION(Severity.ERROR, Concern.TRUST),
    GARBLED_EXTENSION(Severity.ERROR, Concern.TRUST),
    EXTENSIONS_BEFORE_VERSION_3(Severity.WARNING, Concern.FORM),
    SERIAL_NOT_POSITIVE(Severity.WARNING, Concern.FORM),
    SERIAL_TOO_LONG(Severity.WARNING, Concern.FORM),
    TEXT_GARBLED(Severity.ERROR, Concern.TRUST);

    /** What a fault puts in question. */
    public enum Concern {
        /** Whether the chain leads to a root that is believed. */
        TRUST,
        /** Whether it is the certificate of that host. */
        NAME,
        /** Whether it can be forged. */
        STRENGTH,
        /** How the server serves it. */
        SERVING,
        /** How the certificate is written. */
        FORM
    }

    private final Severity severity;
    private final Concern concern;

    FaultKind(Severity severity, Concern concern) {
        this.severity = severity;
        this.concern = concern;
    }

    public Severity severity() {
        return severity;
    }

    public Concern concern() {
        return concern;
    }
}
