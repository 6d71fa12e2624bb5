package dev.nightshift.certificates.tls.wire;

import dev.nightshift.certificates.net.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys under which a server of TLS 1.3 shows its certificate, and the transcript they hang on.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-7.1">RFC 8446, section 7.1</a>
 */
public final class Tls13Keys {
    /** TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256. */
    public static final List<Integer> SUITES = List.of(0x1301, 0x1302, 0x1303);

    private static final int CHACHA20 = 0x1303;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int TAG_BYTES = TAG_BITS / Byte.SIZE;

    private final int suite;
    private final String hash;
    private final MessageDigest transcript;

    /**
     * @throws TlsException if the suite is not among {@link #SUITES}
     */
    public Tls13Keys(int suite) throws TlsException {
        if (!SUITES.contains(suite)) {
            throw TlsException.malformed(
                    "the server chose suite 0x" + Integer.toHexString(suite) + " for TLS 1.3");
        }
        this.suite = suite;
        this.hash = suite == 0x1302 ? "SHA-384" : "SHA-256";
        try {
            this.transcript = MessageDigest.getInstance(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java knows no " + hash, missing);
        }
    }

    public void add(Bytes message) {
        transcript.update(message.array());
    }

    /** A first ClientHello goes into the transcript as its hash, RFC 8446, section 4.4.1. */
    public void addRetried(byte[] clientHello) {
        transcript.update(clientHello);
        var digest = transcript.digest();
        transcript.update(
                new Octets().u8(Messages.MESSAGE_HASH).part24(out -> out.raw(digest)).toBytes());
    }

    /** Of all messages so far. */
    public byte[] transcriptHash() {
        try {
            return ((MessageDigest) transcript.clone()).digest();
        } catch (CloneNotSupportedException never) {
            throw new IllegalStateException(never);
        }
    }

    /** Opens what the server sends from now on until its Finished. */
    public Protection server(byte[] secret) throws TlsException {
        try {
            var hkdf = KDF.getInstance("HKDF-" + hash.replace("-", ""));
            int length = transcript.getDigestLength();
            var early = extract(hkdf, new byte[length], new byte[length]);
            var derived =
                    expand(
                            hkdf,
                            early,
                            "derived",
                            MessageDigest.getInstance(hash).digest(),
                            length);
            var handshake = extract(hkdf, derived, secret);
            var traffic =
                    new SecretKeySpec(
                            expand(hkdf, handshake, "s hs traffic", transcriptHash(), length),
                            "Generic");
            var key =
                    new SecretKeySpec(
                            expand(hkdf, traffic, "key", new byte[0], suite == 0x1301 ? 16 : 32),
                            suite == CHACHA20 ? "ChaCha20" : "AES");
            return new Opener(
                    suite == CHACHA20, key, expand(hkdf, traffic, "iv", new byte[0], IV_BYTES));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java cannot derive keys", missing);
        }
    }

    private static SecretKey extract(KDF hkdf, byte[] salt, byte[] material)
            throws GeneralSecurityException {
        return hkdf.deriveKey(
                "Generic",
                HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(material).extractOnly());
    }

    /** HKDF-Expand-Label. */
    private static byte[] expand(
            KDF hkdf, SecretKey secret, String label, byte[] context, int length)
            throws GeneralSecurityException {
        var info =
                new Octets()
                        .u16(length)
                        .part8(
                                out ->
                                        out.raw(
                                                ("tls13 " + label)
                                                        .getBytes(StandardCharsets.US_ASCII)))
                        .part8(out -> out.raw(context))
                        .toBytes();
        return hkdf.deriveData(HKDFParameterSpec.expandOnly(secret, info, length));
    }

    /** Section 5.2. */
    private static final class Opener implements Protection {
        private final boolean chaCha;
        private final SecretKey key;
        private final byte[] iv;
        private long sequence;

        Opener(boolean chaCha, SecretKey key, byte[] iv) {
            this.chaCha = chaCha;
            this.key = key;
            this.iv = iv;
        }

        @Override
        public Records.Plain open(Records.Plain record) throws TlsException {
            if (record.type() == Records.ALERT) {
                // a server that could not go on may not have the keys yet
                return record;
            }
            if (record.type() != Records.APPLICATION_DATA
                    || record.content().size() < TAG_BYTES + 1) {
                throw TlsException.malformed("a record that is not encrypted came in TLS 1.3");
            }
            var nonce = iv.clone();
            for (int i = 0; i < Long.BYTES; i++) {
                nonce[IV_BYTES - 1 - i] ^= (byte) (sequence >>> (i * Byte.SIZE));
            }
            sequence++;
            try {
                var cipher = Cipher.getInstance(chaCha ? "ChaCha20-Poly1305" : "AES/GCM/NoPadding");
                AlgorithmParameterSpec spec =
                        chaCha ? new IvParameterSpec(nonce) : new GCMParameterSpec(TAG_BITS, nonce);
                cipher.init(Cipher.DECRYPT_MODE, key, spec);
                cipher.updateAAD(
                        new Octets()
                                .u8(record.type())
                                .u16(record.version())
                                .u16(record.content().size())
                                .toBytes());
                return withoutPadding(cipher.doFinal(record.content().array()));
            } catch (GeneralSecurityException notOurs) {
                throw TlsException.malformed(
                        "a record that is not encrypted under the keys agreed on");
            }
        }

        /** The type follows the content, zeros follow the type. */
        private static Records.Plain withoutPadding(byte[] inner) throws TlsException {
            int at = inner.length - 1;
            while (at >= 0 && inner[at] == 0) {
                at--;
            }
            if (at < 0) {
                throw TlsException.malformed("a record of nothing but padding");
            }
            return new Records.Plain(inner[at] & 0xff, 0x0303, Bytes.of(Arrays.copyOf(inner, at)));
        }
    }
}
