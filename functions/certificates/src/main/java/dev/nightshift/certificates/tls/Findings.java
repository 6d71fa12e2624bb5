package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.tls.TlsSurvey.Offer;
import dev.nightshift.certificates.tls.wire.ServerHello;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found of each version. */
final class Findings {
    /** As many as a hello should have; enough to be accepted again. */
    private static final int PER_HELLO = 100;

    private final Map<ProtocolVersion, SuiteSearch.Found> found =
            new EnumMap<>(ProtocolVersion.class);

    void add(ProtocolVersion version, SuiteSearch.Found one) {
        found.put(version, one);
    }

    boolean areNone() {
        return found.values().stream().allMatch(one -> one.offer() != Offer.YES);
    }

    static Map<ProtocolVersion, Offer> allUnknown() {
        var protocols = new EnumMap<ProtocolVersion, Offer>(ProtocolVersion.class);
        for (var version : ProtocolVersion.values()) {
            protocols.put(version, Offer.UNKNOWN);
        }
        return protocols;
    }

    boolean offers(ProtocolVersion version) {
        var one = found.get(version);
        return one != null && one.offer() == Offer.YES;
    }

    /** Versions of SSL 3 to TLS 1.2 that are offered, oldest first. */
    List<ProtocolVersion> before13() {
        return found.keySet().stream()
                .filter(version -> version != ProtocolVersion.SSL_2)
                .filter(version -> version != ProtocolVersion.TLS_1_3)
                .filter(this::offers)
                .toList();
    }

    Optional<ProtocolVersion> highestBefore13() {
        return before13().reversed().stream().findFirst();
    }

    List<CipherSuite> suites(ProtocolVersion version) {
        var one = found.get(version);
        return one == null ? List.of() : one.suites();
    }

    List<Integer> codes(ProtocolVersion version) {
        return suites(version).stream().map(CipherSuite::code).limit(PER_HELLO).toList();
    }

    Optional<ServerHello> sample(ProtocolVersion version) {
        return Optional.ofNullable(found.get(version)).flatMap(SuiteSearch.Found::sample);
    }

    Map<ProtocolVersion, Offer> protocols() {
        var protocols = new EnumMap<ProtocolVersion, Offer>(ProtocolVersion.class);
        found.forEach((version, one) -> protocols.put(version, one.offer()));
        return protocols;
    }

    Map<ProtocolVersion, List<CipherSuite>> suites() {
        var suites = new EnumMap<ProtocolVersion, List<CipherSuite>>(ProtocolVersion.class);
        found.forEach((version, one) -> suites.put(version, one.suites()));
        return suites;
    }

    Map<ProtocolVersion, Boolean> ownOrders() {
        var orders = new EnumMap<ProtocolVersion, Boolean>(ProtocolVersion.class);
        found.forEach((version, one) -> one.ownOrder().ifPresent(own -> orders.put(version, own)));
        return orders;
    }
}
