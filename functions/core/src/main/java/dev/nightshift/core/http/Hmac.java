package dev.nightshift.core.http;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes of messages.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
public final class Hmac {
    private Hmac() {}

    public static byte[] sha256(String key, byte[] message) {
        return of("HmacSHA256", key, message);
    }

    /** For senders that still sign with it, such as Vercel. */
    public static byte[] sha1(String key, byte[] message) {
        return of("HmacSHA1", key, message);
    }

    /**
     * Whether a signature, in hexadecimal digits, is the expected one. Takes as long for a wrong
     * one as for the right one.
     */
    public static boolean matches(byte[] expected, String hex) {
        return MessageDigest.isEqual(
                HexFormat.of().formatHex(expected).getBytes(StandardCharsets.US_ASCII),
                hex.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] of(String algorithm, String key, byte[] message) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(message);
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every JDK has " + algorithm, impossible);
        }
    }
}
