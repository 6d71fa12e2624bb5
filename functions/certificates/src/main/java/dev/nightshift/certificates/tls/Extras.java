package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.tls.TlsSurvey.Offer;
import dev.nightshift.certificates.tls.wire.ClientHello;
import dev.nightshift.certificates.tls.wire.NamedGroup;
import dev.nightshift.certificates.tls.wire.Renegotiation;
import dev.nightshift.certificates.tls.wire.ServerHello;
import dev.nightshift.certificates.tls.wire.SignatureScheme;
import dev.nightshift.certificates.tls.wire.TlsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Questions that can be asked once versions and suites are known. */
final class Extras {
    private final Asker asker;
    private final Hellos hellos;
    private final Findings findings;

    Extras(Asker asker, Hellos hellos, Findings findings) {
        this.asker = asker;
        this.hellos = hellos;
        this.findings = findings;
    }

    /**
     * @param unanswered why it is unknown; empty where there is nothing to ask
     */
    record Told(Offer offer, Optional<String> unanswered) {
        static Told of(Offer offer) {
            return new Told(offer, Optional.empty());
        }

        static Told unknown(String why) {
            return new Told(Offer.UNKNOWN, Optional.of(why));
        }
    }

    Told compression() {
        var version = findings.highestBefore13();
        if (version.isEmpty()) {
            return Told.of(findings.offers(ProtocolVersion.TLS_1_3) ? Offer.NO : Offer.UNKNOWN);
        }
        var hello =
                hello(
                        version.get(),
                        findings.codes(version.get()),
                        List.of(ClientHello.DEFLATE, ClientHello.LZS, ClientHello.NO_COMPRESSION));
        return switch (asker.ask(hello)) {
            case Answer.Chosen(ServerHello chosen, var exchange) ->
                    Told.of(yes(chosen.compression() != ClientHello.NO_COMPRESSION));
            case Answer.TurnedDown no -> Told.of(Offer.NO);
            case Answer.Nothing nothing -> Told.unknown(nothing.why());
        };
    }

    /** What was taken without the signal is turned down with it, if the server heeds it. */
    Told fallback() {
        var versions = new ArrayList<>(findings.before13());
        if (findings.offers(ProtocolVersion.TLS_1_3)) {
            versions.add(ProtocolVersion.TLS_1_3);
        }
        if (versions.size() < 2) {
            return Told.of(Offer.UNKNOWN);
        }
        var second = versions.get(versions.size() - 2);
        var suites = new ArrayList<>(findings.codes(second));
        suites.add(ClientHello.FALLBACK_SCSV);
        return switch (asker.ask(hello(second, suites, List.of(ClientHello.NO_COMPRESSION)))) {
            case Answer.Chosen chosen -> Told.of(Offer.NO);
            case Answer.TurnedDown no -> Told.of(Offer.YES);
            case Answer.Nothing nothing -> Told.unknown(nothing.why());
        };
    }

    Told clientRenegotiation() {
        var version = findings.highestBefore13();
        if (version.isEmpty()) {
            return Told.of(findings.offers(ProtocolVersion.TLS_1_3) ? Offer.NO : Offer.UNKNOWN);
        }
        var suites = findings.suites(version.get()).stream().filter(Renegotiation::speaks).toList();
        if (suites.isEmpty() || version.get() == ProtocolVersion.SSL_3) {
            return Told.unknown("no handshake of ours can be finished with this server");
        }
        try {
            var hello =
                    hellos.before13(
                            asker.spot(),
                            version.get(),
                            suites.stream().map(CipherSuite::code).toList(),
                            Renegotiation.GROUPS,
                            Arrays.asList(SignatureScheme.values()),
                            List.of(ClientHello.NO_COMPRESSION),
                            false);
            return Told.of(yes(asker.converse(link -> new Renegotiation(link, hello).isAllowed())));
        } catch (TlsException failure) {
            return Told.unknown(failure.why());
        }
    }

    private ClientHello hello(
            ProtocolVersion version, List<Integer> suites, List<Integer> compressions) {
        return hellos.before13(
                asker.spot(),
                version,
                suites,
                NamedGroup.curves(),
                Arrays.asList(SignatureScheme.values()),
                compressions,
                false);
    }

    static Offer yes(boolean is) {
        return is ? Offer.YES : Offer.NO;
    }
}
