package dev.nightshift.certificates.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.domain.DomainFacts.Registry;
import dev.nightshift.certificates.domain.DomainMemo.Answered;
import dev.nightshift.certificates.domain.DomainVerdict.Standing;
import dev.nightshift.certificates.domain.Lookup.Registered;
import dev.nightshift.certificates.domain.dns.Dnssec;
import dev.nightshift.certificates.domain.dns.NameServer;
import dev.nightshift.certificates.domain.dns.NameServer.State;
import dev.nightshift.certificates.domain.dns.ServerAnswer;
import dev.nightshift.certificates.domain.dns.ServerAnswer.Has;
import dev.nightshift.certificates.domain.dns.WantedRecord;
import dev.nightshift.certificates.domain.dns.ZoneFacts;
import dev.nightshift.certificates.domain.dns.ZoneFacts.Delegation;
import dev.nightshift.certificates.domain.dns.ZoneFacts.RecordAnswers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A domain with nothing to say of, until a test says so. */
abstract class VerdictCase {
    static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    static final String ONE = "ns1.dns.test";
    static final String TWO = "ns2.dns.test";

    DomainRequest request = DomainRequest.of(new DomainName("shop.test"));
    Optional<Answered> latest = Optional.empty();
    Optional<String> unanswered = Optional.empty();
    boolean deferred;
    Delegation delegation = Delegation.DELEGATED;
    List<String> atParent = List.of(ONE, TWO);
    List<String> atZone = List.of(ONE, TWO);
    List<NameServer> servers = List.of(server(ONE, State.ANSWERS), server(TWO, State.ANSWERS));
    Dnssec dnssec = new Dnssec(Dnssec.State.UNSIGNED, "", Optional.empty());
    Optional<Set<String>> caa = Optional.of(Set.of("0 issue letsencrypt.org"));
    List<RecordAnswers> records = List.of();

    VerdictCase() {
        registered(Duration.ofDays(300));
    }

    static NameServer server(String name, State state) {
        return new NameServer(name, "192.0.2.1", state, "");
    }

    void registered(Duration left) {
        registered(Optional.of(NOW.plus(left)), Optional.of("GoDaddy.com, LLC"), Set.of());
    }

    void registered(Optional<Instant> expires, Optional<String> registrar, Set<String> statuses) {
        latest =
                Optional.of(
                        new Answered(
                                NOW,
                                new Registered(
                                        new Registration(
                                                expires,
                                                Optional.empty(),
                                                Optional.empty(),
                                                registrar,
                                                Optional.empty(),
                                                statuses,
                                                List.of(),
                                                Optional.empty(),
                                                "RDAP server r"))));
    }

    void age(Duration age) {
        latest = latest.map(answer -> new Answered(NOW.minus(age), answer.what()));
    }

    DomainVerdict verdict() {
        return DomainVerdict.of(
                new DomainFacts(
                        request,
                        NOW,
                        new Registry(latest, unanswered, deferred),
                        new ZoneFacts(
                                delegation,
                                atParent,
                                atZone,
                                servers,
                                dnssec,
                                caa,
                                records,
                                List.of("a.nic.test did not answer"))),
                DomainLimits.USUAL);
    }

    void says(Standing standing, String about, String words) {
        var verdict = verdict();
        assertThat(verdict.standing()).isEqualTo(standing);
        assertThat(verdict.findings())
                .anySatisfy(
                        finding -> {
                            assertThat(finding.about()).isEqualTo(about);
                            assertThat(finding.words()).contains(words);
                        });
    }

    void record(WantedRecord wanted, ServerAnswer one, ServerAnswer two) {
        records = List.of(new RecordAnswers(wanted, Map.of(ONE, one, TWO, two), Optional.empty()));
    }

    static WantedRecord wanted(String... values) {
        return WantedRecord.of("shop.test", "www", "A", List.of(values), Optional.empty(), false);
    }

    static Has has(String... values) {
        return new Has(Set.of(values), 300);
    }
}
