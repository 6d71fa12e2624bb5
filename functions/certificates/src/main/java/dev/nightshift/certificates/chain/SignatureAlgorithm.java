package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.util.Map;

/**
 * How a signature was made.
 *
 * @param name such as {@code SHA256withRSA}, or the object identifier if it is not known
 * @param encoded the whole AlgorithmIdentifier
 * @param parameters DER of its parameters; empty for none
 */
record SignatureAlgorithm(String oid, String name, Hash hash, Bytes encoded, Bytes parameters) {
    static final String PSS = "1.2.840.113549.1.1.10";

    /** How much the hash under a signature is worth. */
    enum Hash {
        /** Collisions are made at will: MD2, MD4, MD5. */
        BROKEN,
        SHA1,
        SOUND,
        UNKNOWN
    }

    private record Known(String name, Hash hash) {}

    private static final Map<String, Known> ALGORITHMS =
            Map.ofEntries(
                    known("1.2.840.113549.1.1.2", "MD2withRSA", Hash.BROKEN),
                    known("1.2.840.113549.1.1.3", "MD4withRSA", Hash.BROKEN),
                    known("1.2.840.113549.1.1.4", "MD5withRSA", Hash.BROKEN),
                    known("1.2.840.113549.1.1.5", "SHA1withRSA", Hash.SHA1),
                    known("1.3.14.3.2.29", "SHA1withRSA", Hash.SHA1),
                    known("1.2.840.10040.4.3", "SHA1withDSA", Hash.SHA1),
                    known("1.3.14.3.2.27", "SHA1withDSA", Hash.SHA1),
                    known("1.2.840.10045.4.1", "SHA1withECDSA", Hash.SHA1),
                    known("1.2.840.113549.1.1.14", "SHA224withRSA", Hash.SOUND),
                    known("1.2.840.113549.1.1.11", "SHA256withRSA", Hash.SOUND),
                    known("1.2.840.113549.1.1.12", "SHA384withRSA", Hash.SOUND),
                    known("1.2.840.113549.1.1.13", "SHA512withRSA", Hash.SOUND),
                    known("2.16.840.1.101.3.4.3.1", "SHA224withDSA", Hash.SOUND),
                    known("2.16.840.1.101.3.4.3.2", "SHA256withDSA", Hash.SOUND),
                    known("1.2.840.10045.4.3.1", "SHA224withECDSA", Hash.SOUND),
                    known("1.2.840.10045.4.3.2", "SHA256withECDSA", Hash.SOUND),
                    known("1.2.840.10045.4.3.3", "SHA384withECDSA", Hash.SOUND),
                    known("1.2.840.10045.4.3.4", "SHA512withECDSA", Hash.SOUND),
                    known("1.3.101.112", "Ed25519", Hash.SOUND),
                    known("1.3.101.113", "Ed448", Hash.SOUND),
                    known("2.16.840.1.101.3.4.3.17", "ML-DSA-44", Hash.SOUND),
                    known("2.16.840.1.101.3.4.3.18", "ML-DSA-65", Hash.SOUND),
                    known("2.16.840.1.101.3.4.3.19", "ML-DSA-87", Hash.SOUND));

    private static final Map<String, Known> HASHES =
            Map.ofEntries(
                    known("1.2.840.113549.2.5", "MD5", Hash.BROKEN),
                    known("1.3.14.3.2.26", "SHA1", Hash.SHA1),
                    known("2.16.840.1.101.3.4.2.4", "SHA224", Hash.SOUND),
                    known("2.16.840.1.101.3.4.2.1", "SHA256", Hash.SOUND),
                    known("2.16.840.1.101.3.4.2.2", "SHA384", Hash.SOUND),
                    known("2.16.840.1.101.3.4.2.3", "SHA512", Hash.SOUND));

    private static Map.Entry<String, Known> known(String oid, String name, Hash hash) {
        return Map.entry(oid, new Known(name, hash));
    }

    static SignatureAlgorithm read(DerItem identifier) throws MalformedDerException {
        var parts = identifier.inside();
        var oid = parts.next(Der.OID, "an algorithm").oid("an algorithm");
        var parameters = parts.more() ? parts.next("parameters").encoded() : Bytes.NONE;
        parts.finish("an algorithm");
        var known =
                oid.equals(PSS)
                        ? pss(parameters)
                        : ALGORITHMS.getOrDefault(oid, new Known(oid, Hash.UNKNOWN));
        return new SignatureAlgorithm(
                oid, known.name(), known.hash(), identifier.encoded(), parameters);
    }

    /** RFC 4055: the hash stands in the parameters, and is SHA-1 where nothing is said. */
    private static Known pss(Bytes parameters) throws MalformedDerException {
        var hash = HASHES.get("1.3.14.3.2.26");
        if (!parameters.isEmpty()) {
            var given =
                    Der.only(parameters.array(), Der.SEQUENCE, "the parameters of PSS")
                            .inside()
                            .optional(Der.contextOf(0), "the hash of PSS");
            if (given.isPresent()) {
                var oid =
                        given.get()
                                .inside()
                                .next(Der.SEQUENCE, "a hash")
                                .inside()
                                .next(Der.OID, "a hash")
                                .oid("a hash");
                hash = HASHES.getOrDefault(oid, new Known(oid, Hash.UNKNOWN));
            }
        }
        return hash == null
                ? new Known("RSASSA-PSS", Hash.UNKNOWN)
                : new Known("RSASSA-PSS with " + hash.name(), hash.hash());
    }
}
