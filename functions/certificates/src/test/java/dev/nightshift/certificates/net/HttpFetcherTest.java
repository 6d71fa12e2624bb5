package dev.nightshift.certificates.net;

import static dev.nightshift.certificates.net.HttpServerOnLoopback.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.certificates.net.Fetcher.Header;
import dev.nightshift.certificates.net.Fetcher.Request;
import dev.nightshift.core.testing.FreePorts;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpFetcherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final AddressPolicy LOOPBACK =
            new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1/128")));

    private static Names always(String... literals) {
        var addresses = java.util.Arrays.stream(literals).map(InetAddress::ofLiteral).toList();
        return host -> addresses;
    }

    private static HttpFetcher fetcher(Names names) {
        return new HttpFetcher(new Dialer(names, LOOPBACK));
    }

    private static Request get(String uri) {
        return Request.get(URI.create(uri), PATIENCE, 1_000);
    }

    private static Request unverified(String uri) {
        return new Request(
                Optional.empty(),
                "GET",
                URI.create(uri),
                Map.of(),
                Bytes.NONE,
                false,
                PATIENCE,
                1_000);
    }

    private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 2\nX-A: 1\nx-a: 2\n\nhi";

    @Test
    void asks_for_the_host_by_name_at_the_address_that_was_vetted() throws Exception {
        try (var server = HttpServerOnLoopback.plain(text(OK))) {
            var answer =
                    fetcher(always("127.0.0.1"))
                            .fetch(get("http://Shop.example:" + server.port() + "/a%20b?c=d#e"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers())
                    .containsExactly(
                            new Header("Content-Length", "2"),
                            new Header("X-A", "1"),
                            new Header("x-a", "2"));
            assertThat(answer.body().text(StandardCharsets.UTF_8)).isEqualTo("hi");
            assertThat(answer.whole()).isTrue();
            assertThat(server.requests().getFirst())
                    .startsWith("GET /a%20b?c=d HTTP/1.1\r\n")
                    .contains("\r\nHost: shop.example:" + server.port() + "\r\n")
                    .contains("\r\nUser-Agent: nightshift")
                    .contains("\r\nAccept-Encoding: identity\r\n")
                    .contains("\r\nConnection: close\r\n")
                    .doesNotContain("Content-Length");
        }
    }

    @Test
    void sends_a_body_and_headers_of_the_caller() throws Exception {
        try (var server = HttpServerOnLoopback.plain(text(OK))) {
            fetcher(always("127.0.0.1"))
                    .fetch(
                            new Request(
                                    Optional.empty(),
                                    "POST",
                                    URI.create("http://ocsp.example:" + server.port()),
                                    Map.of("Content-Type", "application/ocsp-request"),
                                    Bytes.of("abc", StandardCharsets.US_ASCII),
                                    true,
                                    PATIENCE,
                                    1_000));

            assertThat(server.requests().getFirst())
                    .startsWith("POST / HTTP/1.1\r\n")
                    .contains("\r\nContent-Type: application/ocsp-request\r\n")
                    .contains("\r\nContent-Length: 3\r\n");
        }
    }

    @Test
    void the_port_of_the_scheme_is_not_said_and_others_are() {
        assertThat(HttpTarget.of(URI.create("https://a.example")).hostHeader())
                .isEqualTo("a.example");
        assertThat(HttpTarget.of(URI.create("https://a.example:443/")).hostHeader())
                .isEqualTo("a.example");
        assertThat(HttpTarget.of(URI.create("http://a.example:443/")).hostHeader())
                .isEqualTo("a.example:443");
        assertThat(HttpTarget.of(URI.create("http://[2001:db8::1]:8080/")).hostHeader())
                .isEqualTo("[2001:db8::1]:8080");
        assertThat(HttpTarget.of(URI.create("http://a_b.example./x")).hostHeader())
                .isEqualTo("a_b.example");
    }

    @Test
    void what_is_no_address_of_a_page_is_refused_before_anything_is_sent() {
        for (var uri :
                List.of(
                        "ftp://a.example/",
                        "/a",
                        "http:///a",
                        "http://user:secret@a.example/",
                        "http://a.example:0/",
                        "http://a.example:65536/",
                        "mailto:a@b.example")) {
            assertThatThrownBy(() -> fetcher(always("127.0.0.1")).fetch(get(uri)))
                    .as(uri)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void headers_that_would_break_the_request_are_refused() {
        for (var header :
                List.of(
                        Map.of("X-A", "1\r\nX-B: 2"),
                        Map.of("X A", "1"),
                        Map.of("Host", "b.example"),
                        Map.of("content-length", "5"),
                        Map.of("Transfer-Encoding", "chunked"))) {
            var request =
                    new Request(
                            Optional.empty(),
                            "GET",
                            URI.create("http://a.example/"),
                            header,
                            Bytes.NONE,
                            true,
                            PATIENCE,
                            10);
            assertThatThrownBy(() -> fetcher(always("127.0.0.1")).fetch(request))
                    .as(header.toString())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void an_address_literal_of_version_6_is_connected_to() throws Exception {
        try (var server = HttpServerOnLoopback.plainAt("::1", 0, text(OK))) {
            var answer =
                    fetcher(Names.ofSystem()).fetch(get("http://[::1]:" + server.port() + "/"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(server.requests().getFirst())
                    .contains("\r\nHost: [::1]:" + server.port() + "\r\n");
        }
    }

    @Test
    void the_next_address_is_tried_when_one_does_not_connect() throws Exception {
        try (var server = HttpServerOnLoopback.plainAt("127.0.0.3", 0, text(OK))) {
            var answer =
                    fetcher(always("127.0.0.2", "127.0.0.3"))
                            .fetch(get("http://a.example:" + server.port() + "/"));

            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void nobody_listening_is_said_with_every_address_that_was_tried() throws Exception {
        int port = FreePorts.next();

        assertThatThrownBy(
                        () ->
                                fetcher(always("127.0.0.2", "127.0.0.3"))
                                        .fetch(get("http://a.example:" + port + "/")))
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll("a.example:" + port, "127.0.0.2: ", "127.0.0.3: ");
    }

    @Test
    void the_address_that_is_named_is_the_only_one_tried() throws Exception {
        try (var server = HttpServerOnLoopback.plain(text(OK))) {
            var request =
                    new Request(
                            Optional.of(LOOPBACK.vet(InetAddress.ofLiteral("127.0.0.1"))),
                            "GET",
                            URI.create("http://a.example:" + server.port() + "/"),
                            Map.of(),
                            Bytes.NONE,
                            true,
                            PATIENCE,
                            10);
            Names nobody =
                    host -> {
                        throw new UnknownHostException(host);
                    };

            assertThat(fetcher(nobody).fetch(request).status()).isEqualTo(200);
        }
    }

    @Test
    void an_address_that_is_not_public_is_refused_whatever_the_name() {
        assertThatThrownBy(
                        () ->
                                fetcher(always("10.0.0.1", "169.254.169.254"))
                                        .fetch(get("http://a.example/")))
                .isInstanceOf(RefusedAddressException.class)
                .hasMessageContainingAll("a.example", "10.0.0.1", "169.254.169.254");
    }

    @Test
    void a_name_that_nobody_knows_is_said_as_such() {
        Names nobody =
                host -> {
                    throw new UnknownHostException(host);
                };

        assertThatThrownBy(() -> fetcher(nobody).fetch(get("http://a.example/")))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void a_resolver_that_does_not_answer_costs_the_patience_and_no_more() {
        var never = new CountDownLatch(1);
        Names silent =
                host -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    throw new UnknownHostException(host);
                };
        var request = Request.get(URI.create("http://a.example/"), Duration.ofMillis(200), 10);

        assertThatThrownBy(() -> fetcher(silent).fetch(request))
                .isInstanceOf(SocketTimeoutException.class);
        never.countDown();
    }

    @Test
    void a_certificate_that_verifies_is_accepted_and_its_name_asked_for() throws Exception {
        var certificates = TestCertificates.forNames("a.example");
        try (var server = HttpServerOnLoopback.secure(certificates.server(), text(OK))) {
            var fetcher =
                    new HttpFetcher(
                            new Dialer(always("127.0.0.1"), LOOPBACK), certificates.client());

            var answer = fetcher.fetch(get("https://a.example:" + server.port() + "/"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(server.serverNames()).containsExactly("a.example");
        }
    }

    @Test
    void a_certificate_of_another_name_fails_a_verified_request() throws Exception {
        var certificates = TestCertificates.forNames("b.example");
        try (var server = HttpServerOnLoopback.secure(certificates.server(), text(OK))) {
            var fetcher =
                    new HttpFetcher(
                            new Dialer(always("127.0.0.1"), LOOPBACK), certificates.client());

            assertThatThrownBy(() -> fetcher.fetch(get("https://a.example:" + server.port() + "/")))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("a.example");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_fails_a_verified_request_and_no_other()
            throws Exception {
        var certificates = TestCertificates.forNames("a.example");
        try (var server = HttpServerOnLoopback.secure(certificates.server(), text(OK))) {
            var uri = "https://a.example:" + server.port() + "/";

            assertThatThrownBy(() -> fetcher(always("127.0.0.1")).fetch(get(uri)))
                    .isInstanceOf(SSLException.class);
            assertThat(fetcher(always("127.0.0.1")).fetch(unverified(uri)).status()).isEqualTo(200);
        }
    }

    @Test
    void an_address_is_not_asked_for_in_sni_but_held_against_the_certificate() throws Exception {
        var certificates = TestCertificates.forNames("127.0.0.1");
        try (var server = HttpServerOnLoopback.secure(certificates.server(), text(OK))) {
            var fetcher =
                    new HttpFetcher(new Dialer(Names.ofSystem(), LOOPBACK), certificates.client());

            fetcher.fetch(get("https://127.0.0.1:" + server.port() + "/"));

            assertThat(server.serverNames()).isEmpty();
        }
    }
}
