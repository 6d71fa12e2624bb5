package dev.nightshift.certificates.check;

import static dev.nightshift.certificates.check.Seen.NOW;
import static dev.nightshift.certificates.check.Seen.certificate;
import static dev.nightshift.certificates.check.Seen.endpoint;
import static dev.nightshift.certificates.check.Seen.facts;
import static dev.nightshift.certificates.check.Seen.leaf;
import static dev.nightshift.certificates.check.Seen.settings;
import static dev.nightshift.certificates.check.Seen.shown;
import static dev.nightshift.certificates.check.Seen.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.chain.Revocation;
import dev.nightshift.certificates.check.CertificateCheckSettings.Endpoint;
import dev.nightshift.certificates.tls.Handshake.Trouble;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.NoAction;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateCheckReportTest {
    private static final Scope SCOPE = new Scope("prod", "certificate-check");
    private static final Endpoint WWW = endpoint("www.example.com");
    private static final Revocation GOOD = new Revocation.NotOffered();
    private static final CertificateCheckSettings SETTINGS = settings(WWW);

    @Test
    void each_limit_that_is_crossed_is_told_in_one_incident_more_urgently() {
        var end = NOW.plus(Duration.ofDays(30));

        var first = incident(report(ending(NOW, Before.NOTHING, end)));
        var second = incident(report(ending(NOW.plus(Duration.ofDays(15)), Before.NOTHING, end)));
        var last = incident(report(ending(NOW.plus(Duration.ofDays(25)), Before.NOTHING, end)));

        assertThat(List.of(first, second, last))
                .extracting(Notice::severity)
                .containsExactly(Severity.INFO, Severity.WARNING, Severity.CRITICAL);
        assertThat(List.of(first, second, last))
                .extracting(notice -> notice.incident().orElseThrow().key())
                .containsOnly("certificate-check/www.example.com-aaaaaaaa/expiry");
        assertThat(List.of(first, second, last))
                .extracting(Notice::dedupeKey)
                .doesNotHaveDuplicates();
        assertThat(last.facts())
                .anySatisfy(fact -> assertThat(fact.value()).contains("certbot renew --dry-run"));
    }

    @Test
    void the_incident_is_over_when_another_certificate_is_served_whatever_else_is_unknown() {
        var before = After.of(SETTINGS, ending(NOW, Before.NOTHING, NOW.plus(Duration.ofDays(3))));
        var renewed = leaf("www.example.com", "bbbbbbbb", NOW.plus(Duration.ofDays(89)));
        var later = NOW.plus(Duration.ofHours(6));

        var notices = report(facts(later, before, shown(WWW, certificate(renewed, GOOD))));

        assertThat(notices)
                .anySatisfy(
                        notice -> {
                            assertThat(notice.title()).isEqualTo("www.example.com: renewed");
                            var incident = notice.incident().orElseThrow();
                            assertThat(incident.resolved()).isTrue();
                            assertThat(incident.key())
                                    .isEqualTo("certificate-check/www.example.com-aaaaaaaa/expiry");
                        })
                .anySatisfy(
                        notice ->
                                assertThat(notice.left())
                                        .anyMatch(line -> line.contains("another certificate")));
    }

    @Test
    void what_is_unknown_once_is_not_told_and_twice_is() {
        var first = facts(NOW, Before.NOTHING, silent(WWW, Trouble.TIMED_OUT));
        assertThat(incidents(report(first))).isEmpty();

        var second =
                facts(
                        NOW.plus(Duration.ofHours(6)),
                        After.of(SETTINGS, first),
                        silent(WWW, Trouble.TIMED_OUT));
        assertThat(incidents(report(second)))
                .singleElement()
                .satisfies(
                        notice ->
                                assertThat(notice.incident().orElseThrow().key())
                                        .isEqualTo(
                                                "certificate-check/www.example.com:443/unreachable"));
    }

    @Test
    void an_answer_in_between_begins_the_count_anew() {
        var missed = facts(NOW, Before.NOTHING, silent(WWW, Trouble.TIMED_OUT));
        var seen = ending(NOW, After.of(SETTINGS, missed), NOW.plus(Duration.ofDays(80)));
        var again = facts(NOW, After.of(SETTINGS, seen), silent(WWW, Trouble.TIMED_OUT));

        assertThat(incidents(report(again))).isEmpty();
    }

    @Test
    void the_digest_comes_once_a_day() {
        var morning = ending(NOW, Before.NOTHING, NOW.plus(Duration.ofDays(80)));
        assertThat(digests(report(morning))).hasSize(1);

        var noon = NOW.plus(Duration.ofHours(9));
        var after = After.of(SETTINGS, morning);
        assertThat(digests(report(ending(noon, after, NOW.plus(Duration.ofDays(80)))))).isEmpty();

        var tomorrow = NOW.plus(Duration.ofHours(21));
        assertThat(digests(report(ending(tomorrow, after, NOW.plus(Duration.ofDays(80))))))
                .hasSize(1);
    }

    @Test
    void what_an_endpoint_was_like_survives_a_run_in_which_it_does_not_answer() {
        var seen = ending(NOW, Before.NOTHING, NOW.plus(Duration.ofDays(80)));
        var missed = facts(NOW, After.of(SETTINGS, seen), silent(WWW, Trouble.TIMED_OUT));

        assertThat(After.of(SETTINGS, missed).endpoints())
                .isEqualTo(After.of(SETTINGS, seen).endpoints());
    }

    @Test
    void what_is_kept_is_read_as_it_was_written() {
        var before = After.of(SETTINGS, ending(NOW, Before.NOTHING, NOW.plus(Duration.ofDays(3))));

        assertThat(BeforeText.read(BeforeText.written(before))).isEqualTo(before);
    }

    @Test
    void what_cannot_be_read_is_as_good_as_nothing() {
        var texts = BeforeText.written(After.of(SETTINGS, ending(NOW, Before.NOTHING, NOW)));
        texts.replaceAll((key, text) -> key.equals("told") ? "{\"v\":2}" : "no JSON {");

        assertThat(BeforeText.read(texts)).isEqualTo(Before.NOTHING);
    }

    private static CertificateCheckFacts ending(Instant at, Before before, Instant end) {
        return facts(
                at,
                before,
                shown(WWW, certificate(leaf("www.example.com", "aaaaaaaa", end), GOOD)));
    }

    private static List<Notice> report(CertificateCheckFacts facts) {
        return CertificateCheckReport.of(
                SETTINGS,
                new Run<>(
                        "run-1",
                        SCOPE,
                        Trigger.manual(facts.at()),
                        Mode.DRY_RUN,
                        facts.at(),
                        facts.at(),
                        facts,
                        CertificateCheckPlanner.plan(SETTINGS, facts),
                        List.<Run.Step<NoAction>>of()));
    }

    private static Notice incident(List<Notice> notices) {
        return incidents(notices).getFirst();
    }

    private static List<Notice> incidents(List<Notice> notices) {
        return notices.stream().filter(notice -> notice.incident().isPresent()).toList();
    }

    private static List<Notice> digests(List<Notice> notices) {
        return notices.stream().filter(notice -> notice.id().endsWith("-digest")).toList();
    }
}
