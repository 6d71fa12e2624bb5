package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Base64;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A certificate that a test made, and its key.
 *
 * @param keys the subject's
 */
public record Minted(Bytes der, KeyPair keys, X500Name subject, BigInteger serial) {
    private static final Base64.Encoder LINES =
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    public PrivateKey key() {
        return keys.getPrivate();
    }

    public X509CertificateHolder holder() {
        try {
            return new X509CertificateHolder(der.array());
        } catch (IOException garbled) {
            throw new IllegalStateException(garbled);
        }
    }

    public String pem() {
        return pem("CERTIFICATE", der.array());
    }

    /** PKCS #8, without a password. */
    public String keyPem() {
        return pem("PRIVATE KEY", key().getEncoded());
    }

    static String pem(String title, byte[] der) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(title, LINES.encodeToString(der), title);
    }
}
