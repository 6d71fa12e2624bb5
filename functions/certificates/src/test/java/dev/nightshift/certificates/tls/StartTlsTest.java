package dev.nightshift.certificates.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.tls.Handshake.Trouble;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Conversations before TLS, by scripts: {@code S:} is what the server says, {@code C:} hears. */
class StartTlsTest {
    private static final OldServer TLS = OldServer.of(ProtocolVersion.TLS_1_1, 0x0016);
    private static final String SSL_REQUEST =
            new String(
                    new byte[] {0, 0, 0, 8, 4, (byte) 0xd2, 22, 47}, StandardCharsets.ISO_8859_1);

    private final TlsProbe probe = Loopback.probe();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SMTP | S:220 mail ESMTP;C:EHLO [127.0.0.1];S:250-mail;S:250-SIZE 1;S:250 STARTTLS;C:STARTTLS;S:220 go",
                "SMTP | S:220-hello;S:220-to;S:220 you;C:EHLO [127.0.0.1];S:250-mail;S:250-starttls;S:250 HELP;C:STARTTLS;S:220 2.0.0 go",
                "IMAP | S:* OK [CAPABILITY IMAP4rev1] hi;C:a1 CAPABILITY;S:* CAPABILITY IMAP4rev1 STARTTLS;S:a1 OK done;C:a2 STARTTLS;S:a2 OK begin",
                "IMAP | S:* OK hi;C:a1 CAPABILITY;S:* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED;S:* OK more;S:A1 ok;C:a2 STARTTLS;S:a2 OK",
                "POP3 | S:+OK hi;C:CAPA;S:+OK list;S:USER;S:STLS;S:.;C:STLS;S:+OK begin",
                "POP3 | S:+OK hi;C:CAPA;S:-ERR what;C:STLS;S:+OK begin",
                "FTP | S:220-hello;S: any text;S:220 ready;C:AUTH TLS;S:234 go"
            })
    void a_service_that_agrees_goes_on_in_tls(StartTls how, String script) throws Exception {
        try (var server = new ScriptedServer(socket -> converse(socket, script))) {
            assertThat(probe.handshake(Loopback.spot(server.port(), how)))
                    .isInstanceOfSatisfying(
                            Handshake.Served.class,
                            served ->
                                    assertThat(served.version())
                                            .isEqualTo(ProtocolVersion.TLS_1_1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SMTP | S:220 mail;C:EHLO [127.0.0.1];S:250-mail;S:250 HELP | does not offer STARTTLS",
                "SMTP | S:220 mail;C:EHLO [127.0.0.1];S:250 XSTARTTLS | does not offer STARTTLS",
                "SMTP | S:220 mail;C:EHLO [127.0.0.1];S:502 no | to EHLO the server said: 502 no",
                "SMTP | S:554 no service | to a new connection the server said: 554 no service",
                "SMTP | S:220 mail;C:EHLO [127.0.0.1];S:250 STARTTLS;C:STARTTLS;S:454 not now | 454 not now",
                "SMTP | S:* OK imap | said: * OK imap",
                "IMAP | S:* PREAUTH hi | greets with: * PREAUTH",
                "IMAP | S:* BYE | greets with: * BYE",
                "IMAP | S:* OK hi;C:a1 CAPABILITY;S:* CAPABILITY IMAP4rev1;S:a1 OK | does not offer STARTTLS",
                "IMAP | S:* OK hi;C:a1 CAPABILITY;S:* CAPABILITY STARTTLS;S:a1 OK;C:a2 STARTTLS;S:a2 NO way | a2 NO way",
                "POP3 | S:-ERR busy | -ERR busy",
                "POP3 | S:+OK hi;C:CAPA;S:+OK;S:USER;S:. | does not offer STLS",
                "POP3 | S:+OK hi;C:CAPA;S:+OK;S:STLS;S:.;C:STLS;S:-ERR no | -ERR no",
                "FTP | S:220 ready;C:AUTH TLS;S:502 what | 502 what",
                "FTP | S:530 no | 530 no"
            })
    void a_service_that_does_not_is_said_so(StartTls how, String script, String why)
            throws Exception {
        try (var server = new ScriptedServer(socket -> converse(socket, script))) {
            fails(server, how, Trouble.NO_STARTTLS, why);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SMTP | S:220 mail;C:EHLO [127.0.0.1];S:250 STARTTLS;C:STARTTLS;S:220 go!250 injected",
                "IMAP | S:* OK hi;C:a1 CAPABILITY;S:* CAPABILITY STARTTLS;S:a1 OK;C:a2 STARTTLS;S:a2 OK!* injected",
                "POP3 | S:+OK hi;C:CAPA;S:+OK;S:STLS;S:.;C:STLS;S:+OK!+OK injected",
                "FTP | S:220 ready;C:AUTH TLS;S:234 go!230 injected"
            })
    void what_is_said_in_clear_after_the_consent_is_refused(StartTls how, String script)
            throws Exception {
        try (var server = new ScriptedServer(socket -> converse(socket, script))) {
            fails(server, how, Trouble.NO_STARTTLS, "says more in clear");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SMTP", "IMAP", "POP3", "FTP"})
    void a_service_that_talks_without_end_is_cut_short(StartTls how) throws Exception {
        var greeting =
                switch (how) {
                    case SMTP, FTP -> "220-again\r\n";
                    case IMAP -> "* OK again\r\n";
                    default -> "+OK again\r\n";
                };
        try (var server =
                        new ScriptedServer(
                                socket -> {
                                    while (true) {
                                        say(socket, greeting);
                                    }
                                });
                var line =
                        new ScriptedServer(
                                socket -> {
                                    while (true) {
                                        say(socket, "220");
                                    }
                                })) {
            fails(server, how, Trouble.NO_STARTTLS, "");
            fails(line, how, Trouble.NO_STARTTLS, "a line of more than 4096 bytes");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_service_that_says_nothing_is_waited_for_no_longer_than_allowed(StartTls how)
            throws Exception {
        var impatient =
                new TlsProbe(
                        Loopback.dialer(),
                        new Patience(Duration.ofMillis(300), Duration.ofSeconds(1)));
        try (var server = new ScriptedServer(socket -> socket.getInputStream().readAllBytes())) {
            assertThat(impatient.handshake(Loopback.spot(server.port(), how)))
                    .isInstanceOfSatisfying(
                            Handshake.Failed.class,
                            failed -> assertThat(failed.trouble()).isEqualTo(Trouble.TIMED_OUT));
        }
    }

    @Test
    void postgresql_agrees_with_one_letter() throws Exception {
        try (var server =
                new ScriptedServer(
                        socket -> {
                            expect(socket, SSL_REQUEST);
                            say(socket, "S");
                            TLS.play(socket);
                        })) {
            assertThat(probe.handshake(Loopback.spot(server.port(), StartTls.POSTGRESQL)))
                    .isInstanceOf(Handshake.Served.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "N, TLS turned off",
        "E, answered with an error",
        "H, not PostgreSQL",
        "SS, says more in clear"
    })
    void postgresql_that_does_not_agree_is_said_so(String answer, String why) throws Exception {
        try (var server =
                new ScriptedServer(
                        socket -> {
                            expect(socket, SSL_REQUEST);
                            say(socket, answer);
                            socket.getInputStream().readAllBytes();
                        })) {
            fails(server, StartTls.POSTGRESQL, Trouble.NO_STARTTLS, why);
        }
    }

    @Test
    void mysql_is_asked_after_its_greeting() throws Exception {
        try (var server =
                new ScriptedServer(
                        socket -> {
                            socket.getOutputStream().write(mysqlGreeting(10, 0xff, 0xff));
                            var request = socket.getInputStream().readNBytes(36);
                            // 32 bytes, the second packet, and CLIENT_SSL among the capabilities
                            if (request[0] == 32 && request[3] == 1 && (request[5] & 8) != 0) {
                                TLS.play(socket);
                            }
                        })) {
            assertThat(probe.handshake(Loopback.spot(server.port(), StartTls.MYSQL)))
                    .isInstanceOf(Handshake.Served.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10, 255, 247, does not offer TLS",
        "9, 255, 255, protocol 9",
        "255, 255, 255, greets with an error"
    })
    void mysql_that_does_not_agree_is_said_so(int protocol, int low, int high, String why)
            throws Exception {
        try (var server =
                new ScriptedServer(
                        socket -> {
                            socket.getOutputStream().write(mysqlGreeting(protocol, low, high));
                            socket.getInputStream().readAllBytes();
                        })) {
            fails(server, StartTls.MYSQL, Trouble.NO_STARTTLS, why);
        }
    }

    @Test
    void what_is_not_mysql_at_all_is_said_so() throws Exception {
        try (var server = new ScriptedServer(socket -> say(socket, "220 mail.example.com\r\n"))) {
            fails(server, StartTls.MYSQL, Trouble.NO_STARTTLS, "not MySQL");
        }
    }

    private void fails(ScriptedServer server, StartTls how, Trouble trouble, String why) {
        assertThat(probe.handshake(Loopback.spot(server.port(), how)))
                .isInstanceOfSatisfying(
                        Handshake.Failed.class,
                        failed -> {
                            assertThat(failed.trouble()).isEqualTo(trouble);
                            assertThat(failed.why()).contains(why);
                        });
    }

    /** {@code !} is what comes in the same breath as the line before. */
    private static void converse(Socket socket, String script) throws Exception {
        for (var step : script.strip().split(";", -1)) {
            var line = step.substring(2).replace("!", "\r\n") + "\r\n";
            if (step.startsWith("S:")) {
                say(socket, line);
            } else {
                expect(socket, line);
            }
        }
        TLS.play(socket);
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void expect(Socket socket, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        var heard = socket.getInputStream().readNBytes(bytes.length);
        if (!Arrays.equals(heard, bytes)) {
            throw new IOException("heard " + new String(heard, StandardCharsets.ISO_8859_1));
        }
    }

    private static byte[] mysqlGreeting(int protocol, int low, int high) {
        var text = new StringBuilder().append((char) protocol).append("8.4.0\0");
        text.append("\1\0\0\0").append("saltsalt").append('\0');
        text.append((char) low).append((char) high).append("\55\2\0");
        for (var more : List.of("\377\337", "\25", "\0".repeat(10), "moresaltmore\0", "plugin\0")) {
            text.append(more);
        }
        var body = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        var packet = new byte[body.length + 4];
        packet[0] = (byte) body.length;
        System.arraycopy(body, 0, packet, 4, body.length);
        return packet;
    }
}
