package dev.nightshift.certificates.tls.wire;

import dev.nightshift.certificates.tls.CipherSuite;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets of TLS 1.0 to 1.2.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5246#section-5">RFC 5246, section 5</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2246#section-5">RFC 2246, section 5</a>
 */
record Prf(boolean old, String hash) {
    private static final int VERIFY_DATA_BYTES = 12;

    static Prf of(ProtocolVersion version, CipherSuite suite) {
        return new Prf(
                version != ProtocolVersion.TLS_1_2,
                suite.name().endsWith("_SHA384") ? "384" : "256");
    }

    byte[] derive(byte[] secret, String label, byte[] seed, int length)
            throws GeneralSecurityException {
        var labelled =
                new Octets().raw(label.getBytes(StandardCharsets.US_ASCII)).raw(seed).toBytes();
        if (!old) {
            return expand("HmacSHA" + hash, secret, labelled, length);
        }
        // both halves, which share a byte where the length is odd
        int half = (secret.length + 1) / 2;
        var left = expand("HmacMD5", Arrays.copyOf(secret, half), labelled, length);
        var right =
                expand(
                        "HmacSHA1",
                        Arrays.copyOfRange(secret, secret.length - half, secret.length),
                        labelled,
                        length);
        for (int i = 0; i < length; i++) {
            left[i] ^= right[i];
        }
        return left;
    }

    /** What a Finished holds. */
    byte[] verifyData(byte[] master, String label, byte[] messages)
            throws GeneralSecurityException {
        var digest =
                old
                        ? new Octets()
                                .raw(MessageDigest.getInstance("MD5").digest(messages))
                                .raw(MessageDigest.getInstance("SHA-1").digest(messages))
                                .toBytes()
                        : MessageDigest.getInstance("SHA-" + hash).digest(messages);
        return derive(master, label, digest, VERIFY_DATA_BYTES);
    }

    private static byte[] expand(String algorithm, byte[] secret, byte[] seed, int length)
            throws GeneralSecurityException {
        var mac = Mac.getInstance(algorithm);
        // an empty key is one that Java does not take; HMAC pads it with zeros anyway
        mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, algorithm));
        var out = new Octets();
        var a = seed;
        while (out.size() < length) {
            a = mac.doFinal(a);
            mac.update(a);
            out.raw(mac.doFinal(seed));
        }
        return Arrays.copyOf(out.toBytes(), length);
    }
}
