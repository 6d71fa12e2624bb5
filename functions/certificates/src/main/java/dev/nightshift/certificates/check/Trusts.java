package dev.nightshift.certificates.check;

import dev.nightshift.certificates.Answer;
import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.chain.ChainVerdict;
import dev.nightshift.certificates.chain.FaultKind;
import dev.nightshift.certificates.chain.RevocationCheck;
import dev.nightshift.certificates.check.EndpointFacts.Certificate;
import dev.nightshift.certificates.grade.CertificateTrust;
import dev.nightshift.certificates.grade.CertificateTrust.KeyAlgorithm;
import dev.nightshift.certificates.grade.CertificateTrust.SignatureHash;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the grade has to know of the certificates, in its own words. */
final class Trusts {
    private static final Set<FaultKind> TIME =
            Set.of(
                    FaultKind.LEAF_EXPIRED,
                    FaultKind.INTERMEDIATE_EXPIRED,
                    FaultKind.ROOT_EXPIRED,
                    FaultKind.LEAF_NOT_YET_VALID,
                    FaultKind.INTERMEDIATE_NOT_YET_VALID,
                    FaultKind.ROOT_NOT_YET_VALID,
                    FaultKind.VALIDITY_INVERTED);

    private Trusts() {}

    /** Of several the one that stands worst. */
    static CertificateTrust of(List<Certificate> certificates) {
        return certificates.stream()
                .map(Trusts::of)
                .max(Comparator.comparingInt(Trusts::badness))
                .orElseThrow();
    }

    private static int badness(CertificateTrust trust) {
        return bad(trust.trusted())
                + bad(trust.nameMatches())
                + bad(trust.inForce())
                + (trust.revoked() == Answer.YES ? 2 : trust.revoked() == Answer.UNKNOWN ? 1 : 0);
    }

    private static int bad(Answer answer) {
        return switch (answer) {
            case YES -> 0;
            case UNKNOWN -> 1;
            case NO -> 2;
        };
    }

    private static CertificateTrust of(Certificate certificate) {
        var chain = certificate.chain();
        var leaf = chain.leaf();
        return new CertificateTrust(
                trusted(chain),
                chain.faults().stream().anyMatch(fault -> fault.kind() == FaultKind.SELF_SIGNED),
                Answer.of(
                        chain.faults().stream()
                                .noneMatch(
                                        fault -> fault.kind() == FaultKind.MISSING_INTERMEDIATE)),
                chain.nameMatches(),
                Answer.of(chain.faults().stream().noneMatch(fault -> TIME.contains(fault.kind()))),
                revoked(certificate.tellingRevocations()),
                leaf.map(found -> algorithm(found.key())).orElse(KeyAlgorithm.UNKNOWN),
                leaf.map(found -> found.keyBits()).filter(bits -> bits > 0),
                leaf.map(found -> hash(found.signatureAlgorithm())).orElse(SignatureHash.UNKNOWN));
    }

    /** Dates are told apart from trust. */
    private static Answer trusted(ChainVerdict chain) {
        if (chain.trusted() != Answer.NO) {
            return chain.trusted();
        }
        boolean onlyTime =
                chain.faults().stream()
                        .filter(fault -> fault.kind().concern() == FaultKind.Concern.TRUST)
                        .allMatch(fault -> TIME.contains(fault.kind()));
        return Answer.of(onlyTime);
    }

    private static Answer revoked(List<RevocationCheck.Finding> findings) {
        var levels =
                findings.stream()
                        .map(found -> Endpoints.level(found.revocation()))
                        .collect(Collectors.toSet());
        if (levels.contains(Level.CRITICAL)) {
            return Answer.YES;
        }
        return levels.contains(Level.UNKNOWN) ? Answer.UNKNOWN : Answer.NO;
    }

    private static KeyAlgorithm algorithm(String key) {
        var word = key.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        return switch (word) {
            case "RSA" -> KeyAlgorithm.RSA;
            case "DSA" -> KeyAlgorithm.DSA;
            case "EC" -> KeyAlgorithm.EC;
            case "ED25519", "ED448" -> KeyAlgorithm.EDDSA;
            default -> KeyAlgorithm.UNKNOWN;
        };
    }

    private static SignatureHash hash(String algorithm) {
        var name = algorithm.toUpperCase(Locale.ROOT).replace("-", "");
        if (name.startsWith("MD2")) {
            return SignatureHash.MD2;
        }
        if (name.startsWith("MD5")) {
            return SignatureHash.MD5;
        }
        if (name.startsWith("SHA1")) {
            return SignatureHash.SHA_1;
        }
        return Optional.of(name)
                        .filter(
                                known ->
                                        known.startsWith("SHA")
                                                || known.startsWith("ED")
                                                || known.startsWith("RSASSA"))
                        .isPresent()
                ? SignatureHash.STRONG
                : SignatureHash.UNKNOWN;
    }
}
