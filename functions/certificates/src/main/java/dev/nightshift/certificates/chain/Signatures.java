package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.Answer;
import dev.nightshift.certificates.net.Bytes;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Verifies signatures, and remembers what came of those on the certificates of CAs: one
 * intermediate stands in hundreds of chains.
 */
final class Signatures {
    private static final int MEMORY = 10_000;

    /** Java answers to the others as to a wrong signature. */
    private static final Set<String> CURVES = Set.of("secp256r1", "secp384r1", "secp521r1");

    private final ConcurrentMap<String, Answer> known = new ConcurrentHashMap<>();

    /** Whether the key of the issuer made the signature; unknown if this Java cannot tell. */
    Answer made(ParsedCertificate certificate, SubjectKey issuer, String issuerHash) {
        if (!certificate.extensions().isCa()) {
            return verify(certificate, issuer);
        }
        var pair = certificate.fingerprint() + issuerHash;
        var before = known.get(pair);
        if (before != null) {
            return before;
        }
        var answer = verify(certificate, issuer);
        if (known.size() < MEMORY) {
            known.put(pair, answer);
        }
        return answer;
    }

    private static Answer verify(ParsedCertificate certificate, SubjectKey issuer) {
        return verify(
                certificate.algorithm(), issuer, certificate.signed(), certificate.signature());
    }

    static Answer verify(
            SignatureAlgorithm algorithm, SubjectKey issuer, Bytes signed, Bytes signature) {
        if (issuer.curve().filter(curve -> !CURVES.contains(curve)).isPresent()) {
            return Answer.UNKNOWN;
        }
        try {
            var verifier = Signature.getInstance(jdkName(algorithm));
            if (algorithm.oid().equals(SignatureAlgorithm.PSS)) {
                var parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
                parameters.init(algorithm.parameters().array());
                verifier.setParameter(parameters.getParameterSpec(PSSParameterSpec.class));
            }
            verifier.initVerify(publicKey(issuer));
            verifier.update(signed.array());
            return verify(verifier, signature);
        } catch (GeneralSecurityException | IOException unsupported) {
            return Answer.UNKNOWN;
        } catch (RuntimeException hostile) {
            // providers answer to keys that no sane CA makes with whatever broke inside them
            return Answer.UNKNOWN;
        }
    }

    private static Answer verify(Signature verifier, Bytes signature) {
        try {
            return verifier.verify(signature.array()) ? Answer.YES : Answer.NO;
        } catch (SignatureException garbled) {
            return Answer.NO;
        }
    }

    private static PublicKey publicKey(SubjectKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance(key.oid())
                .generatePublic(new X509EncodedKeySpec(key.encoded().array()));
    }

    /** Most algorithms are known by their object identifiers, these two old ones by name only. */
    private static String jdkName(SignatureAlgorithm algorithm) {
        return switch (algorithm.oid()) {
            case "1.3.14.3.2.29", "1.3.14.3.2.27" -> algorithm.name();
            case SignatureAlgorithm.PSS -> "RSASSA-PSS";
            default -> algorithm.oid();
        };
    }
}
