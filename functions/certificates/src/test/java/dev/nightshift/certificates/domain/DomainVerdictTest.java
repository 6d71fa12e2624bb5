package dev.nightshift.certificates.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.domain.DomainFacts.Registry;
import dev.nightshift.certificates.domain.DomainMemo.Answered;
import dev.nightshift.certificates.domain.DomainVerdict.Standing;
import dev.nightshift.certificates.domain.Finding.Level;
import dev.nightshift.certificates.domain.Lookup.NotRegistered;
import dev.nightshift.certificates.domain.Lookup.Registered;
import dev.nightshift.certificates.domain.dns.Dnssec;
import dev.nightshift.certificates.domain.dns.NameServer;
import dev.nightshift.certificates.domain.dns.NameServer.State;
import dev.nightshift.certificates.domain.dns.ServerAnswer;
import dev.nightshift.certificates.domain.dns.ServerAnswer.Failed;
import dev.nightshift.certificates.domain.dns.ServerAnswer.Has;
import dev.nightshift.certificates.domain.dns.ServerAnswer.NoData;
import dev.nightshift.certificates.domain.dns.ServerAnswer.NoName;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DomainVerdictTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final String ONE = "ns1.dns.test";
    private static final String TWO = "ns2.dns.test";

    private DomainRequest request = DomainRequest.of(new DomainName("shop.test"));
    private Optional<Answered> latest = Optional.empty();
    private Optional<String> unanswered = Optional.empty();
    private boolean deferred;
    private Delegation delegation = Delegation.DELEGATED;
    private List<String> atParent = List.of(ONE, TWO);
    private List<String> atZone = List.of(ONE, TWO);
    private List<NameServer> servers =
            List.of(server(ONE, State.ANSWERS), server(TWO, State.ANSWERS));
    private Dnssec dnssec = new Dnssec(Dnssec.State.UNSIGNED, "", Optional.empty());
    private Optional<Set<String>> caa = Optional.of(Set.of("0 issue letsencrypt.org"));
    private List<RecordAnswers> records = List.of();

    DomainVerdictTest() {
        registered(Duration.ofDays(300));
    }

    private static NameServer server(String name, State state) {
        return new NameServer(name, "192.0.2.1", state, "");
    }

    private void registered(Duration left) {
        registered(Optional.of(NOW.plus(left)), Optional.of("GoDaddy.com, LLC"), Set.of());
    }

    private void registered(
            Optional<Instant> expires, Optional<String> registrar, Set<String> statuses) {
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

    private void age(Duration age) {
        latest = latest.map(answer -> new Answered(NOW.minus(age), answer.what()));
    }

    private DomainVerdict verdict() {
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

    private void says(Standing standing, String about, String words) {
        var verdict = verdict();
        assertThat(verdict.standing()).isEqualTo(standing);
        assertThat(verdict.findings())
                .anySatisfy(
                        finding -> {
                            assertThat(finding.about()).isEqualTo(about);
                            assertThat(finding.words()).contains(words);
                        });
    }

    @Test
    void a_domain_with_nothing_to_say_of_is_well() {
        assertThat(verdict().standing()).isEqualTo(Standing.OK);
        assertThat(verdict().findings()).isEmpty();
        assertThat(verdict().daysLeft(NOW)).contains(300L);
    }

    @ParameterizedTest(name = "{0} left: {1}")
    @CsvSource({
        "PT1440H1S, OK,       none",
        "PT1440H,   OK,       NOTE",
        "PT720H1S,  OK,       NOTE",
        "PT720H,    WARN,     WARN",
        "PT168H1S,  WARN,     WARN",
        "PT168H,    CRITICAL, CRITICAL",
        "PT1S,      CRITICAL, CRITICAL",
        "PT0S,      CRITICAL, CRITICAL",
        "PT-1S,     CRITICAL, CRITICAL",
        "PT-2400H,  CRITICAL, CRITICAL",
    })
    void the_end_comes_nearer(Duration left, Standing standing, String level) {
        registered(left);

        assertThat(verdict().standing()).isEqualTo(standing);
        assertThat(
                        verdict().findings().stream()
                                .map(it -> it.level().name())
                                .findFirst()
                                .orElse("none"))
                .isEqualTo(level);
    }

    @Test
    void who_renews_it_and_where_is_said() {
        registered(Duration.ofDays(20));

        says(
                Standing.WARN,
                "expiry",
                "its registration ends on 2026-12-17, in 20 days: renew it at GoDaddy.com, LLC:"
                        + " GoDaddy account");
    }

    @ParameterizedTest
    @CsvSource({"PT1S, 'ends on 2026-11-27, in 1 s'", "PT0S, 'ended on 2026-11-27, 0 s ago'"})
    void the_second_of_the_end_is_past_it(Duration left, String words) {
        registered(left);

        says(Standing.CRITICAL, "expiry", words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Amazon Registrar, Inc. | Route 53, Registered domains",
                "Gandi SAS | bought through Route 53",
                "NAMECHEAP INC | Namecheap account, Domain List",
                "Contabo GmbH | Contabo's customer panel",
                "Vercel Inc. | Vercel dashboard",
                "Somebody else | through a host such as Vercel or Contabo",
            })
    void each_registrar_has_its_place(String registrar, String words) {
        registered(Optional.of(NOW.plusSeconds(60)), Optional.of(registrar), Set.of());

        says(Standing.CRITICAL, "expiry", words);
    }

    @Test
    void an_end_that_nobody_tells_is_unknown_until_the_settings_tell() {
        registered(Optional.empty(), Optional.empty(), Set.of());
        says(Standing.UNKNOWN, "expiry", "says nothing readable");

        paid("shop.de", Optional.empty());
        says(Standing.UNKNOWN, "expiry", "the registry of .de tells nobody");

        paid("shop.de", Optional.of(NOW.plus(Duration.ofDays(100))));
        assertThat(verdict().standing()).isEqualTo(Standing.OK);

        paid("shop.de", Optional.of(NOW.plus(Duration.ofDays(7))));
        says(Standing.CRITICAL, "expiry", "renew it where it was bought");
    }

    private void paid(String domain, Optional<Instant> until) {
        request = new DomainRequest(new DomainName(domain), List.of(), Set.of(), false, until);
    }

    @Test
    void what_is_not_registered_is_critical() {
        latest = Optional.of(new Answered(NOW, new NotRegistered("RDAP server r")));

        says(Standing.CRITICAL, "registration", "RDAP server r knows no such domain");
    }

    @Test
    void what_nobody_knows_is_unknown() {
        latest = Optional.empty();
        unanswered = Optional.of("RDAP server r answered HTTP 503");

        says(Standing.UNKNOWN, "registration", "HTTP 503; look it up at the registrar");
    }

    @Test
    void what_was_said_before_is_judged_and_its_age_told() {
        unanswered = Optional.of("RDAP server r answered HTTP 503");
        age(Duration.ofDays(3));
        says(Standing.UNKNOWN, "registration", "HTTP 503; what follows was said 3 d ago");

        registered(Duration.ofDays(5));
        age(Duration.ofDays(3));
        says(Standing.CRITICAL, "expiry", "in 5 days");
    }

    @ParameterizedTest
    @CsvSource({"P7D, OK", "P7DT1S, UNKNOWN"})
    void what_was_put_off_is_well_for_a_week(Duration age, Standing standing) {
        unanswered = Optional.of("asked 25 times");
        deferred = true;
        age(age);

        assertThat(verdict().standing()).isEqualTo(standing);
    }

    @Test
    void what_was_put_off_and_never_known_is_unknown() {
        unanswered = Optional.of("asked 25 times");
        deferred = true;
        latest = Optional.empty();

        says(Standing.UNKNOWN, "registration", "asked 25 times");
    }

    @ParameterizedTest
    @CsvSource({
        "client hold, CRITICAL, clientHold: the registrar took it out",
        "clientHold, CRITICAL, clientHold",
        "server hold, CRITICAL, serverHold: the registry took it out",
        "pending delete, CRITICAL, pendingDelete",
        "redemption period, CRITICAL, redemptionPeriod: it was deleted",
        "pending restore, CRITICAL, pendingRestore",
        "inactive, CRITICAL, inactive: it has no name servers",
        "pending transfer, WARN, pendingTransfer: somebody is moving it",
        "auto renew period, OK, autoRenewPeriod",
    })
    void statuses_that_mean_trouble_are_said_with_what_to_do(
            String status, Standing standing, String words) {
        registered(
                Optional.of(NOW.plus(Duration.ofDays(300))),
                Optional.empty(),
                Set.of(DomainStatus.key(status)));

        says(standing, "status", words);
    }

    @ParameterizedTest
    @CsvSource({
        "active, true",
        "clientdeleteprohibited, true",
        "clienttransferprohibited, false",
        "servertransferprohibited, false",
        "connect, false",
    })
    void a_missing_transfer_lock_is_a_note(String status, boolean noted) {
        registered(Optional.of(NOW.plus(Duration.ofDays(300))), Optional.empty(), Set.of(status));

        assertThat(verdict().standing()).isEqualTo(Standing.OK);
        assertThat(
                        verdict().findings().stream()
                                .anyMatch(it -> it.words().contains("clientTransferProhibited")))
                .isEqualTo(noted);
    }

    @Test
    void what_is_not_delegated_is_critical_and_what_nobody_tells_unknown() {
        delegation = Delegation.NOT_DELEGATED;
        says(Standing.CRITICAL, "name servers", "nothing under it resolves");

        delegation = Delegation.UNKNOWN;
        servers = List.of();
        says(Standing.UNKNOWN, "name servers", "a.nic.test did not answer");
        assertThat(verdict().findings()).hasSize(1);

        servers = List.of(server(ONE, State.SILENT), server(TWO, State.SILENT));
        assertThat(verdict().standing()).isEqualTo(Standing.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"LAME", "SILENT", "NO_ADDRESS", "NOT_PUBLIC"})
    void a_server_in_trouble_is_a_warning_and_all_of_them_critical(State state) {
        servers = List.of(server(ONE, State.ANSWERS), server(TWO, state));
        says(Standing.WARN, "name servers", "ns2.dns.test (192.0.2.1)");

        servers = List.of(server(ONE, state), server(TWO, state));
        says(Standing.CRITICAL, "name servers", "none of its name servers answers");
    }

    @Test
    void servers_that_could_not_be_asked_are_unknown_if_there_are_no_others() {
        servers = List.of(server(ONE, State.ANSWERS), server(TWO, State.NOT_ASKED));
        assertThat(verdict().standing()).isEqualTo(Standing.OK);

        servers = List.of(server(ONE, State.NOT_ASKED));
        says(Standing.UNKNOWN, "name servers", "none of its name servers answers");
    }

    @Test
    void name_servers_that_differ_are_told() {
        atZone = List.of(ONE);
        says(Standing.WARN, "name servers", "the zone itself says ns1.dns.test: make both");

        atZone = atParent;
        request =
                new DomainRequest(
                        request.domain(),
                        List.of(),
                        Set.of("NS1.dns.test.", TWO),
                        false,
                        Optional.empty());
        assertThat(verdict().standing()).isEqualTo(Standing.OK);

        request =
                new DomainRequest(
                        request.domain(),
                        List.of(),
                        Set.of("old.dns.test"),
                        false,
                        Optional.empty());
        says(Standing.WARN, "name servers", "the settings say old.dns.test, the registry has");
    }

    @Test
    void a_single_server_and_no_caa_are_notes() {
        servers = List.of(server(ONE, State.ANSWERS));
        atParent = List.of(ONE);
        atZone = List.of(ONE);
        caa = Optional.of(Set.of());

        assertThat(verdict().standing()).isEqualTo(Standing.OK);
        assertThat(verdict().findings())
                .extracting(Finding::about)
                .containsExactlyInAnyOrder("name servers", "CAA");
    }

    @ParameterizedTest
    @CsvSource({
        "UNSIGNED, false, OK",
        "UNSIGNED, true, WARN",
        "NOT_ANCHORED, false, OK",
        "NOT_ANCHORED, true, WARN",
        "VALID, true, OK",
        "UNKNOWN, false, UNKNOWN",
        "BROKEN, false, CRITICAL",
    })
    void how_it_is_signed(Dnssec.State state, boolean wanted, Standing standing) {
        dnssec = new Dnssec(state, "why", Optional.empty());
        request =
                new DomainRequest(request.domain(), List.of(), Set.of(), wanted, Optional.empty());

        assertThat(verdict().standing()).isEqualTo(standing);
    }

    @ParameterizedTest(name = "signed for {0}, {1} of it left: {2}")
    @CsvSource({
        "P16D, P2D, OK",
        "P16D, P1DT23H59M59S, WARN",
        "P3D, PT8H59M, WARN",
        "P2DT23H, PT1H, OK",
        "PT3H, PT1M, OK",
    })
    void signatures_made_ahead_are_to_be_made_anew_in_time(
            Duration whole, Duration left, Standing standing) {
        var until = NOW.plus(left);
        dnssec =
                new Dnssec(
                        Dnssec.State.VALID,
                        "",
                        Optional.of(new Dnssec.Span(until.minus(whole), until)));

        assertThat(verdict().standing()).isEqualTo(standing);
    }

    private void record(WantedRecord wanted, ServerAnswer one, ServerAnswer two) {
        records = List.of(new RecordAnswers(wanted, Map.of(ONE, one, TWO, two), Optional.empty()));
    }

    private static WantedRecord wanted(String... values) {
        return WantedRecord.of("shop.test", "www", "A", List.of(values), Optional.empty(), false);
    }

    private static Has has(String... values) {
        return new Has(Set.of(values), 300);
    }

    @Test
    void records_as_in_the_settings_are_well() {
        record(
                wanted("192.0.2.2", "192.0.2.1"),
                has("192.0.2.1", "192.0.2.2"),
                has("192.0.2.2", "192.0.2.1"));
        assertThat(verdict().findings()).isEmpty();

        record(wanted(), new NoData(), new NoName());
        assertThat(verdict().findings()).isEmpty();
    }

    @Test
    void records_that_drifted_are_said_of_all_or_of_some() {
        record(wanted("192.0.2.1"), has("192.0.2.1"), has("192.0.2.9"));
        says(
                Standing.WARN,
                "drift",
                "A www.shop.test at ns2.dns.test: missing 192.0.2.1; not in the settings 192.0.2.9");

        record(wanted("192.0.2.1"), new NoName(), new NoName());
        says(
                Standing.WARN,
                "drift",
                "A www.shop.test at every name server: there is no such name, the settings say"
                        + " 192.0.2.1");

        record(wanted(), has("192.0.2.1"), new NoData());
        says(Standing.WARN, "drift", "not in the settings 192.0.2.1");
    }

    @Test
    void a_failure_is_unknown_and_no_drift() {
        record(wanted("192.0.2.1"), has("192.0.2.1"), new Failed("it answers SERVFAIL"));
        says(Standing.UNKNOWN, "drift", "A www.shop.test at ns2.dns.test: it answers SERVFAIL");

        records = List.of(new RecordAnswers(wanted("192.0.2.1"), Map.of(), Optional.empty()));
        says(Standing.UNKNOWN, "drift", "no server of the zone could be asked");
    }

    @Test
    void the_time_to_live_counts_if_the_settings_name_it() {
        record(
                WantedRecord.of(
                        "shop.test", "www", "A", List.of("192.0.2.1"), Optional.of(60L), false),
                has("192.0.2.1"),
                new Has(Set.of("192.0.2.1"), 60));

        says(
                Standing.WARN,
                "drift",
                "at ns1.dns.test: its time to live is 300 s, the settings say 60 s");
    }

    @Test
    void of_a_flattened_alias_one_address_in_common_is_enough() {
        var flat =
                WantedRecord.of(
                        "shop.test", "@", "CNAME", List.of("cdn.example."), Optional.empty(), true);
        var target = Optional.of(Set.of("192.0.2.1", "192.0.2.2"));

        records =
                List.of(
                        new RecordAnswers(
                                flat, Map.of(ONE, has("192.0.2.1", "192.0.2.7")), target));
        assertThat(verdict().findings()).isEmpty();

        records = List.of(new RecordAnswers(flat, Map.of(ONE, has("CNAME cdn.example")), target));
        assertThat(verdict().findings()).isEmpty();

        records = List.of(new RecordAnswers(flat, Map.of(ONE, has("192.0.2.7")), target));
        says(Standing.WARN, "drift", "none of the addresses of cdn.example");

        records = List.of(new RecordAnswers(flat, Map.of(ONE, has("192.0.2.7")), Optional.empty()));
        says(Standing.UNKNOWN, "drift", "could not be looked up");
    }

    @Test
    void the_heaviest_comes_first() {
        registered(Duration.ofDays(2));
        caa = Optional.of(Set.of());
        dnssec = new Dnssec(Dnssec.State.UNKNOWN, "why", Optional.empty());
        record(wanted("192.0.2.1"), new NoName(), new NoName());

        assertThat(verdict().findings())
                .extracting(Finding::level)
                .containsExactly(Level.CRITICAL, Level.WARN, Level.UNKNOWN, Level.NOTE);
    }
}
