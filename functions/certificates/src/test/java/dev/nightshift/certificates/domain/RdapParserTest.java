package dev.nightshift.certificates.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.domain.Lookup.Registered;
import dev.nightshift.certificates.domain.Lookup.Unanswered;
import dev.nightshift.certificates.net.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RdapParserTest {
    private static final DomainName SHOP = new DomainName("shop.test");
    private static final int FUZZED = 1_000;

    private static Lookup parse(String body) {
        return RdapParser.parse(SHOP, Bytes.of(body, StandardCharsets.UTF_8), "RDAP server r");
    }

    private static Registration parsed(String body) {
        return parse(body) instanceof Registered(var registration)
                ? registration
                : org.assertj.core.api.Assertions.fail("no registration: " + parse(body));
    }

    @Test
    void all_that_a_registry_says_is_read() {
        assertThat(parsed(Answers.rdap("SHOP.test", "2027-05-31T22:00:00Z")))
                .isEqualTo(
                        new Registration(
                                Optional.of(Instant.parse("2027-05-31T22:00:00Z")),
                                Optional.of(Instant.parse("2001-02-03T04:05:06Z")),
                                Optional.of(Instant.parse("2026-01-02T03:04:05.678Z")),
                                Optional.of("GoDaddy.com, LLC"),
                                Optional.of(146),
                                Set.of("clienttransferprohibited", "active"),
                                List.of("ns1.dns.test", "ns2.dns.test"),
                                Optional.of(true),
                                "RDAP server r"));
    }

    @ParameterizedTest
    @CsvSource({
        "2027-05-31T22:00:00Z, true",
        "2027-05-31T22:00:00+02:00, true",
        "2027-05-31, true",
        "2200-12-31T00:00:00Z, true",
        "2201-01-01T00:00:00Z, false",
        "9999-12-31T23:59:59Z, false",
        "0000-00-00T00:00:00Z, false",
        "0000-01-01T00:00:00Z, false",
        "1970-01-01T00:00:00Z, false",
        "1984-12-31T23:59:59Z, false",
        "1985-01-01T00:00:00Z, true",
        "never, false",
        "+999999999-12-31T23:59:59Z, false",
    })
    void an_end_that_cannot_be_is_none(String date, boolean read) {
        assertThat(parsed(Answers.rdap("shop.test", date)).expires().isPresent()).isEqualTo(read);
    }

    @Test
    void of_two_ends_the_earlier_one_counts() {
        assertThat(
                        parsed(
                                        """
                                        {"objectClassName": "domain", "events": [
                                          {"eventAction": "expiration", "eventDate": "2028-01-01T00:00:00Z"},
                                          {"eventAction": "registrar expiration",
                                           "eventDate": "2027-01-01T00:00:00Z"}]}
                                        """)
                                .expires())
                .contains(Instant.parse("2027-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"objectClassName\": \"domain\"}",
                "{\"objectClassName\": \"domain\", \"events\": null, \"entities\": 7, \"status\": {}}",
                "{\"objectClassName\": \"domain\", \"events\": [[], 1, {\"eventAction\": []}]}",
                "{\"objectClassName\": \"domain\", \"entities\": [{\"roles\": [\"registrar\"],"
                        + " \"vcardArray\": [\"vcard\", [[\"fn\"], 3, [\"fn\", {}, \"text\", 9]]]}]}",
                "{\"objectClassName\": \"domain\", \"secureDNS\": {\"delegationSigned\": \"yes\"}}",
            })
    void what_is_not_as_it_should_be_is_left_out(String body) {
        assertThat(parsed(body))
                .isEqualTo(
                        new Registration(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Set.of(),
                                List.of(),
                                Optional.empty(),
                                "RDAP server r"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "<html>",
                "{\"objectClassName\": \"domain\"",
                "{\"objectClassName\": \"domain\"} {}",
                "{\"objectClassName\": \"ip network\"}",
                "{\"objectClassName\": \"domain\", \"ldhName\": \"other.test\"}",
                "{\"errorCode\": 500}",
            })
    void anything_else_is_no_answer(String body) {
        assertThat(parse(body)).isInstanceOf(Unanswered.class);
    }

    @Test
    void depth_and_length_have_an_end() {
        assertThat(parse("{\"a\":".repeat(100_000))).isInstanceOf(Unanswered.class);
        assertThat(
                        parse(
                                "{\"objectClassName\": \"domain\", \"a\": "
                                        + "[".repeat(60)
                                        + "]".repeat(60)
                                        + "}"))
                .isInstanceOf(Unanswered.class);
        assertThat(parse("{\"objectClassName\": \"" + "a".repeat(200_000) + "\"}"))
                .isInstanceOf(Unanswered.class);
        assertThat(parse("{\"objectClassName\": \"domain\", \"a\": " + "9".repeat(1_000) + "}"))
                .isInstanceOf(Unanswered.class);
    }

    @Test
    void garbage_is_never_more_than_no_answer() {
        var random = new Random(9083);
        var good =
                Answers.rdap("shop.test", "2027-05-31T22:00:00Z").getBytes(StandardCharsets.UTF_8);
        int read = 0;
        for (int i = 0; i < FUZZED; i++) {
            var bytes = good.clone();
            for (int change = random.nextInt(6); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            var lookup = RdapParser.parse(SHOP, Bytes.of(bytes), "RDAP server r");
            if (lookup instanceof Registered) {
                read++;
            } else {
                assertThat(lookup).isInstanceOf(Unanswered.class);
            }
        }
        assertThat(read).isBetween(FUZZED / 10, FUZZED - 1);
    }
}
