package dev.nightshift.certificates.check;

/** What a finding is about, in one word that an incident can be named by. */
enum Topic {
    /** Whether the host answers. */
    REACH("unreachable", "could not be looked at"),
    /** When the certificate ends. */
    EXPIRY("expiry", "a certificate ends"),
    /** Whether it is what clients accept. */
    CHAIN("chain", "a certificate is not as it must be"),
    /** Whether its issuer has taken it back. */
    REVOCATION("revocation", "a certificate may be revoked"),
    /** One key for several names. */
    KEY("shared-key", "certificates for different names share a key"),
    /** What TLS offers. */
    GRADE("grade", "TLS is weaker than it should be"),
    /** What HTTP says. */
    WEB("web", "the site is served less safely than it could be"),
    /** When a registration ends. */
    DOMAIN("domain", "the registration of a domain needs a look"),
    /** Records that differ. */
    DNS("dns", "DNS is not as it must be"),
    /** What AWS keeps. */
    AWS("aws", "a certificate of AWS needs a look"),
    /** What could not be asked. */
    NETWORK("network", "there is no network");

    private final String word;
    private final String title;

    Topic(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** In notices. */
    String title() {
        return title;
    }

    @Override
    public String toString() {
        return word;
    }
}
