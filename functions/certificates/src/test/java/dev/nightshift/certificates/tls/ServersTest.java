package dev.nightshift.certificates.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.Handshake.Trouble;
import dev.nightshift.certificates.tls.TlsSurvey.Offer;
import dev.nightshift.core.testing.FreePorts;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Java's own servers, nginx, and servers that are not there. */
class ServersTest {
    @TempDir Path folder;

    private final TlsProbe probe = Loopback.probe();

    @ParameterizedTest
    @CsvSource({"TLSv1.3, TLS_1_3", "TLSv1.2, TLS_1_2"})
    void javas_own_server_is_understood(String protocol, ProtocolVersion version) throws Exception {
        for (var keys : List.of(TestKeys.RSA, TestKeys.ECDSA)) {
            try (var server = jsse(keys, protocol)) {
                var spot = Loopback.spot(server.port());
                var survey = probe.survey(spot);

                assertThat(probe.handshake(spot))
                        .isInstanceOfSatisfying(
                                Handshake.Served.class,
                                served -> {
                                    assertThat(served.version()).isEqualTo(version);
                                    assertThat(served.chain())
                                            .containsExactly(Bytes.of(keys.der()));
                                    assertThat(served.keyProven()).isTrue();
                                });
                assertThat(survey.unanswered()).isEmpty();
                for (var other : ProtocolVersion.values()) {
                    assertThat(survey.offers(other))
                            .as(other.toString())
                            .isEqualTo(other == version ? Offer.YES : Offer.NO);
                }
                assertThat(survey.suites().get(version)).isNotEmpty();
                assertThat(survey.groups()).contains("x25519", "secp256r1");
                // JSSE lets a client renegotiate unless it is told otherwise
                assertThat(survey.clientRenegotiation())
                        .isEqualTo(version == ProtocolVersion.TLS_1_2 ? Offer.YES : Offer.NO);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_3", "-tls1_2"})
    void a_stapled_response_comes_with_the_certificate(String version) throws Exception {
        TestKeys.RSA.write(folder, "rsa");
        var response = new OCSPRespBuilder().build(OCSPRespBuilder.TRY_LATER, null).getEncoded();
        Files.write(folder.resolve("ocsp.der"), response);
        try (var server =
                OpensslServer.start(
                        folder,
                        version,
                        "-cert",
                        "rsa.crt",
                        "-key",
                        "rsa.key",
                        "-status_file",
                        "ocsp.der")) {
            assertThat(probe.handshake(Loopback.spot(server.port())))
                    .isInstanceOfSatisfying(
                            Handshake.Served.class,
                            served -> assertThat(served.stapled()).contains(Bytes.of(response)));
        }
    }

    @Test
    void a_survey_of_nginx_finds_what_its_config_says() throws Exception {
        OpensslServer.assume("nginx");
        TestKeys.RSA.write(folder, "rsa");
        int port = FreePorts.next();
        Files.writeString(
                folder.resolve("nginx.conf"),
                """
                daemon off;
                master_process off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events {}
                http {
                  access_log off;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  server {
                    listen 127.0.0.1:%2$d ssl;
                    ssl_certificate %1$s/rsa.crt;
                    ssl_certificate_key %1$s/rsa.key;
                    ssl_protocols TLSv1.2 TLSv1.3;
                    ssl_prefer_server_ciphers on;
                    ssl_ciphers ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256:AES128-SHA;
                    ssl_ecdh_curve secp384r1:prime256v1;
                  }
                }
                """
                        .formatted(folder, port));
        var nginx =
                List.of(
                        OpensslServer.find("nginx").orElseThrow().toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString());
        try (var server = OpensslServer.start(folder, port, nginx)) {
            var survey = probe.survey(Loopback.spot(server.port()));

            assertThat(survey.unanswered()).isEmpty();
            assertThat(survey.offers(ProtocolVersion.TLS_1_3)).isEqualTo(Offer.YES);
            assertThat(survey.offers(ProtocolVersion.TLS_1_1)).isEqualTo(Offer.NO);
            assertThat(survey.suites().get(ProtocolVersion.TLS_1_2))
                    .extracting(CipherSuite::code)
                    .containsExactly(0xc030, 0xc02f, 0x002f);
            assertThat(survey.ownOrder()).containsEntry(ProtocolVersion.TLS_1_2, true);
            assertThat(survey.groups()).containsExactlyInAnyOrder("secp384r1", "secp256r1");
            assertThat(survey.clientRenegotiation()).isEqualTo(Offer.NO);
            assertThat(survey.secureRenegotiation()).isEqualTo(Offer.YES);
            assertThat(survey.fallbackScsv()).isEqualTo(Offer.YES);
        }
    }

    @Test
    void nobody_who_listens_is_refused_and_all_is_unknown() throws Exception {
        var spot = Loopback.spot(FreePorts.next());

        assertThat(probe.handshake(spot))
                .isInstanceOfSatisfying(
                        Handshake.Failed.class,
                        failed -> assertThat(failed.trouble()).isEqualTo(Trouble.REFUSED));
        var survey = probe.survey(spot);
        assertThat(survey.protocols().values()).containsOnly(Offer.UNKNOWN);
        assertThat(survey.unanswered()).isNotEmpty();
        assertThat(survey.secureRenegotiation()).isEqualTo(Offer.UNKNOWN);
    }

    @Test
    void another_protocol_is_said_to_be_no_tls() throws Exception {
        try (var server =
                new ScriptedServer(
                        socket -> {
                            socket.getOutputStream()
                                    .write("220 mail\r\n".getBytes(StandardCharsets.US_ASCII));
                            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                        })) {
            assertThat(probe.handshake(Loopback.spot(server.port())))
                    .isInstanceOfSatisfying(
                            Handshake.Failed.class,
                            failed -> assertThat(failed.trouble()).isEqualTo(Trouble.NOT_TLS));
        }
    }

    @Test
    void dead_endpoints_cost_their_time_out_and_hold_up_none_of_the_others() throws Exception {
        var patience = Duration.ofSeconds(8);
        var patient = new TlsProbe(Loopback.dialer(), new Patience(patience, patience));
        try (var dead =
                        new ScriptedServer(
                                socket ->
                                        socket.getInputStream()
                                                .transferTo(OutputStream.nullOutputStream()));
                var alive = jsse(TestKeys.ECDSA, "TLSv1.3");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<Future<Handshake>>();
            for (int i = 0; i < 40; i++) {
                waiting.add(threads.submit(() -> patient.handshake(Loopback.spot(dead.port()))));
            }
            Callable<Handshake> look = () -> patient.handshake(Loopback.spot(alive.port()));
            for (int i = 0; i < 10; i++) {
                assertThat(threads.submit(look).get()).isInstanceOf(Handshake.Served.class);
            }
            assertThat(waiting).noneMatch(Future::isDone);
            for (var one : waiting) {
                assertThat(one.get())
                        .isInstanceOfSatisfying(
                                Handshake.Failed.class,
                                failed ->
                                        assertThat(failed.trouble()).isEqualTo(Trouble.TIMED_OUT));
            }
        }
    }

    @Test
    void no_more_than_four_questions_are_asked_of_a_server_at_once() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var old = OldServer.of(ProtocolVersion.TLS_1_0, 0x002f, 0x0035, 0x000a, 0x0005);
        try (var server =
                new ScriptedServer(
                        socket -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            try {
                                Thread.sleep(20);
                                old.play(socket);
                            } finally {
                                now.decrementAndGet();
                            }
                        })) {
            // this server finishes no handshake, which is waited for
            new TlsProbe(
                            Loopback.dialer(),
                            new Patience(Duration.ofSeconds(3), Duration.ofSeconds(60)))
                    .survey(Loopback.spot(server.port()));

            // a server learns a little later than the probe that a connection has ended
            assertThat(most.get()).isBetween(2, 8);
            assertThat(server.connections()).isLessThan(45);
        }
    }

    @Test
    void a_survey_ends_when_its_time_is_over() throws Exception {
        var hasty =
                new TlsProbe(
                        Loopback.dialer(),
                        new Patience(Duration.ofSeconds(30), Duration.ofMillis(500)));
        try (var server =
                new ScriptedServer(
                        socket ->
                                socket.getInputStream()
                                        .transferTo(OutputStream.nullOutputStream()))) {
            long start = System.nanoTime();
            var survey = hasty.survey(Loopback.spot(server.port()));

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(10));
            assertThat(survey.protocols().values()).containsOnly(Offer.UNKNOWN);
        }
    }

    private static ScriptedServer jsse(TestKeys keys, String protocol) throws Exception {
        var context = keys.context();
        return new ScriptedServer(
                socket -> {
                    var tls =
                            (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
                    tls.setUseClientMode(false);
                    tls.setEnabledProtocols(new String[] {protocol});
                    tls.startHandshake();
                    tls.getInputStream().transferTo(OutputStream.nullOutputStream());
                });
    }
}
