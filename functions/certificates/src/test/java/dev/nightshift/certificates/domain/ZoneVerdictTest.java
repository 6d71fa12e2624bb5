package dev.nightshift.certificates.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.domain.DomainVerdict.Standing;
import dev.nightshift.certificates.domain.dns.Dnssec;
import dev.nightshift.certificates.domain.dns.NameServer.State;
import dev.nightshift.certificates.domain.dns.ServerAnswer.Failed;
import dev.nightshift.certificates.domain.dns.ServerAnswer.Has;
import dev.nightshift.certificates.domain.dns.ServerAnswer.NoData;
import dev.nightshift.certificates.domain.dns.ServerAnswer.NoName;
import dev.nightshift.certificates.domain.dns.WantedRecord;
import dev.nightshift.certificates.domain.dns.ZoneFacts.Delegation;
import dev.nightshift.certificates.domain.dns.ZoneFacts.RecordAnswers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ZoneVerdictTest extends VerdictCase {
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
}
