package dev.nightshift.certificates.check;

import dev.nightshift.certificates.chain.ChainAnalysis;
import dev.nightshift.certificates.chain.IssuerFetch;
import dev.nightshift.certificates.chain.Presented;
import dev.nightshift.certificates.chain.RevocationCheck;
import dev.nightshift.certificates.chain.Trust;
import dev.nightshift.certificates.check.CertificateCheckSettings.Check;
import dev.nightshift.certificates.check.CertificateCheckSettings.Endpoint;
import dev.nightshift.certificates.check.EndpointFacts.Certificate;
import dev.nightshift.certificates.check.EndpointFacts.Graded;
import dev.nightshift.certificates.check.EndpointFacts.Node;
import dev.nightshift.certificates.grade.Hsts;
import dev.nightshift.certificates.grade.RatingGuide;
import dev.nightshift.certificates.net.Dialer;
import dev.nightshift.certificates.net.HttpFetcher;
import dev.nightshift.certificates.net.Vetted;
import dev.nightshift.certificates.tls.CertificateKind;
import dev.nightshift.certificates.tls.CipherSuite.Authentication;
import dev.nightshift.certificates.tls.Handshake;
import dev.nightshift.certificates.tls.Patience;
import dev.nightshift.certificates.tls.Spot;
import dev.nightshift.certificates.tls.TlsProbe;
import dev.nightshift.certificates.tls.TlsSurvey;
import dev.nightshift.certificates.web.Site;
import dev.nightshift.certificates.web.WebFacts;
import dev.nightshift.certificates.web.WebProbe;
import dev.nightshift.core.work.Together;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at endpoints: every address behind a name, and all that is asked for there. */
final class EndpointLook {
    /** More addresses than a name needs to stay up; a name with a thousand would take all day. */
    private static final int MOST_ADDRESSES = 16;

    private static final int ADDRESSES_AT_ONCE = 4;

    private final Dialer dialer;
    private final TlsProbe tls;
    private final ChainAnalysis chains;
    private final IssuerFetch issuers;
    private final RevocationCheck revocation;
    private final WebProbe web;

    /**
     * @param patience for one connection, and each answer on it
     */
    EndpointLook(Dialer dialer, Trust trust, Duration patience) {
        var fetcher = new HttpFetcher(dialer);
        this.dialer = dialer;
        this.tls =
                new TlsProbe(
                        dialer, new Patience(patience, NetworkGateway.surveyPatience(patience)));
        this.chains = new ChainAnalysis(trust);
        this.issuers = new IssuerFetch(fetcher, patience);
        this.revocation = new RevocationCheck(fetcher, RevocationCheck.Limits.DEFAULT);
        this.web = new WebProbe(fetcher, WebProbe.Limits.USUAL);
    }

    EndpointFacts look(Endpoint endpoint, Instant now) {
        Dialer.Resolved resolved;
        try {
            resolved = dialer.resolve(endpoint.host());
        } catch (UnknownHostException unknown) {
            return new EndpointFacts(
                    endpoint,
                    Optional.of("nobody knows an address of " + endpoint.host()),
                    List.of(),
                    List.of(),
                    Optional.empty());
        }
        var addresses = resolved.addresses().stream().limit(MOST_ADDRESSES).toList();
        var page = web(endpoint, addresses);
        var hsts = page.map(Pages::hsts);
        var nodes =
                Together.map(
                        addresses,
                        ADDRESSES_AT_ONCE,
                        address -> node(endpoint, address, hsts, now));
        return new EndpointFacts(endpoint, Optional.empty(), resolved.refused(), nodes, page);
    }

    private Optional<WebFacts> web(Endpoint endpoint, List<Vetted> addresses) {
        return endpoint.checks().contains(Check.WEB) && !addresses.isEmpty()
                ? Optional.of(
                        web.look(
                                Site.of(
                                        endpoint.sni(),
                                        endpoint.port(),
                                        Optional.of(addresses.getFirst()),
                                        endpoint.path())))
                : Optional.empty();
    }

    private Node node(Endpoint endpoint, Vetted address, Optional<Hsts> hsts, Instant now) {
        var spot = new Spot(address, endpoint.port(), endpoint.sni(), endpoint.startTls());
        return switch (tls.handshake(spot)) {
            case Handshake.Failed(var trouble, var why) ->
                    new Node.Silent(address.literal(), trouble, why);
            case Handshake.Served served -> shown(endpoint, spot, served, hsts, now);
        };
    }

    private Node shown(
            Endpoint endpoint,
            Spot spot,
            Handshake.Served served,
            Optional<Hsts> hsts,
            Instant now) {
        var certificates = new ArrayList<Certificate>();
        certificates.add(certificate(endpoint, served, now));
        var survey =
                endpoint.checks().contains(Check.GRADE)
                        ? Optional.of(tls.survey(spot))
                        : Optional.<TlsSurvey>empty();
        survey.filter(EndpointLook::hasBothKinds)
                .flatMap(_ -> other(spot, served))
                .ifPresent(other -> certificates.add(certificate(endpoint, other, now)));
        var graded =
                survey.map(
                        found ->
                                new Graded(
                                        found,
                                        RatingGuide.grade(found, Trusts.of(certificates), hsts)));
        return new Node.Shown(spot.address().literal(), certificates, graded);
    }

    private Certificate certificate(Endpoint endpoint, Handshake.Served served, Instant now) {
        var presented = Presented.of(served);
        var chain =
                issuers.complete(
                        chains, presented, chains.judge(presented, endpoint.expected(), now));
        return new Certificate(
                served.version(),
                chain,
                revocation.check(chain, served.stapled()),
                served.keyProven());
    }

    private static boolean hasBothKinds(TlsSurvey survey) {
        var kinds =
                survey.suites().values().stream()
                        .flatMap(List::stream)
                        .map(suite -> suite.authentication())
                        .distinct()
                        .toList();
        return kinds.contains(Authentication.RSA) && kinds.contains(Authentication.ECDSA);
    }

    /** The certificate of the other kind of key, if it is another one. */
    private Optional<Handshake.Served> other(Spot spot, Handshake.Served first) {
        for (var kind : List.of(CertificateKind.RSA, CertificateKind.ECDSA)) {
            if (tls.handshake(spot, kind) instanceof Handshake.Served served
                    && !served.chain().getFirst().equals(first.chain().getFirst())) {
                return Optional.of(served);
            }
        }
        return Optional.empty();
    }
}
