package dev.nightshift.certificates.net;

import static dev.nightshift.certificates.net.HttpServerOnLoopback.bytes;
import static dev.nightshift.certificates.net.HttpServerOnLoopback.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.certificates.net.Fetcher.Request;
import dev.nightshift.certificates.net.Fetcher.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HostileServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final AddressPolicy LOOPBACK =
            new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")));
    private static final HttpFetcher FETCHER =
            new HttpFetcher(
                    new Dialer(host -> List.of(InetAddress.ofLiteral("127.0.0.1")), LOOPBACK));

    private static Response fetch(String method, int most, HttpServerOnLoopback.Answer answer)
            throws Exception {
        try (var server = HttpServerOnLoopback.plain(answer)) {
            return FETCHER.fetch(
                    new Request(
                            Optional.empty(),
                            method,
                            URI.create("http://a.example:" + server.port() + "/"),
                            Map.of(),
                            Bytes.NONE,
                            true,
                            PATIENCE,
                            most));
        }
    }

    private static Response get(String answer) throws Exception {
        return fetch("GET", 100, text(answer));
    }

    private static String body(Response response) {
        return response.body().text(StandardCharsets.ISO_8859_1);
    }

    @Test
    void chunks_are_put_together_and_their_extensions_and_trailers_dropped() throws Exception {
        var answer =
                get(
                        """
                        HTTP/1.1 200 OK
                        Transfer-Encoding: Chunked

                        3;name="value"
                        abc
                        A\s
                        0123456789
                        0
                        X-Late: 1

                        """);

        assertThat(body(answer)).isEqualTo("abc0123456789");
        assertThat(answer.whole()).isTrue();
        assertThat(answer.first("X-Late")).isEmpty();
    }

    @Test
    void without_a_length_the_body_goes_on_until_the_end() throws Exception {
        assertThat(body(get("HTTP/1.0 200 OK\nServer: old\n\nall of it"))).isEqualTo("all of it");
        assertThat(body(get("HTTP/1.1 200\n\n"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 204 No Content", "HTTP/1.1 304 Not Modified", "HTTP/1.1 200 OK"})
    void some_answers_have_no_body_whatever_they_say(String status) throws Exception {
        var method = status.contains("200") ? "HEAD" : "GET";

        var answer = fetch(method, 100, text(status + "\nContent-Length: 50\n\n"));

        assertThat(answer.body().isEmpty()).isTrue();
        assertThat(answer.whole()).isTrue();
    }

    @Test
    void interim_answers_are_passed_over() throws Exception {
        var answer =
                get(
                        "HTTP/1.1 100 Continue\n\nHTTP/1.1 103 Early Hints\nLink: </a>\n\n"
                                + "HTTP/1.1 200 OK\nContent-Length: 1\n\nx");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.first("Link")).isEmpty();
    }

    @Test
    void a_folded_header_is_one_value_and_lines_may_end_in_a_line_feed_alone() throws Exception {
        var answer =
                fetch(
                        "GET",
                        100,
                        bytes(
                                "HTTP/1.1 200 OK\nX-Long: a\n  b\n\tc \nContent-Length: 0\n\n"
                                        .getBytes(StandardCharsets.US_ASCII)));

        assertThat(answer.first("X-Long")).contains("a b c");
    }

    @Test
    void a_body_is_cut_at_its_limit_and_said_to_be() throws Exception {
        var exactly = "0123456789";
        var more = exactly + "x";
        for (var framing : List.of("length", "chunks", "close")) {
            for (var content : List.of(exactly, more)) {
                var head = "HTTP/1.1 200 OK\n";
                var answer =
                        fetch(
                                "GET",
                                10,
                                text(
                                        switch (framing) {
                                            case "length" ->
                                                    head
                                                            + "Content-Length: "
                                                            + content.length()
                                                            + "\n\n"
                                                            + content;
                                            case "chunks" ->
                                                    head
                                                            + "Transfer-Encoding: chunked\n\n"
                                                            + Integer.toHexString(content.length())
                                                            + "\n"
                                                            + content
                                                            + "\n0\n\n";
                                            default -> head + "\n" + content;
                                        }));

                assertThat(body(answer)).as(framing + content).isEqualTo(exactly);
                assertThat(answer.whole()).as(framing + content).isEqualTo(content.equals(exactly));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\nContent-Length: 6",
                "Content-Length: 5, 6",
                "Content-Length: 5\nTransfer-Encoding: chunked",
                "Content-Length: +5",
                "Content-Length: -1",
                "Content-Length: 0x5",
                "Content-Length: ",
                "Content-Length: 5 5",
                "Content-Length: 99999999999999999999",
                "Content-Length : 5",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding: xchunked"
            })
    void an_answer_that_ends_in_two_places_is_refused(String headers) {
        assertThatThrownBy(() -> get("HTTP/1.1 200 OK\n" + headers + "\n\n5\nhello\n0\n\n"))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("a.example");
    }

    @Test
    void the_same_length_twice_is_one_length() throws Exception {
        assertThat(body(get("HTTP/1.1 200 OK\nContent-Length: 2, 2\ncontent-length: 2\n\nhi")))
                .isEqualTo("hi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x2\nhi\n0\n\n",
                "-2\nhi\n0\n\n",
                "+2\nhi\n0\n\n",
                "\nhi\n0\n\n",
                "2 3\nhi\n0\n\n",
                "g\nhi\n0\n\n",
                "fffffffffffff\nhi\n0\n\n",
                "1\nhi\n0\n\n",
                "2\nhiX\n0\n\n",
                "2;a=b\u0000\nhi\n0\n\n"
            })
    void sizes_of_chunks_that_are_no_plain_numbers_are_refused(String chunks) {
        assertThatThrownBy(() -> get("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n" + chunks))
                .isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\n",
                "HTTP/1.1 200 OK\nContent-Length: 5\n",
                "HTTP/1.1 200 OK\nContent-Length: 5\n\nhell",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhell",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhello\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhello\n0\n",
                "HTTP/1.1 100 Continue\n\n"
            })
    void an_answer_that_ends_too_early_is_no_answer(String answer) {
        assertThatThrownBy(() -> get(answer)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2p1\n",
                "220 mail.example ESMTP\n",
                "HTTP/2 200\n\n",
                "HTTP/1.1 20 OK\n\n",
                "HTTP/1.1 2000 OK\n\n",
                "HTTP/1.1 099 OK\n\n",
                "http/1.1 200 OK\n\n",
                "HTTP/1.1  200 OK\n\n",
                "HTTP/1.1 101 Switching Protocols\nUpgrade: x\n\n",
                "HTTP/1.1 200 OK\n: nameless\n\n",
                "HTTP/1.1 200 OK\nno colon\n\n",
                "HTTP/1.1 200 OK\n folded: onto nothing\n\n",
                "HTTP/1.1 200 OK\nX: a\rb\n\n",
                "HTTP/1.1 200 OK\nX: a\u0000b\n\n",
                "HTTP/1.1 200 OK\nX Y: a\n\n"
            })
    void what_is_not_http_is_refused(String answer) {
        assertThatThrownBy(() -> get(answer)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void headers_without_end_are_cut_off() {
        assertThatThrownBy(
                        () ->
                                fetch(
                                        "GET",
                                        100,
                                        (request, out) -> {
                                            out.write(line("HTTP/1.1 200 OK\r\nX-Long: "));
                                            while (true) {
                                                out.write(line("all work and no play "));
                                            }
                                        }))
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(
                        () ->
                                fetch(
                                        "GET",
                                        100,
                                        (request, out) -> {
                                            out.write(line("HTTP/1.1 200 OK\r\n"));
                                            while (true) {
                                                out.write(line("X: y\r\n"));
                                            }
                                        }))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("headers");
        assertThatThrownBy(
                        () ->
                                fetch(
                                        "GET",
                                        100,
                                        (request, out) -> {
                                            while (true) {
                                                out.write(line("HTTP/1.1 100 Continue\r\n\r\n"));
                                            }
                                        }))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("interim");
    }

    @Test
    void a_body_without_end_is_cut_at_its_limit() throws Exception {
        var answer =
                fetch(
                        "GET",
                        1 << 20,
                        (request, out) -> {
                            out.write(line("HTTP/1.1 200 OK\r\n\r\n"));
                            var much = new byte[64 << 10];
                            while (true) {
                                out.write(much);
                            }
                        });

        assertThat(answer.body().size()).isEqualTo(1 << 20);
        assertThat(answer.whole()).isFalse();
    }

    private static void assertTimesOut(boolean secure, HttpServerOnLoopback.Answer answer)
            throws Exception {
        var patience = Duration.ofMillis(600);
        var certificates = TestCertificates.forNames("a.example");
        try (var server =
                secure
                        ? HttpServerOnLoopback.secure(certificates.server(), answer)
                        : HttpServerOnLoopback.plain(answer)) {
            var request =
                    new Request(
                            Optional.empty(),
                            "GET",
                            URI.create(
                                    (secure ? "https" : "http")
                                            + "://a.example:"
                                            + server.port()
                                            + "/"),
                            Map.of(),
                            Bytes.NONE,
                            false,
                            patience,
                            1_000_000);
            long begun = System.nanoTime();

            assertThatThrownBy(() -> FETCHER.fetch(request))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContainingAll("a.example", "600 ms");

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
        }
    }

    @Test
    void a_server_that_says_nothing_costs_the_patience() throws Exception {
        HttpServerOnLoopback.Answer silence = (request, out) -> TimeUnit.SECONDS.sleep(20);
        assertTimesOut(false, silence);
        assertTimesOut(true, silence);
    }

    @Test
    void a_server_that_drips_costs_the_patience_and_no_more() throws Exception {
        HttpServerOnLoopback.Answer headers =
                (request, out) -> {
                    out.write(line("HTTP/1.1 200 OK\r\nX: "));
                    drip(out);
                };
        HttpServerOnLoopback.Answer content =
                (request, out) -> {
                    out.write(line("HTTP/1.1 200 OK\r\n\r\n"));
                    drip(out);
                };
        assertTimesOut(false, headers);
        assertTimesOut(false, content);
        assertTimesOut(true, headers);
        assertTimesOut(true, content);
    }

    private static void drip(java.io.OutputStream out) throws IOException, InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            out.write('x');
            out.flush();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void a_handshake_that_never_ends_costs_the_patience() throws Exception {
        try (var server = new java.net.ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            var request =
                    Request.get(
                            URI.create("https://a.example:" + server.getLocalPort() + "/"),
                            Duration.ofMillis(300),
                            10);

            assertThatThrownBy(() -> FETCHER.fetch(request))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void tls_where_there_is_none_is_an_error() throws Exception {
        try (var server = HttpServerOnLoopback.plain(text("HTTP/1.1 200 OK\n\n"))) {
            assertThatThrownBy(
                            () ->
                                    FETCHER.fetch(
                                            Request.get(
                                                    URI.create(
                                                            "https://a.example:"
                                                                    + server.port()
                                                                    + "/"),
                                                    Duration.ofSeconds(2),
                                                    10)))
                    .isInstanceOf(IOException.class);
        }
    }

    /** Whatever comes: an answer within its limits or an IOException, and soon. */
    @Test
    void mutated_answers_are_read_or_refused_and_nothing_else() throws Exception {
        var originals =
                List.of(
                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: a=b\r\n\r\nhello",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                        "HTTP/1.1 301 Moved\r\nLocation: https://a.example/\r\nContent-Length: 0\r\n\r\n",
                        "HTTP/1.0 200 OK\r\nX-A: b\r\n c\r\n\r\nhello",
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
        var random = new Random(4);
        int read = 0;
        int refused = 0;
        for (int round = 0; round < 600; round++) {
            var mutated =
                    mutated(
                            originals
                                    .get(random.nextInt(originals.size()))
                                    .getBytes(StandardCharsets.ISO_8859_1),
                            random);
            try {
                var answer = fetch("GET", 1_000, bytes(mutated));
                assertThat(answer.status()).isBetween(200, 999);
                assertThat(answer.body().size()).isLessThanOrEqualTo(1_000);
                read++;
            } catch (IOException refusal) {
                assertThat(refusal).isNotInstanceOf(SocketTimeoutException.class);
                refused++;
            }
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    private static byte[] mutated(byte[] original, Random random) {
        var bytes = original.clone();
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return switch (random.nextInt(4)) {
            case 0 -> java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> {
                var longer = java.util.Arrays.copyOf(bytes, bytes.length + random.nextInt(3_000));
                yield longer;
            }
            case 2 -> {
                int from = random.nextInt(bytes.length);
                System.arraycopy(bytes, 0, bytes, from, bytes.length - from);
                yield bytes;
            }
            default -> bytes;
        };
    }

    private static byte[] line(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
