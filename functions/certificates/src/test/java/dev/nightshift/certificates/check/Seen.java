package dev.nightshift.certificates.check;

import dev.nightshift.certificates.Answer;
import dev.nightshift.certificates.acm.AwsFacts;
import dev.nightshift.certificates.chain.CertificateSummary;
import dev.nightshift.certificates.chain.ChainVerdict;
import dev.nightshift.certificates.chain.Fault;
import dev.nightshift.certificates.chain.Revocation;
import dev.nightshift.certificates.chain.RevocationCheck;
import dev.nightshift.certificates.check.CertificateCheckSettings.Check;
import dev.nightshift.certificates.check.CertificateCheckSettings.Endpoint;
import dev.nightshift.certificates.check.EndpointFacts.Certificate;
import dev.nightshift.certificates.check.EndpointFacts.Node;
import dev.nightshift.certificates.grade.Letter;
import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.Handshake;
import dev.nightshift.certificates.tls.ProtocolVersion;
import dev.nightshift.certificates.tls.StartTls;
import dev.nightshift.certificates.web.Scorecard;
import dev.nightshift.core.config.AutomationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Facts as tests want them. */
final class Seen {
    static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    static final Duration LIFE = Duration.ofDays(90);

    private Seen() {}

    static Endpoint endpoint(String host) {
        return new Endpoint(
                host,
                443,
                StartTls.NONE,
                Optional.empty(),
                Optional.empty(),
                Set.of(Check.CERTIFICATE),
                Optional.empty(),
                Letter.B,
                Scorecard.Letter.F,
                "/");
    }

    static CertificateCheckSettings settings(Endpoint... endpoints) {
        var usual = AutomationSettings.defaults(new CertificateCheck()).own();
        return new CertificateCheckSettings(
                List.of(endpoints),
                List.of(),
                false,
                usual.regions(),
                usual.warnAt(),
                usual.warnDomainAt(),
                usual.privateRanges(),
                usual.roots(),
                usual.references(),
                usual.patience(),
                usual.atOnce(),
                Optional.empty());
    }

    /** A certificate of 90 days. */
    static CertificateSummary leaf(String name, String fingerprint, Instant end) {
        return new CertificateSummary(
                Optional.of(0),
                name,
                "CN=" + name,
                "CN=R12, O=Let's Encrypt, C=US",
                "1",
                List.of(name),
                end.minus(LIFE),
                end,
                "RSA 2048",
                2048,
                "SHA256withRSA",
                fingerprint,
                "key of " + fingerprint,
                false,
                false,
                List.of(),
                List.of(),
                List.of(),
                false,
                0,
                Bytes.NONE);
    }

    static Certificate certificate(
            CertificateSummary leaf, Revocation revocation, Fault... faults) {
        return new Certificate(
                ProtocolVersion.TLS_1_3,
                new ChainVerdict(
                        leaf.label(),
                        NOW,
                        List.of(leaf),
                        List.of(leaf),
                        true,
                        Answer.YES,
                        Answer.YES,
                        true,
                        List.of(faults)),
                List.of(new RevocationCheck.Finding(leaf, revocation)),
                true);
    }

    static EndpointFacts shown(Endpoint endpoint, Certificate... certificates) {
        return nodes(
                endpoint, new Node.Shown("192.0.2.7", List.of(certificates), Optional.empty()));
    }

    static EndpointFacts silent(Endpoint endpoint, Handshake.Trouble trouble) {
        return nodes(endpoint, new Node.Silent("192.0.2.7", trouble, "it said nothing"));
    }

    static EndpointFacts nodes(Endpoint endpoint, Node... nodes) {
        return new EndpointFacts(
                endpoint, Optional.empty(), List.of(), List.of(nodes), Optional.empty());
    }

    static CertificateCheckFacts facts(Instant at, Before before, EndpointFacts... endpoints) {
        return new CertificateCheckFacts(
                at, Optional.empty(), List.of(endpoints), List.of(), Optional.empty(), before, "");
    }

    static CertificateCheckFacts offline(EndpointFacts... endpoints) {
        return new CertificateCheckFacts(
                NOW,
                Optional.of("www.iana.org:443: no route"),
                List.of(endpoints),
                List.of(),
                Optional.empty(),
                Before.NOTHING,
                "");
    }

    static AwsFacts aws() {
        return new AwsFacts(NOW, List.of(), List.of(), List.of(), List.of(), Map.of(), List.of());
    }
}
