package dev.nightshift.certificates.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.TlsSurvey.Offer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What no library offers any more, by servers of our own. */
class OldServersTest {
    private static final int RC4_128_SHA = 0x0005;
    private static final int EXPORT_RC4 = 0x0003;
    private static final int DHE_3DES = 0x0016;
    private static final int DHE_EXPORT = 0x0014;
    private static final int ANONYMOUS_3DES = 0x001b;
    private static final int NULL_MD5 = 0x0001;
    private static final int SSL2_RC4 = 0x010080;
    private static final int SSL2_EXPORT_RC4 = 0x020080;

    private final TlsProbe probe = Loopback.probe();

    @ParameterizedTest
    @EnumSource(names = {"SSL_3", "TLS_1_0", "TLS_1_1"})
    void a_certificate_is_read_from_a_server_of_one_old_version(ProtocolVersion version)
            throws Exception {
        try (var server = new ScriptedServer(OldServer.of(version, DHE_3DES)::play)) {
            assertThat(probe.handshake(Loopback.spot(server.port())))
                    .isInstanceOfSatisfying(
                            Handshake.Served.class,
                            served -> {
                                assertThat(served.version()).isEqualTo(version);
                                assertThat(served.chain())
                                        .containsExactly(Bytes.of(TestKeys.RSA.der()));
                                assertThat(served.keyProven()).isTrue();
                            });
        }
    }

    @Test
    void a_server_that_hangs_up_on_new_hellos_is_asked_in_the_old_manner() throws Exception {
        var old = OldServer.of(ProtocolVersion.SSL_3, RC4_128_SHA).hangingUp();
        try (var server = new ScriptedServer(old::play)) {
            assertThat(probe.handshake(Loopback.spot(server.port())))
                    .isInstanceOfSatisfying(
                            Handshake.Served.class,
                            served -> assertThat(served.keyProven()).isFalse());
        }
    }

    @Test
    void a_server_of_ssl_2_alone_shows_its_certificate_too() throws Exception {
        var old = OldServer.of(ProtocolVersion.SSL_2).withSsl2(SSL2_RC4).hangingUp();
        try (var server = new ScriptedServer(old::play)) {
            assertThat(probe.handshake(Loopback.spot(server.port())))
                    .isEqualTo(
                            new Handshake.Served(
                                    ProtocolVersion.SSL_2,
                                    SSL2_RC4,
                                    List.of(Bytes.of(TestKeys.RSA.der())),
                                    Optional.empty(),
                                    false));
        }
    }

    @Test
    void a_handshake_in_pieces_of_one_byte_is_put_together() throws Exception {
        var old = OldServer.of(ProtocolVersion.TLS_1_0, DHE_3DES).inPiecesOf(1);
        try (var server = new ScriptedServer(old::play)) {
            assertThat(probe.handshake(Loopback.spot(server.port())))
                    .isInstanceOf(Handshake.Served.class);
        }
    }

    @Test
    void ssl_3_export_null_and_anonymous_ciphers_are_found_in_the_servers_order() throws Exception {
        var old =
                OldServer.of(
                                ProtocolVersion.SSL_3,
                                NULL_MD5,
                                DHE_EXPORT,
                                ANONYMOUS_3DES,
                                EXPORT_RC4,
                                RC4_128_SHA)
                        .withSsl2(SSL2_EXPORT_RC4, SSL2_RC4)
                        .compressing(1)
                        .withoutRenegotiationInfo();
        try (var server = new ScriptedServer(old::play)) {
            var survey = probe.survey(Loopback.spot(server.port()));

            assertThat(survey.protocols())
                    .containsEntry(ProtocolVersion.SSL_2, Offer.YES)
                    .containsEntry(ProtocolVersion.SSL_3, Offer.YES)
                    .containsEntry(ProtocolVersion.TLS_1_0, Offer.NO)
                    .containsEntry(ProtocolVersion.TLS_1_2, Offer.NO)
                    .containsEntry(ProtocolVersion.TLS_1_3, Offer.NO);
            assertThat(survey.suites().get(ProtocolVersion.SSL_3))
                    .extracting(CipherSuite::code)
                    .containsExactly(NULL_MD5, DHE_EXPORT, ANONYMOUS_3DES, EXPORT_RC4, RC4_128_SHA);
            assertThat(survey.ownOrder()).containsEntry(ProtocolVersion.SSL_3, true);
            assertThat(survey.suites().get(ProtocolVersion.SSL_2))
                    .extracting(CipherSuite::code)
                    .containsExactlyInAnyOrder(SSL2_EXPORT_RC4, SSL2_RC4);
            assertThat(survey.dhBits()).contains(512);
            assertThat(survey.dhCommonPrime()).get().asString().contains("mod_ssl");
            assertThat(survey.compression()).isEqualTo(Offer.YES);
            assertThat(survey.secureRenegotiation()).isEqualTo(Offer.NO);
            // no handshake of ours can be finished with these, and that is not the same as no
            assertThat(survey.clientRenegotiation()).isEqualTo(Offer.UNKNOWN);
            assertThat(survey.unanswered())
                    .anyMatch(line -> line.startsWith("client renegotiation"));
        }
    }

