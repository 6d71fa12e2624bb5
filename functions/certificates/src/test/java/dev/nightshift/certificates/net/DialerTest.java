package dev.nightshift.certificates.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DialerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final AddressPolicy PUBLIC_ONLY = new AddressPolicy(List.of());
    private static final AddressPolicy LOOPBACK =
            new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")));

    @Test
    void good_addresses_go_on_and_the_others_are_named() throws Exception {
        Names both =
                host ->
                        List.of(
                                InetAddress.ofLiteral("127.0.0.1"),
                                InetAddress.ofLiteral("8.8.8.8"));

        var resolved = new Dialer(both, PUBLIC_ONLY).resolve("a.example");

        assertThat(resolved.addresses()).extracting(Vetted::literal).containsExactly("8.8.8.8");
        assertThat(resolved.refused())
                .singleElement()
                .asString()
                .contains("127.0.0.1", "privateRanges");
    }

    /** All of them are 127.0.0.1 or 169.254.169.254 to one parser or another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "017700000001",
                "127.1",
                "127.0.1",
                "2852039166",
                "0xa9fea9fe",
                "0251.0376.0251.0376",
                "::ffff:127.0.0.1",
                "[::ffff:7f00:1]",
                "::ffff:a9fe:a9fe",
                "0:0:0:0:0:ffff:7f00:0001"
            })
    void a_host_written_as_a_number_goes_through_the_same_gate(String host) {
        // only what the JDK reads as a literal: nothing here may ask a name server
        Names system =
                asked -> {
                    try {
                        return List.of(InetAddress.ofLiteral(asked));
                    } catch (IllegalArgumentException name) {
                        throw new UnknownHostException(asked);
                    }
                };
        var written = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        var asked = HttpTarget.of(URI.create("http://" + written + "/")).host();

        assertThat(addressesOf(new Dialer(system, PUBLIC_ONLY), asked))
                .extracting(Vetted::address)
                .noneMatch(InetAddress::isLoopbackAddress)
                .noneMatch(InetAddress::isLinkLocalAddress);
    }

    private static List<Vetted> addressesOf(Dialer dialer, String host) {
        try {
            return dialer.resolve(host).addresses();
        } catch (UnknownHostException noLiteral) {
            return List.of();
        }
    }

    @Test
    void a_name_is_asked_for_once_so_that_a_second_answer_leads_nowhere() throws Exception {
        var asked = new AtomicInteger();
        Names rebinding =
                host ->
                        List.of(
                                InetAddress.ofLiteral(
                                        asked.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1"));
        try (var server =
                HttpServerOnLoopback.plain(
                        HttpServerOnLoopback.text("HTTP/1.1 204 No Content\n\n"))) {
            var answer =
                    new HttpFetcher(new Dialer(rebinding, LOOPBACK))
                            .fetch(
                                    Fetcher.Request.get(
                                            URI.create("http://a.example:" + server.port() + "/"),
                                            PATIENCE,
                                            10));

            assertThat(answer.status()).isEqualTo(204);
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void a_connection_has_no_delay_and_a_time_out() throws Exception {
        try (var server = HttpServerOnLoopback.plain(HttpServerOnLoopback.text(""));
                var socket =
                        new Dialer(Names.ofSystem(), LOOPBACK)
                                .connect(
                                        LOOPBACK.vet(InetAddress.ofLiteral("127.0.0.1")),
                                        server.port(),
                                        PATIENCE)) {
            assertThat(socket.getTcpNoDelay()).isTrue();
            assertThat(socket.getSoTimeout()).isEqualTo(5_000);
        }
    }

    @Test
    void nobody_listening_is_an_error() throws Exception {
        int port = FreePorts.next();

        assertThatThrownBy(
                        () ->
                                new Dialer(Names.ofSystem(), LOOPBACK)
                                        .connect(
                                                LOOPBACK.vet(InetAddress.ofLiteral("127.0.0.1")),
                                                port,
                                                PATIENCE))
                .isInstanceOf(IOException.class);
    }
}
