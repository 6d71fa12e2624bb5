package dev.nightshift.certificates.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.domain.Lookup.Deferred;
import dev.nightshift.certificates.domain.Lookup.NotRegistered;
import dev.nightshift.certificates.domain.Lookup.Registered;
import dev.nightshift.certificates.domain.Lookup.Unanswered;
import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.net.Fetcher;
import dev.nightshift.certificates.net.RefusedAddressException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RdapClientTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final DomainName SHOP = new DomainName("shop.test");
    private static final URI SERVER = URI.create("https://rdap.test/v1/");
    private static final String ADDRESS = "https://rdap.test/v1/domain/shop.test";
    private static final String GOOD = Answers.rdap("shop.test", "2027-05-31T22:00:00Z");

    private final RegistryWorld world = new RegistryWorld();
    private final Politeness politeness = new Politeness(25, NOW, Map.of());

    @AfterEach
    void close() {
        world.close();
    }

    private Lookup overHttp() {
        return new RdapClient(RegistryWorld.fetcher(), politeness, NOW, Duration.ofSeconds(5))
                .ask(SHOP, world.address());
    }

    private Lookup fake(Map<String, Fetcher.Response> answers) {
        return new RdapClient(RegistryWorld.fake(answers), politeness, NOW, Duration.ofSeconds(5))
                .ask(SHOP, SERVER);
    }

    private Lookup fake(int status, Map<String, String> headers, String body) {
        return fake(Map.of(ADDRESS, RegistryWorld.response(status, headers, body)));
    }

    @Test
    void an_answer_over_http_is_read() {
        world.rdap("/domain/shop.test", GOOD);

        assertThat(overHttp()).isInstanceOf(Registered.class);
        assertThat(world.asked).containsExactly("/domain/shop.test");
    }

    @Test
    void the_question_says_what_it_wants() {
        var requests = new ArrayList<Fetcher.Request>();
        var unused =
                new RdapClient(
                                request -> {
                                    requests.add(request);
                                    return RegistryWorld.response(200, Map.of(), GOOD);
                                },
                                politeness,
                                NOW,
                                Duration.ofSeconds(5))
                        .ask(SHOP, SERVER);

        assertThat(requests)
                .singleElement()
                .satisfies(
                        request -> {
                            assertThat(request.uri()).hasToString(ADDRESS);
                            assertThat(request.verify()).isTrue();
                            assertThat(request.headers().get("Accept"))
                                    .startsWith("application/rdap+json");
                        });
        assertThat(unused).isInstanceOf(Registered.class);
    }

    @ParameterizedTest
    @CsvSource({"5, true", "6, false"})
    void redirects_are_followed_so_often_and_no_more(int hops, boolean found) {
        for (int hop = 0; hop < hops; hop++) {
            world.page(
                    hop == 0 ? "/domain/shop.test" : "/" + hop,
                    hop % 2 == 0 ? 302 : 307,
                    Map.of("Location", "/" + (hop + 1)),
                    "");
        }
        world.rdap("/" + hops, GOOD);

        assertThat(overHttp() instanceof Registered).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://other.test/domain/shop.test",
                "ftp://other.test/",
                "https://user:secret@other.test/",
                "https:///domain",
                "://",
                "file:///etc/passwd"
            })
    void a_redirect_out_of_tls_or_to_nowhere_is_not_followed(String location) {
        assertThat(fake(302, Map.of("Location", location), ""))
                .isInstanceOfSatisfying(
                        Unanswered.class,
                        unanswered -> assertThat(unanswered.why()).contains("sends on to"));
    }

    @Test
    void a_redirect_to_another_server_with_tls_is_followed() {
        assertThat(
                        fake(
                                Map.of(
                                        ADDRESS,
                                        RegistryWorld.response(
                                                302,
                                                Map.of("Location", "https://other.test/d"),
                                                ""),
                                        "https://other.test/d",
                                        RegistryWorld.response(200, Map.of(), GOOD))))
                .isInstanceOfSatisfying(
                        Registered.class,
                        registered ->
                                assertThat(registered.registration().source())
                                        .isEqualTo("RDAP server other.test"));
    }

    @Test
    void a_redirect_to_an_address_that_is_refused_says_so() {
        Fetcher fetcher =
                request -> {
                    if (request.uri().toString().equals(ADDRESS)) {
                        return RegistryWorld.response(
                                302, Map.of("Location", "https://inside.test/"), "");
                    }
                    throw new RefusedAddressException("10.0.0.1 is not a public address");
                };

        assertThat(
                        new RdapClient(fetcher, politeness, NOW, Duration.ofSeconds(1))
                                .ask(SHOP, SERVER))
                .isEqualTo(
                        new Unanswered(
                                "RDAP server inside.test is not asked: 10.0.0.1 is not a public"
                                        + " address"));
    }

    @Test
    void not_found_is_not_registered_unless_a_web_page_says_so() {
        assertThat(fake(404, Map.of(), "")).isEqualTo(new NotRegistered("RDAP server rdap.test"));
        assertThat(fake(404, Map.of("content-type", "text/html; charset=utf-8"), "<html>"))
                .isInstanceOf(Unanswered.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304, 400, 403, 410, 422, 500, 501, 503})
    void any_other_code_is_no_answer(int status) {
        assertThat(fake(status, Map.of(), ""))
                .isEqualTo(new Unanswered("RDAP server rdap.test answered HTTP " + status));
    }

    @Test
    void nobody_there_is_no_answer() {
        assertThat(fake(Map.of()))
                .isEqualTo(
                        new Unanswered(
                                "RDAP server rdap.test could not be asked: connection refused"));
    }

    @Test
    void half_an_answer_is_none() {
        var half =
                new Fetcher.Response(
                        200,
                        List.of(),
                        Bytes.of(GOOD, java.nio.charset.StandardCharsets.UTF_8),
                        false);

        assertThat(fake(Map.of(ADDRESS, half))).isInstanceOf(Unanswered.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 | 2026-11-27T12:02:00Z",
                "0 | 2026-11-27T12:00:00Z",
                "999999999 | 2026-11-28T12:00:00Z",
                "Fri, 27 Nov 2026 12:30:00 GMT | 2026-11-27T12:30:00Z",
                "Fri, 27 Nov 2026 11:30:00 GMT | 2026-11-27T12:00:00Z",
                "soon | 2026-11-27T13:00:00Z",
                "-5 | 2026-11-27T13:00:00Z",
            })
    void a_server_that_asks_for_it_is_left_alone(String retryAfter, Instant until) {
        var first = fake(429, Map.of("Retry-After", retryAfter), "");
        var second = fake(200, Map.of(), GOOD);

        assertThat(first).isInstanceOf(Unanswered.class);
        assertThat(second)
                .isEqualTo(new Deferred("rdap.test asked to be left alone until " + until));
        assertThat(politeness.resting()).isEqualTo(Map.of("rdap.test", until));
    }

    @Test
    void one_server_is_asked_so_often_and_no_more() {
        var two = new Politeness(2, NOW, Map.of());
        var client =
                new RdapClient(
                        request -> RegistryWorld.response(404, Map.of(), ""),
                        two,
                        NOW,
                        Duration.ofSeconds(1));

        assertThat(client.ask(SHOP, SERVER)).isInstanceOf(NotRegistered.class);
        assertThat(client.ask(SHOP, SERVER)).isInstanceOf(NotRegistered.class);
        assertThat(client.ask(SHOP, SERVER))
                .isEqualTo(new Deferred("rdap.test was asked 2 times in this run already"));
        assertThat(client.ask(SHOP, URI.create("https://other.test/")))
                .isInstanceOf(NotRegistered.class);
    }

    @Test
    void a_server_that_twice_did_not_answer_is_not_asked_again() {
        var requests = new ArrayList<Fetcher.Request>();
        var client =
                new RdapClient(
                        request -> {
                            requests.add(request);
                            throw new java.io.IOException("timed out");
                        },
                        politeness,
                        NOW,
                        Duration.ofSeconds(1));

        for (int i = 0; i < 4; i++) {
            assertThat(client.ask(SHOP, SERVER)).isInstanceOf(Unanswered.class);
        }
        assertThat(requests).hasSize(2);
    }

    @Test
    void an_answer_over_http_that_is_too_long_is_none() {
        world.rdap("/domain/shop.test", GOOD + " ".repeat(600_000));

        assertThat(overHttp())
                .isInstanceOfSatisfying(
                        Unanswered.class,
                        unanswered ->
                                assertThat(unanswered.why())
                                        .endsWith("answered more than 512 KiB"));
    }

    @Test
    void a_redirect_over_http_to_an_address_inside_is_refused() {
        world.page("/domain/shop.test", 302, Map.of("Location", "http://10.0.0.1/"), "");

        assertThat(overHttp())
                .isInstanceOfSatisfying(
                        Unanswered.class,
                        unanswered -> assertThat(unanswered.why()).contains("is not asked"));
    }
}