    @Test
    void a_server_that_hangs_up_each_time_does_not_have_it() throws Exception {
        var old = OldServer.of(ProtocolVersion.TLS_1_0, RC4_128_SHA).hangingUp();
        try (var server = new ScriptedServer(old::play)) {
            var survey = probe.survey(Loopback.spot(server.port()));

            assertThat(survey.offers(ProtocolVersion.TLS_1_0)).isEqualTo(Offer.YES);
            assertThat(survey.offers(ProtocolVersion.SSL_2)).isEqualTo(Offer.NO);
            assertThat(survey.offers(ProtocolVersion.TLS_1_3)).isEqualTo(Offer.NO);
            assertThat(survey.compression()).isEqualTo(Offer.NO);
        }
    }

    @Test
    void a_server_that_hangs_up_on_everything_has_nothing_that_is_known() throws Exception {
        try (var server = new ScriptedServer(socket -> {})) {
            var survey = probe.survey(Loopback.spot(server.port()));

            assertThat(survey.protocols().values()).containsOnly(Offer.UNKNOWN);
            assertThat(survey.unanswered()).isNotEmpty();
        }
    }

    @Test
    void a_version_that_gets_no_answer_is_unknown_and_not_no() throws Exception {
        var old = OldServer.of(ProtocolVersion.TLS_1_0, RC4_128_SHA);
        var impatient =
                new TlsProbe(
                        Loopback.dialer(),
                        new Patience(Duration.ofSeconds(2), Duration.ofSeconds(60)));
        // silent to SSL 2 and SSL 3, as a firewall that drops what it does not know
        try (var server =
                new ScriptedServer(
                        socket -> {
                            var in = new PushbackInputStream(socket.getInputStream(), 11);
                            var head = in.readNBytes(11);
                            if ((head[0] & 0x80) != 0 || head[10] == 0) {
                                in.transferTo(OutputStream.nullOutputStream());
                                return;
                            }
                            in.unread(head);
                            old.play(new Replayed(socket, in));
                        })) {
            var survey = impatient.survey(Loopback.spot(server.port()));

            assertThat(survey.offers(ProtocolVersion.TLS_1_0)).isEqualTo(Offer.YES);
            assertThat(survey.offers(ProtocolVersion.TLS_1_1)).isEqualTo(Offer.NO);
            assertThat(survey.offers(ProtocolVersion.SSL_3)).isEqualTo(Offer.UNKNOWN);
            assertThat(survey.offers(ProtocolVersion.SSL_2)).isEqualTo(Offer.UNKNOWN);
            assertThat(survey.unanswered())
                    .anyMatch(line -> line.contains("SSL 3.0"))
                    .anyMatch(line -> line.contains("SSL 2.0"));
        }
    }

    /** A socket whose first bytes were looked at already. */
    private static final class Replayed extends Socket {
        private final Socket socket;
        private final InputStream in;

        Replayed(Socket socket, InputStream in) {
            this.socket = socket;
            this.in = in;
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return socket.getOutputStream();
        }
    }
}
