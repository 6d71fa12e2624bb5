package dev.nightshift.certificates.check;

import static dev.nightshift.certificates.check.Seen.NOW;
import static dev.nightshift.certificates.check.Seen.certificate;
import static dev.nightshift.certificates.check.Seen.endpoint;
import static dev.nightshift.certificates.check.Seen.facts;
import static dev.nightshift.certificates.check.Seen.leaf;
import static dev.nightshift.certificates.check.Seen.nodes;
import static dev.nightshift.certificates.check.Seen.offline;
import static dev.nightshift.certificates.check.Seen.settings;
import static dev.nightshift.certificates.check.Seen.shown;
import static dev.nightshift.certificates.check.Seen.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.chain.Fault;
import dev.nightshift.certificates.chain.FaultKind;
import dev.nightshift.certificates.chain.Revocation;
import dev.nightshift.certificates.check.CertificateCheckSettings.Endpoint;
import dev.nightshift.certificates.check.EndpointFacts.Node;
import dev.nightshift.certificates.tls.Handshake.Trouble;
import dev.nightshift.core.automation.Remark;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateCheckPlannerTest {
    private static final Endpoint WWW = endpoint("www.example.com");
    private static final Endpoint SHOP = endpoint("shop.example.com");
    private static final Revocation GOOD = new Revocation.NotOffered();

    @ParameterizedTest
    @CsvSource({
        // of 90 days: thirds, sixths and twelfths, to the second
        "P30DT1S, OK",
        "P30D, NOTE",
        "P15DT1S, NOTE",
        "P15D, WARNING",
        "P7DT12H1S, WARNING",
        "P7DT12H, CRITICAL",
        "PT1S, CRITICAL",
        "-PT1S, CRITICAL"
    })
    void the_share_of_its_lifetime_decides_how_urgent_the_end_is(Duration left, Level expected) {
        var leaf = leaf("www.example.com", "aaaaaaaa", NOW.plus(left));

        var findings = findings(shown(WWW, certificate(leaf, GOOD)));

        assertThat(level(findings, Topic.EXPIRY)).isEqualTo(expected);
    }

    @Test
    void one_certificate_at_two_endpoints_is_one_finding_that_names_both() {
        var one =
                certificate(leaf("*.example.com", "aaaaaaaa", NOW.plus(Duration.ofDays(5))), GOOD);

        var findings = findings(shown(WWW, one), shown(SHOP, one));

        assertThat(findings)
                .filteredOn(finding -> finding.topic() == Topic.EXPIRY)
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.about()).isEqualTo("*.example.com-aaaaaaaa");
                            assertThat(finding.words())
                                    .contains("shop.example.com:443, www.example.com:443");
                            assertThat(finding.todo()).contains("certbot renew");
                        });
    }

    @Test
    void a_fault_at_one_of_two_addresses_is_told_with_that_address() {
        var leaf = leaf("www.example.com", "aaaaaaaa", NOW.plus(Duration.ofDays(80)));
        var fault =
                new Fault(FaultKind.MISSING_INTERMEDIATE, Optional.of(0), "R12 was not served.");
        var good = new Node.Shown("192.0.2.7", List.of(certificate(leaf, GOOD)), Optional.empty());
        var bad =
                new Node.Shown(
                        "192.0.2.8", List.of(certificate(leaf, GOOD, fault)), Optional.empty());

        assertThat(findings(nodes(WWW, good, bad)))
                .filteredOn(finding -> finding.topic() == Topic.CHAIN)
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.level()).isEqualTo(Level.CRITICAL);
                            assertThat(finding.words())
                                    .contains("R12 was not served")
                                    .contains("at 192.0.2.8, 1 of 2 addresses");
                        });
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void what_does_not_answer_is_never_well(Trouble trouble) {
        var level = level(findings(silent(WWW, trouble)), Topic.REACH);

        assertThat(level)
                .isEqualTo(
                        switch (trouble) {
                            case REFUSED, ALERT, NOT_TLS, NO_STARTTLS -> Level.WARNING;
                            case UNREACHABLE, TIMED_OUT, MALFORMED -> Level.UNKNOWN;
                        });
    }

    @Test
    void without_a_network_nothing_is_down_and_everything_unknown() {
        var settings = settings(WWW);
        var plan = CertificateCheckPlanner.plan(settings, offline(silent(WWW, Trouble.REFUSED)));

        assertThat(plan.remarks())
                .isNotEmpty()
                .allSatisfy(remark -> assertThat(remark.kind()).isEqualTo(Remark.Kind.UNKNOWN));
    }

    @Test
    void one_endpoint_that_answers_shows_that_there_is_a_network() {
        var leaf = leaf("www.example.com", "aaaaaaaa", NOW.plus(Duration.ofDays(80)));
        var facts = offline(shown(WWW, certificate(leaf, GOOD)), silent(SHOP, Trouble.REFUSED));

        assertThat(CertificateCheckPlanner.isOnline(facts)).isTrue();
        assertThat(level(CertificateCheckPlanner.findings(settings(WWW, SHOP), facts), Topic.REACH))
                .isEqualTo(Level.WARNING);
    }

    @Test
    void a_revoked_certificate_is_critical_and_an_unanswered_question_unknown() {
        var leaf = leaf("www.example.com", "aaaaaaaa", NOW.plus(Duration.ofDays(80)));
        var unknown = new Revocation.Unknown("the OCSP server did not answer");

        assertThat(level(findings(shown(WWW, certificate(leaf, unknown))), Topic.REVOCATION))
                .isEqualTo(Level.UNKNOWN);
        assertThat(level(findings(shown(WWW, certificate(leaf, GOOD))), Topic.REVOCATION))
                .isEqualTo(Level.OK);
    }

    @Test
    void a_sound_endpoint_is_said_to_be_sound() {
        var leaf = leaf("www.example.com", "aaaaaaaa", NOW.plus(Duration.ofDays(80)));

        var plan =
                CertificateCheckPlanner.plan(
                        settings(WWW),
                        facts(NOW, Before.NOTHING, shown(WWW, certificate(leaf, GOOD))));

        assertThat(plan.findings()).isEmpty();
        assertThat(plan.remarks())
                .singleElement()
                .satisfies(
                        remark ->
                                assertThat(remark.because())
                                        .contains("ends in 80 d")
                                        .contains("TLS 1.3"));
    }

    private static List<Finding> findings(EndpointFacts... endpoints) {
        return CertificateCheckPlanner.findings(
                settings(WWW, SHOP), facts(NOW, Before.NOTHING, endpoints));
    }

    private static Level level(List<Finding> findings, Topic topic) {
        return Level.heaviest(
                findings.stream()
                        .filter(finding -> finding.topic() == topic)
                        .map(Finding::level)
                        .toList());
    }
}
