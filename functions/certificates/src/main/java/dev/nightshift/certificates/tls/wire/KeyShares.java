package dev.nightshift.certificates.tls.wire;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.KeyAgreement;

/**
 * This client's half of key agreements. One key for all handshakes of a run: nothing is ever said
 * under the keys that come of it, and making them would be half the work of a handshake.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.2.8">RFC 8446, section 4.2.8</a>
 */
public final class KeyShares {
    /**
     * What {@link #agree} can do. A share of the first is offered at once, as nearly all servers
     * take it; the others cost a server that wants one of them a question more, and all other
     * servers nothing.
     */
    public static final List<NamedGroup> GROUPS =
            List.of(
                    NamedGroup.X25519,
                    NamedGroup.SECP256R1,
                    NamedGroup.SECP384R1,
                    NamedGroup.SECP521R1,
                    NamedGroup.X448);

    private static final int UNCOMPRESSED = 4;

    private final Map<NamedGroup, KeyPair> pairs = new ConcurrentHashMap<>();

    /** The share to offer at once. */
    public Map<NamedGroup, byte[]> first() {
        return Map.of(GROUPS.getFirst(), share(GROUPS.getFirst()));
    }

    /** The public key as it goes on the wire. */
    public byte[] share(NamedGroup group) {
        return switch (pair(group).getPublic()) {
            case XECPublicKey key -> littleEndian(key.getU(), xLength(group));
            case ECPublicKey key -> {
                int length = fieldLength(key.getParams());
                yield new Octets()
                        .u8(UNCOMPRESSED)
                        .raw(bigEndian(key.getW().getAffineX(), length))
                        .raw(bigEndian(key.getW().getAffineY(), length))
                        .toBytes();
            }
            default -> throw new IllegalStateException("no key of " + group);
        };
    }

    /**
     * The secret that both sides know.
     *
     * @throws TlsException if the server's key is none of this group
     */
    public byte[] agree(NamedGroup group, byte[] theirs) throws TlsException {
        try {
            var pair = pair(group);
            var agreement =
                    KeyAgreement.getInstance(
                            pair.getPublic() instanceof ECPublicKey ? "ECDH" : "XDH");
            agreement.init(pair.getPrivate());
            agreement.doPhase(publicKey(group, pair, theirs), true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException | IllegalStateException noPoint) {
            throw TlsException.malformed(
                    "the server's key is not of " + group + ": " + noPoint.getMessage());
        }
    }

    private static PublicKey publicKey(NamedGroup group, KeyPair pair, byte[] theirs)
            throws GeneralSecurityException, TlsException {
        if (pair.getPublic() instanceof ECPublicKey ours) {
            int length = fieldLength(ours.getParams());
            if (theirs.length != 1 + 2 * length || theirs[0] != UNCOMPRESSED) {
                throw TlsException.malformed("the server's key is not of " + group);
            }
            var point =
                    new ECPoint(
                            new BigInteger(1, Arrays.copyOfRange(theirs, 1, 1 + length)),
                            new BigInteger(
                                    1, Arrays.copyOfRange(theirs, 1 + length, theirs.length)));
            return KeyFactory.getInstance("EC")
                    .generatePublic(new ECPublicKeySpec(point, ours.getParams()));
        }
        if (theirs.length != xLength(group)) {
            throw TlsException.malformed("the server's key is not of " + group);
        }
        var reversed = reverse(theirs);
        if (group == NamedGroup.X25519) {
            // RFC 7748, section 5: the highest bit does not count
            reversed[0] &= 0x7f;
        }
        return KeyFactory.getInstance("XDH")
                .generatePublic(
                        new XECPublicKeySpec(
                                new NamedParameterSpec(javaName(group)),
                                new BigInteger(1, reversed)));
    }

    private KeyPair pair(NamedGroup group) {
        return pairs.computeIfAbsent(group, KeyShares::generate);
    }

    private static KeyPair generate(NamedGroup group) {
        try {
            KeyPairGenerator generator;
            if (group == NamedGroup.X25519 || group == NamedGroup.X448) {
                generator = KeyPairGenerator.getInstance(javaName(group));
            } else {
                generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec(javaName(group)));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java knows no " + group, missing);
        }
    }

    /** The parameters of a curve, as long as Java knows it. */
    static ECParameterSpec curve(NamedGroup group) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(javaName(group)));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static String javaName(NamedGroup group) {
        return switch (group) {
            case X25519 -> "X25519";
            case X448 -> "X448";
            default -> group.toString();
        };
    }

    private static int xLength(NamedGroup group) {
        return group == NamedGroup.X25519 ? 32 : 56;
    }

    private static int fieldLength(ECParameterSpec curve) {
        return (curve.getCurve().getField().getFieldSize() + Byte.SIZE - 1) / Byte.SIZE;
    }

    static byte[] bigEndian(BigInteger number, int length) {
        var bytes = number.toByteArray();
        var fixed = new byte[length];
        int skip = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, skip, fixed, length - (bytes.length - skip), bytes.length - skip);
        return fixed;
    }

    private static byte[] littleEndian(BigInteger number, int length) {
        return reverse(bigEndian(number, length));
    }

    private static byte[] reverse(byte[] bytes) {
        var reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
