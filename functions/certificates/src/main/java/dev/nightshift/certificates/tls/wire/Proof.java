package dev.nightshift.certificates.tls.wire;

import dev.nightshift.certificates.net.Bytes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.DSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.OptionalInt;
import javax.crypto.Cipher;

/**
 * Whether the server holds the key of the certificate it shows: anyone can show a certificate, only
 * its owner can sign what this client has just made up.
 */
public final class Proof {
    private static final String CONTEXT = "TLS 1.3, server CertificateVerify";
    private static final int CONTEXT_SPACES = 64;

    /** Java bounds the work of RSA by itself, not that of DSA. */
    private static final int MAX_DSA_BITS = 1 << 14;

    private Proof() {}

    /** What came of looking at a signature. */
    public enum Verdict {
        PROVEN,
        /** A kind of key or signature that is not known here. */
        NOT_CHECKED
    }

    /**
     * Of ServerKeyExchange, TLS 1.2 and before.
     *
     * @throws TlsException if the signature is not of this certificate's key
     */
    public static Verdict ofKeyExchange(
            Bytes leaf, ServerKeyExchange exchange, Bytes clientRandom, Bytes serverRandom)
            throws TlsException {
        var signed =
                new Octets()
                        .raw(clientRandom.array())
                        .raw(serverRandom.array())
                        .raw(exchange.params().array())
                        .toBytes();
        return verify(leaf, exchange.scheme(), signed, exchange.signature().array());
    }

    /**
     * Of CertificateVerify, TLS 1.3.
     *
     * @param transcriptHash of all messages up to the certificate
     * @throws TlsException if the signature is not of this certificate's key
     */
    public static Verdict ofCertificateVerify(
            Bytes leaf, Messages.Message certificateVerify, byte[] transcriptHash)
            throws TlsException {
        var in = certificateVerify.cursor("CertificateVerify");
        int scheme = in.u16();
        var signature = in.part16().rest();
        in.expectEnd();
        var spaces = new byte[CONTEXT_SPACES];
        Arrays.fill(spaces, (byte) ' ');
        var signed =
                new Octets()
                        .raw(spaces)
                        .raw(CONTEXT.getBytes(StandardCharsets.US_ASCII))
                        .u8(0)
                        .raw(transcriptHash)
                        .toBytes();
        return verify(leaf, OptionalInt.of(scheme), signed, signature);
    }

    private static Verdict verify(Bytes leaf, OptionalInt code, byte[] signed, byte[] signature)
            throws TlsException {
        try {
            var key = keyOf(leaf);
            boolean good;
            if (code.isPresent()) {
                var scheme = SignatureScheme.of(code.getAsInt());
                if (scheme.isEmpty()) {
                    return Verdict.NOT_CHECKED;
                }
                good = verify(key, scheme.get(), signed, signature);
            } else {
                good = verifyOld(key, signed, signature);
            }
            if (!good) {
                throw otherKey();
            }
            return Verdict.PROVEN;
        } catch (SignatureException notEvenOne) {
            throw otherKey();
        } catch (GeneralSecurityException | RuntimeException unknownKind) {
            // a key that Java does not read, or not with this kind of signature: judged elsewhere.
            // RuntimeException, as providers throw a dozen of them at keys that make no sense
            return Verdict.NOT_CHECKED;
        }
    }

    private static boolean verify(
            PublicKey key, SignatureScheme scheme, byte[] signed, byte[] signature)
            throws GeneralSecurityException {
        if (key instanceof DSAPublicKey dsa && dsa.getParams().getP().bitLength() > MAX_DSA_BITS) {
            throw new InvalidKeyException("larger than anything sensible");
        }
        var verifier = Signature.getInstance(scheme.algorithm());
        if (scheme.isPss()) {
            verifier.setParameter(
                    new PSSParameterSpec(
                            scheme.digest(),
                            "MGF1",
                            new MGF1ParameterSpec(scheme.digest()),
                            scheme.saltBytes(),
                            PSSParameterSpec.TRAILER_FIELD_BC));
        }
        verifier.initVerify(key);
        verifier.update(signed);
        return verifier.verify(signature);
    }

    /** Before TLS 1.2 the kind follows from the key; RSA signs MD5 and SHA-1 side by side. */
    private static boolean verifyOld(PublicKey key, byte[] signed, byte[] signature)
            throws GeneralSecurityException {
        return switch (key.getAlgorithm()) {
            case "RSA" -> {
                var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
                cipher.init(Cipher.DECRYPT_MODE, key);
                byte[] inside;
                try {
                    inside = cipher.doFinal(signature);
                } catch (GeneralSecurityException wrongPadding) {
                    throw new SignatureException(wrongPadding);
                }
                var digests =
                        new Octets()
                                .raw(MessageDigest.getInstance("MD5").digest(signed))
                                .raw(MessageDigest.getInstance("SHA-1").digest(signed))
                                .toBytes();
                yield MessageDigest.isEqual(inside, digests);
            }
            case "EC" -> verify(key, SignatureScheme.ECDSA_SHA1, signed, signature);
            case "DSA" -> verify(key, SignatureScheme.DSA_SHA1, signed, signature);
            default -> throw new GeneralSecurityException(key.getAlgorithm());
        };
    }

    private static PublicKey keyOf(Bytes leaf) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(leaf.array()))
                .getPublicKey();
    }

    private static TlsException otherKey() {
        return TlsException.malformed(
                "the server's signature is not of the key of the certificate it shows");
    }
}
