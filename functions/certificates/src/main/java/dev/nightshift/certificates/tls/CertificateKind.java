package dev.nightshift.certificates.tls;

/** Which certificate to ask for, where a server has one of each. */
public enum CertificateKind {
    /** The one it prefers. */
    ANY,
    RSA,
    /** Also those of Edwards curves. */
    ECDSA
}
