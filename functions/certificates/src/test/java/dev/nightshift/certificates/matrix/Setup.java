package dev.nightshift.certificates.matrix;

import dev.nightshift.certificates.grade.Hsts;
import dev.nightshift.certificates.grade.Letter;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One way to set up a server, and the grade that the guide gives it.
 *
 * @param certificates one, or one with RSA and one with ECDSA
 * @param versions that it is to offer
 * @param ciphers up to TLS 1.2, in OpenSSL's words; for JSSE the suites by the JDK's names
 * @param suites13 of TLS 1.3, in the server's order
 * @param options of the command line, or lines of the configuration
 * @param letter what the guide says, read by a person
 */
record Setup(
        String name,
        Engine engine,
        List<Kind> certificates,
        Set<ProtocolVersion> versions,
        String ciphers,
        List<String> suites13,
        Dh dh,
        List<String> options,
        Hsts hsts,
        Letter letter) {
    enum Engine {
        OPENSSL,
        NGINX,
        /** The JDK's own, for what Debian's OpenSSL was built without. */
        JSSE
    }

    /** Parameters of finite-field Diffie-Hellman. */
    enum Dh {
        /** OpenSSL's own choice by the size of the key. */
        AUTOMATIC(Optional.empty()),
        NONE(Optional.empty()),
        /** A prime of nobody else's. */
        OWN_1024(Optional.of(1024)),
        OAKLEY_1024(Optional.of(1024)),
        OAKLEY_1536(Optional.of(1536)),
        FFDHE_2048(Optional.of(2048)),
        FFDHE_4096(Optional.of(4096));

        private final Optional<Integer> bits;

        Dh(Optional<Integer> bits) {
            this.bits = bits;
        }

        Optional<Integer> bits() {
            return bits;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
