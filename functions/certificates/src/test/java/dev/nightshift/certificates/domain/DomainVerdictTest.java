package dev.nightshift.certificates.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.domain.DomainMemo.Answered;
import dev.nightshift.certificates.domain.DomainVerdict.Standing;
import dev.nightshift.certificates.domain.Lookup.NotRegistered;
import dev.nightshift.certificates.domain.dns.Dnssec;
import dev.nightshift.certificates.domain.dns.ServerAnswer.NoName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainVerdictTest extends VerdictCase {
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
        "PT720H,    WARN,     WARNING",
        "PT168H1S,  WARN,     WARNING",
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
    void the_heaviest_comes_first() {
        registered(Duration.ofDays(2));
        caa = Optional.of(Set.of());
        dnssec = new Dnssec(Dnssec.State.UNKNOWN, "why", Optional.empty());
        record(wanted("192.0.2.1"), new NoName(), new NoName());

        assertThat(verdict().findings())
                .extracting(Finding::level)
                .containsExactly(Level.CRITICAL, Level.WARNING, Level.UNKNOWN, Level.NOTE);
    }
}
