package dev.nightshift.certificates.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.TlsSurvey.Offer;
import dev.nightshift.core.testing.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL itself, which asks for TLS in a way of its own. */
class PostgresqlServerTest {
    private final TlsProbe probe = Loopback.probe();

    @TempDir Path folder;

    @Test
    void a_database_shows_its_certificate_once_it_is_asked_for_tls() throws Exception {
        try (var server = serve(true)) {
            var spot = Loopback.spot(server.port(), StartTls.POSTGRESQL);

            assertThat(probe.handshake(spot))
                    .isInstanceOfSatisfying(
                            Handshake.Served.class,
                            served ->
                                    assertThat(served.chain())
                                            .containsExactly(Bytes.of(TestKeys.RSA.der())));
            var survey = probe.survey(spot);
            assertThat(survey.unanswered()).isEmpty();
            assertThat(survey.offers(ProtocolVersion.TLS_1_3)).isEqualTo(Offer.YES);
            assertThat(survey.offers(ProtocolVersion.TLS_1_1)).isEqualTo(Offer.NO);
        }
    }

    @Test
    void a_database_without_tls_is_said_so() throws Exception {
        try (var server = serve(false)) {
            assertThat(probe.handshake(Loopback.spot(server.port(), StartTls.POSTGRESQL)))
                    .isEqualTo(
                            new Handshake.Failed(
                                    Handshake.Trouble.NO_STARTTLS,
                                    "the server has TLS turned off"));
        }
    }

    private OpensslServer serve(boolean tls) throws Exception {
        OpensslServer.assume("initdb");
        OpensslServer.assume("postgres");
        // PostgreSQL does not run as root
        var who =
                System.getProperty("user.name").equals("root")
                        ? List.of(
                                "setpriv",
                                "--reuid=postgres",
                                "--regid=postgres",
                                "--clear-groups",
                                "--")
                        : List.<String>of();
        assumeTrue(
                who.isEmpty() || OpensslServer.find("setpriv").isPresent(),
                "there is no setpriv to be somebody else than root");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        var data = folder.resolve("data");
        run(who, "initdb", "-D", data.toString(), "-U", "master", "-A", "trust", "-N");
        TestKeys.RSA.write(folder, "server");
        run(who, "cp", folder.resolve("server.crt").toString(), data.toString());
        run(who, "cp", folder.resolve("server.key").toString(), data.toString());
        run(who, "chmod", "600", data.resolve("server.key").toString());
        int port = FreePorts.next();
        var command = new ArrayList<>(who);
        command.addAll(List.of("postgres", "-D", data.toString(), "-p", String.valueOf(port)));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1"));
        command.addAll(List.of("-c", "unix_socket_directories="));
        command.addAll(List.of("-c", "ssl=" + (tls ? "on" : "off")));
        return OpensslServer.start(folder, port, command);
    }

    private void run(List<String> who, String... command) throws Exception {
        var whole = new ArrayList<>(who);
        whole.addAll(List.of(command));
        var process =
                new ProcessBuilder(whole)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("run.log").toFile())
                        .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(String.join(" ", whole)).isZero();
    }
}
