package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/**
 * The public key in a certificate.
 *
 * @param algorithm such as {@code RSA}, or its object identifier if it is not known
 * @param bits its size; 0 if that is not known
 * @param curve of EC the curve, by name, or by object identifier if it is not known
 * @param exponent of RSA
 * @param modulus of RSA
 * @param encoded the whole SubjectPublicKeyInfo
 * @param content the key itself, which RFC 5280 hashes to name it
 */
record SubjectKey(
        String oid,
        String algorithm,
        int bits,
        Optional<String> curve,
        Optional<BigInteger> exponent,
        Optional<BigInteger> modulus,
        Bytes encoded,
        Bytes content) {
    static final String RSA = "RSA";
    static final String EC = "EC";
    static final String DSA = "DSA";
    static final String EXPLICIT = "explicit parameters";

    private record Known(String name, int bits) {}

    private static final String RSA_OID = "1.2.840.113549.1.1.1";
    private static final String RSA_PSS_OID = "1.2.840.113549.1.1.10";
    private static final String DSA_OID = "1.2.840.10040.4.1";
    private static final String EC_OID = "1.2.840.10045.2.1";

    private static final Map<String, Known> FIXED =
            Map.ofEntries(
                    Map.entry("1.3.101.112", new Known("Ed25519", 256)),
                    Map.entry("1.3.101.113", new Known("Ed448", 456)),
                    Map.entry("2.16.840.1.101.3.4.3.17", new Known("ML-DSA-44", 10_496)),
                    Map.entry("2.16.840.1.101.3.4.3.18", new Known("ML-DSA-65", 15_616)),
                    Map.entry("2.16.840.1.101.3.4.3.19", new Known("ML-DSA-87", 20_736)));

    /** SEC 2, RFC 5480 and RFC 5639. */
    private static final Map<String, Known> CURVES =
            Map.ofEntries(
                    Map.entry("1.2.840.10045.3.1.1", new Known("secp192r1", 192)),
                    Map.entry("1.2.840.10045.3.1.7", new Known("secp256r1", 256)),
                    Map.entry("1.3.132.0.1", new Known("sect163k1", 163)),
                    Map.entry("1.3.132.0.6", new Known("secp112r1", 112)),
                    Map.entry("1.3.132.0.8", new Known("secp160r1", 160)),
                    Map.entry("1.3.132.0.9", new Known("secp160k1", 160)),
                    Map.entry("1.3.132.0.10", new Known("secp256k1", 256)),
                    Map.entry("1.3.132.0.15", new Known("sect163r2", 163)),
                    Map.entry("1.3.132.0.16", new Known("sect283k1", 283)),
                    Map.entry("1.3.132.0.17", new Known("sect283r1", 283)),
                    Map.entry("1.3.132.0.26", new Known("sect233k1", 233)),
                    Map.entry("1.3.132.0.27", new Known("sect233r1", 233)),
                    Map.entry("1.3.132.0.28", new Known("secp128r1", 128)),
                    Map.entry("1.3.132.0.30", new Known("secp160r2", 160)),
                    Map.entry("1.3.132.0.31", new Known("secp192k1", 192)),
                    Map.entry("1.3.132.0.32", new Known("secp224k1", 224)),
                    Map.entry("1.3.132.0.33", new Known("secp224r1", 224)),
                    Map.entry("1.3.132.0.34", new Known("secp384r1", 384)),
                    Map.entry("1.3.132.0.35", new Known("secp521r1", 521)),
                    Map.entry("1.3.36.3.3.2.8.1.1.7", new Known("brainpoolP256r1", 256)),
                    Map.entry("1.3.36.3.3.2.8.1.1.11", new Known("brainpoolP384r1", 384)),
                    Map.entry("1.3.36.3.3.2.8.1.1.13", new Known("brainpoolP512r1", 512)));

    static SubjectKey read(DerItem info) throws MalformedDerException {
        var parts = info.inside();
        var algorithm = parts.next(Der.SEQUENCE, "the algorithm of a key").inside();
        var oid = algorithm.next(Der.OID, "the algorithm of a key").oid("the algorithm of a key");
        var key = parts.next(Der.BIT_STRING, "a key").wholeBits("a key");
        parts.finish("a key");
        var plain =
                new SubjectKey(
                        oid,
                        oid,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        info.encoded(),
                        Bytes.of(key));
        return switch (oid) {
            case RSA_OID, RSA_PSS_OID -> plain.rsa(key);
            case EC_OID -> plain.ec(algorithm.next("a curve"));
            case DSA_OID -> plain.dsa(algorithm);
            default -> {
                var known = FIXED.get(oid);
                yield known == null ? plain : plain.sized(known.name(), known.bits());
            }
        };
    }

    private SubjectKey rsa(byte[] key) throws MalformedDerException {
        var numbers = Der.only(key, Der.SEQUENCE, "an RSA key").inside();
        var modulus = numbers.next(Der.INTEGER, "a modulus").integer("a modulus");
        var exponent = numbers.next(Der.INTEGER, "an exponent").integer("an exponent");
        if (modulus.signum() <= 0) {
            throw new MalformedDerException("an RSA key with a modulus below 1");
        }
        return new SubjectKey(
                oid,
                RSA,
                modulus.bitLength(),
                curve,
                Optional.of(exponent),
                Optional.of(modulus),
                encoded,
                content);
    }

    private SubjectKey ec(DerItem parameters) throws MalformedDerException {
        if (parameters.tag() != Der.OID) {
            return onCurve(EXPLICIT, 0);
        }
        var name = parameters.oid("a curve");
        var known = CURVES.get(name);
        return known == null ? onCurve(name, 0) : onCurve(known.name(), known.bits());
    }

    private SubjectKey onCurve(String name, int size) {
        return new SubjectKey(
                oid, EC, size, Optional.of(name), exponent, modulus, encoded, content);
    }

    private SubjectKey dsa(Der algorithm) throws MalformedDerException {
        // the parameters may be inherited from the issuer; the size is then not known
        var parameters = algorithm.optional(Der.SEQUENCE, "the parameters of DSA");
        int size =
                parameters.isEmpty()
                        ? 0
                        : parameters
                                .get()
                                .inside()
                                .next(Der.INTEGER, "a prime")
                                .integer("a prime")
                                .bitLength();
        return sized(DSA, size);
    }

    private SubjectKey sized(String name, int size) {
        return new SubjectKey(oid, name, size, curve, exponent, modulus, encoded, content);
    }

    /** Such as {@code RSA 2048} or {@code EC secp256r1}. */
    String text() {
        return curve.map(name -> algorithm + " " + name)
                .orElseGet(
                        () ->
                                bits == 0 || !oid.startsWith("1.2.")
                                        ? algorithm
                                        : algorithm + " " + bits);
    }
}
