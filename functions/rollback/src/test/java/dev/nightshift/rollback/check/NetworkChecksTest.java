package dev.nightshift.rollback.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightshift.core.testing.FreePorts;
import dev.nightshift.rollback.check.CheckSight.Failed;
import dev.nightshift.rollback.check.CheckSight.NotAsked;
import dev.nightshift.rollback.check.CheckSight.Passed;
import dev.nightshift.rollback.service.HttpCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkChecksTest {
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicLong sent = new AtomicLong();
    private final NetworkChecks checks = new NetworkChecks();
    private HttpServer server;

    NetworkChecksTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/fine", exchange -> answer(exchange, 200, "all is well"));
        server.createContext("/broken", exchange -> answer(exchange, 503, "out of order"));
        server.createContext("/moved", exchange -> redirect(exchange, "/fine"));
        server.createContext("/loop", exchange -> redirect(exchange, "/loop"));
        server.createContext(
                "/metadata", exchange -> redirect(exchange, "http://169.254.169.254/latest/"));
        server.createContext("/slow", this::slow);
        server.createContext("/endless", this::endless);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void what_is_as_it_should_be_passes() {
        assertThat(ask("/fine", 200, Optional.of("is well"), Map.of("X-Version", "42")))
                .isInstanceOf(Passed.class);
    }

    @Test
    void what_is_not_says_what_and_what_was_wanted() {
        assertThat(fault("/broken", 200, Optional.empty(), Map.of()))
                .contains("status 503, wanted 200");
        assertThat(fault("/fine", 200, Optional.of("ill"), Map.of()))
                .contains("\"ill\" is not in the answer");
        assertThat(fault("/fine", 200, Optional.empty(), Map.of("X-Version", "43")))
                .contains("header X-Version is [42], wanted 43");
        assertThat(fault("/fine", 200, Optional.empty(), Map.of("X-Other", "1")))
                .contains("header X-Other is missing");
        assertThat(ask("/broken", 503, Optional.empty(), Map.of())).isInstanceOf(Passed.class);
    }

    @Test
    void a_redirect_is_followed_where_a_page_is_wanted_and_not_where_it_is_itself() {
        assertThat(ask("/moved", 200, Optional.of("well"), Map.of())).isInstanceOf(Passed.class);
        assertThat(ask("/moved", 302, Optional.empty(), Map.of("Location", "/fine")))
                .isInstanceOf(Passed.class);
        assertThat(fault("/loop", 200, Optional.empty(), Map.of())).contains("more than 5 times");
    }

    @Test
    void the_whole_answer_must_be_there_in_time() {
        var check = check(url("/slow"), 200, Duration.ofMillis(300), Optional.empty(), Map.of());

        long begin = System.nanoTime();
        var sight = checks.ask(List.of(check)).getFirst();

        assertThat(sight).isInstanceOf(Failed.class);
        assertThat(((Failed) sight).why()).contains("no whole answer within 300 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void of_an_answer_without_end_only_the_beginning_is_fetched() {
        assertThat(ask("/endless", 200, Optional.of("xxxx"), Map.of())).isInstanceOf(Passed.class);
        assertThat(fault("/endless", 200, Optional.of("y"), Map.of())).contains("\"y\" is not");
        // sockets and servers buffer some of what is sent
        assertThat(sent.get()).isLessThan(64L * 1024 * 1024);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://169.254.170.2/v2/credentials",
                "http://[fe80::1]/",
                "http://[fd00:ec2::254]/latest/",
                "http://[::ffff:169.254.169.254]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[::169.254.169.254]/",
                "http://2852039166/"
            })
    void where_clouds_keep_their_credentials_is_never_asked(String address) {
        var check =
                check(URI.create(address), 200, Duration.ofMillis(500), Optional.empty(), Map.of());

        assertThat(checks.ask(List.of(check)).getFirst()).isInstanceOf(NotAsked.class);
    }

    @Test
    void nor_after_a_redirect() {
        assertThat(ask("/metadata", 200, Optional.empty(), Map.of())).isInstanceOf(NotAsked.class);
    }

    @Test
    void nobody_there_is_a_failure_and_spares_the_others() {
        var dead =
                check(
                        URI.create("http://127.0.0.1:" + FreePorts.next() + "/"),
                        200,
                        Duration.ofSeconds(2),
                        Optional.empty(),
                        Map.of());
        var nameless =
                check(
                        URI.create("http://no-such-host.invalid/"),
                        200,
                        Duration.ofSeconds(5),
                        Optional.empty(),
                        Map.of());
        var fine = check(url("/fine"), 200, Duration.ofSeconds(5), Optional.empty(), Map.of());

        var sights = checks.ask(List.of(dead, nameless, fine));

        assertThat(sights.get(0).fault())
                .hasValueSatisfying(why -> assertThat(why).contains("no answer"));
        assertThat(sights.get(1).fault())
                .hasValueSatisfying(why -> assertThat(why).contains("has no address"));
        assertThat(sights.get(2)).isInstanceOf(Passed.class);
        assertThat(checks.faults(List.of(dead, fine))).hasSize(1);
    }

    private CheckSight ask(
            String path, int status, Optional<String> body, Map<String, String> headers) {
        return checks.ask(List.of(check(url(path), status, Duration.ofSeconds(5), body, headers)))
                .getFirst();
    }

    private String fault(
            String path, int status, Optional<String> body, Map<String, String> headers) {
        return ask(path, status, body, headers).fault().orElseThrow();
    }

    private static HttpCheck check(
            URI url,
            int status,
            Duration within,
            Optional<String> body,
            Map<String, String> headers) {
        return new HttpCheck(url, status, within, body, headers);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-Version", "42");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Location", to);
            exchange.sendResponseHeaders(302, -1);
        }
    }

    /** The head at once, the rest never. */
    private void slow(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            var _ = over.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void endless(HttpExchange exchange) {
        var some = new byte[16 * 1024];
        Arrays.fill(some, (byte) 'x');
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            while (over.getCount() > 0) {
                exchange.getResponseBody().write(some);
                sent.addAndGet(some.length);
            }
        } catch (IOException gone) {
            // whoever asked has heard enough
        }
    }
}
