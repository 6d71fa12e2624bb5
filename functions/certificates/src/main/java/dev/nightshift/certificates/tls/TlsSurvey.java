package dev.nightshift.certificates.tls;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that one server offers, found by asking for each thing by itself.
 *
 * @param protocols of every version whether it is offered; a version that could not be asked about
 *     is {@link Offer#UNKNOWN}
 * @param suites what is offered of each version: in the server's order of preference where it has
 *     one
 * @param ownOrder whether the server chooses by its own order rather than the client's, by version
 * @param groups named groups it agrees on, for ECDHE and TLS 1.3, by IANA name
 * @param dhBits the size of the prime of finite-field DHE; empty without DHE
 * @param dhCommonPrime the name of a well-known prime that many servers share, if it uses one
 * @param secureRenegotiation RFC 5746
 * @param clientRenegotiation whether it lets a client renegotiate
 * @param compression whether it agrees to compress (CRIME)
 * @param fallbackScsv whether it refuses a downgrade (RFC 7507); unknown with one version only
 * @param unanswered questions that got no answer, in words
 */
public record TlsSurvey(
        Map<ProtocolVersion, Offer> protocols,
        Map<ProtocolVersion, List<CipherSuite>> suites,
        Map<ProtocolVersion, Boolean> ownOrder,
        Set<String> groups,
        Optional<Integer> dhBits,
        Optional<String> dhCommonPrime,
        Offer secureRenegotiation,
        Offer clientRenegotiation,
        Offer compression,
        Offer fallbackScsv,
        List<String> unanswered) {
    public TlsSurvey {
        protocols = Map.copyOf(protocols);
        suites = copyOf(suites);
        ownOrder = Map.copyOf(ownOrder);
        groups = Set.copyOf(groups);
        unanswered = List.copyOf(unanswered);
    }

    /** Whether the server has something. */
    public enum Offer {
        YES,
        NO,
        /** It was asked and nothing came that tells; never taken for no. */
        UNKNOWN
    }

    private static Map<ProtocolVersion, List<CipherSuite>> copyOf(
            Map<ProtocolVersion, List<CipherSuite>> suites) {
        var copy = new EnumMap<ProtocolVersion, List<CipherSuite>>(ProtocolVersion.class);
        suites.forEach((version, list) -> copy.put(version, List.copyOf(list)));
        return Map.copyOf(copy);
    }

    public Offer offers(ProtocolVersion version) {
        return protocols.getOrDefault(version, Offer.UNKNOWN);
    }
}
