package dev.nightshift.certificates.grade;

import dev.nightshift.certificates.grade.CertificateTrust.KeyAlgorithm;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keys and groups as the RSA modulus that withstands as much, in bits: what the guide's table is
 * written in.
 *
 * @see <a href="https://doi.org/10.6028/NIST.SP.800-57pt1r5">NIST SP 800-57 part 1, table 2</a>
 */
final class KeyStrength {
    /** Curves of 128 bits of strength whose field is a little short of 256. */
    private static final int SHORT_OF_256 = 251;

    private static final Pattern SIZE = Pattern.compile("\\d{3,5}");

    private static final Map<String, Integer> CURVES_BY_NAME =
            Map.of("x25519", 256, "x448", 448, "X25519MLKEM768", 256);

    private KeyStrength() {}

    /** Empty if the algorithm or the size is not known. */
    static Optional<Integer> of(KeyAlgorithm algorithm, Optional<Integer> bits) {
        return switch (algorithm) {
            case RSA, DSA -> bits;
            case EC, EDDSA -> bits.map(KeyStrength::ofCurve);
            case UNKNOWN -> Optional.empty();
        };
    }

    /**
     * @param fieldBits of the curve
     */
    static int ofCurve(int fieldBits) {
        if (fieldBits >= 512) {
            return 15_360;
        }
        if (fieldBits >= 384) {
            return 7_680;
        }
        if (fieldBits >= SHORT_OF_256) {
            return 3_072;
        }
        if (fieldBits >= 224) {
            return 2_048;
        }
        return fieldBits >= 160 ? 1_024 : 512;
    }

    /**
     * @param group IANA's name, such as {@code secp256r1} or {@code ffdhe2048}; empty if its size
     *     cannot be told from it
     */
    static Optional<Integer> ofGroup(String group) {
        var known = CURVES_BY_NAME.get(group);
        if (known != null) {
            return Optional.of(ofCurve(known));
        }
        var size = SIZE.matcher(group);
        if (!size.find()) {
            return Optional.empty();
        }
        var bits = Integer.parseInt(size.group());
        return Optional.of(group.startsWith("ffdhe") ? bits : ofCurve(bits));
    }
}
