package dev.nightshift.certificates.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.domain.Lookup.NotRegistered;
import dev.nightshift.certificates.domain.Lookup.Registered;
import dev.nightshift.certificates.domain.Lookup.Unanswered;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhoisParserTest {
    private static final String SOURCE = "WHOIS server w";
    private static final String IO =
            """
            Domain Name: shop.io
            Registry Domain ID: 1234-IO
            Registrar WHOIS Server: whois.example
            Registrar URL: http://www.example
            Updated Date: 2026-01-02T03:04:05Z
            Creation Date: 2001-02-03T04:05:06Z
            Registry Expiry Date: 2027-05-31T22:00:00Z
            Registrar: NameCheap, Inc.
            Domain Status: clientTransferProhibited https://icann.org/epp#clientTransferProhibited
            Domain Status: clientHold https://icann.org/epp#clientHold
            Name Server: NS1.DNS.TEST
            Name Server: ns2.dns.test
            DNSSEC: unsigned
            >>> Last update of WHOIS database: 2026-11-27T00:00:00Z <<<
            Terms of use: you will not exceed the query limit; access may be denied.
            """;

    private static Lookup parse(String domain, String text) {
        return WhoisParser.parse(new DomainName(domain), text, SOURCE);
    }

    private static Registration parsed(String domain, String text) {
        return parse(domain, text) instanceof Registered(var registration)
                ? registration
                : org.assertj.core.api.Assertions.fail("none: " + parse(domain, text));
    }

    static Stream<Arguments> registries() {
        return Stream.of(
                Arguments.of("shop.io", IO, "2027-05-31T22:00:00Z", "NameCheap, Inc.", 2),
                Arguments.of(
                        "shop.jp",
                        """
                        [ JPRS database provides information on network administration. ]

                        Domain Information:
                        [Domain Name]                   SHOP.JP
                        [Registrant]                    Shop Ltd.
                        [Name Server]                   ns1.dns.test
                        [Name Server]                   ns2.dns.test
                        [Created on]                    2001/02/03
                        [Expires on]                    2027/05/31
                        [Status]                        Active
                        [Last Updated]                  2026/06/01 01:05:03 (JST)
                        """,
                        "2027-05-31T00:00:00Z",
                        "",
                        2),
                Arguments.of(
                        "shop.com.tr",
                        """
                        ** Domain Name: shop.com.tr
                        Domain Status: Active

                        ** Registrar:
                        NIC Handle          : abc12-metu
                        Organization Name   : Some Registrar A.S.

                        ** Domain Servers:
                        ns1.dns.test
                        ** Additional Info:
                        Created on..............: 2001-Feb-03.
                        Expires on..............: 2027-May-31.
                        """,
                        "2027-05-31T00:00:00Z",
                        "",
                        0),
                Arguments.of(
                        "shop.ru",
                        """
                        % TCI Whois Service. Terms of use:

                        domain:        SHOP.RU
                        nserver:       ns1.dns.test.
                        nserver:       ns2.dns.test. 192.0.2.1
                        state:         REGISTERED, DELEGATED, VERIFIED
                        registrar:     RU-CENTER-RU
                        created:       2001-02-03T04:05:06Z
                        paid-till:     2027-05-31T21:00:00Z
                        free-date:     2027-07-02
                        source:        TCI
                        """,
                        "2027-05-31T21:00:00Z",
                        "RU-CENTER-RU",
                        2),
                Arguments.of(
                        "shop.kr",
                        """
                        Domain Name                 : shop.kr
                        Registered Date             : 2001. 02. 03.
                        Last Updated Date           : 2026. 01. 02.
                        Expiration Date             : 2027. 05. 31.
                        Host Name                   : ns1.dns.test
                        """,
                        "2027-05-31T00:00:00Z",
                        "",
                        1),
                Arguments.of(
                        "shop.com.br",
                        """
                        domain:      shop.com.br
                        owner:       Shop
                        nserver:     ns1.dns.test
                        created:     20010203 #12345
                        changed:     20260102
                        expires:     20270531
                        status:      published
                        """,
                        "2027-05-31T00:00:00Z",
                        "",
                        1),
                Arguments.of(
                        "shop.it",
                        """
                        Domain:             shop.it
                        Status:             ok
                        Created:            2001-02-03 00:00:00
                        Last Update:        2026-06-16 01:03:25
                        Expire Date:        2027-05-31

                        Registrar
                          Organization:     Some Registrar SpA
                          Name:             SOME-REG

                        Nameservers
                          ns1.dns.test
                          ns2.dns.test
                        """,
                        "2027-05-31T00:00:00Z",
                        "",
                        0),
                Arguments.of(
                        "shop.se",
                        """
                        state:            active
                        domain:           shop.se
                        created:          2001-02-03
                        expires:          2027-05-31
                        nserver:          ns1.dns.test 192.0.2.1
                        status:           ok
                        registrar:        Some Registrar AB
                        """,
                        "2027-05-31T00:00:00Z",
                        "Some Registrar AB",
                        1),
                Arguments.of(
                        "shop.de",
                        """
                        Domain: shop.de
                        Nserver: ns1.dns.test
                        Nserver: ns2.dns.test
                        Status: connect
                        Changed: 2026-01-02T03:04:05+01:00
                        """,
                        "",
                        "",
                        2),
                Arguments.of(
                        "shop.eu",
                        """
                        % The WHOIS service offered by EURid
                        Domain: shop.eu
                        Script: LATIN

                        Registrar:
                                Name: Some Registrar SE
                                Website: https://registrar.example

                        Name servers:
                                ns1.dns.test
                                ns2.dns.test (192.0.2.1)
                        """,
                        "",
                        "Some Registrar SE",
                        2),
                Arguments.of(
                        "shop.at",
                        """
                        % Copyright (c)2026 by NIC.AT (1)
                        domain:         shop.at
                        registrar:      Some Registrar GmbH ( https://nic.at/registrar/1 )
                        nserver:        ns1.dns.test
                        changed:        20260102 03:04:05
                        source:         AT-DOM
                        """,
                        "",
                        "Some Registrar GmbH ( https://nic.at/registrar/1 )",
                        1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("registries")
    void registries_write_in_many_ways(
            String domain, String text, String expires, String registrar, int servers) {
        var registration = parsed(domain, text);

        assertThat(registration.expires().map(Instant::toString).orElse("")).isEqualTo(expires);
        assertThat(registration.registrar().orElse("")).isEqualTo(registrar);
        assertThat(registration.nameServers()).hasSize(servers);
    }

    @Test
    void all_of_the_common_form_is_read() {
        var registration = parsed("shop.io", IO);

        assertThat(registration.registered()).contains(Instant.parse("2001-02-03T04:05:06Z"));
        assertThat(registration.changed()).contains(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(registration.statuses())
                .containsExactlyInAnyOrder("clienttransferprohibited", "clienthold");
        assertThat(registration.nameServers()).containsExactly("ns1.dns.test", "ns2.dns.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No match for domain \"SHOP.IO\".\r\n",
                "Domain not found.\n>>> Last update of WHOIS database: 2026-11-27T00:00:00Z <<<",
                "Domain: shop.de\nStatus: free\n",
                "shop.io: no entries found",
                "Domain: shop.eu\nScript: LATIN\n\nStatus: AVAILABLE\n",
            })
    void a_free_domain_is_not_registered(String text) {
        assertThat(parse("shop.io", text)).isEqualTo(new NotRegistered(SOURCE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WHOIS LIMIT EXCEEDED - SEE WWW.PIR.ORG/WHOIS FOR DETAILS",
                "Number of allowed queries exceeded. Domain not found.",
                "% Quota exceeded",
                "Your connection has been blocked",
                "%% Too many requests, try again later",
            })
    void a_refusal_is_no_answer(String text) {
        assertThat(parse("shop.io", text))
                .isEqualTo(new Unanswered(SOURCE + " answers no more questions for now"));
    }

    @Test
    void another_domain_is_no_answer() {
        assertThat(parse("other.io", IO)).isInstanceOf(Unanswered.class);
        assertThat(parse("shop.io", "")).isInstanceOf(Unanswered.class);
        assertThat(parse("shop.io", "hello")).isInstanceOf(Unanswered.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31T00:00:00Z", "0000-00-00T00:00:00Z", "1970-01-01T00:00:00Z"})
    void an_end_that_cannot_be_is_none(String date) {
        assertThat(parsed("shop.io", IO.replace("2027-05-31T22:00:00Z", date)).expires()).isEmpty();
    }

    @Test
    void garbage_is_never_a_free_domain_and_no_failure() {
        var random = new Random(43);
        var good = IO.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 1_000; i++) {
            var bytes = good.clone();
            for (int change = random.nextInt(200); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertThat(parse("shop.io", new String(bytes, StandardCharsets.UTF_8)))
                    .isNotInstanceOf(NotRegistered.class);
        }
        assertThat(parse("shop.io", "a:".repeat(100_000))).isInstanceOf(Unanswered.class);
        assertThat(parse("shop.io", ("[".repeat(900) + "\n").repeat(60)))
                .isInstanceOf(Unanswered.class);
    }
}
