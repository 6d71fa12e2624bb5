package dev.nightshift.certificates.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.TlsSurvey.Offer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beside a TLS that nobody here wrote. */
class TlsProbeOpensslTest {
    @TempDir static Path folder;

    private final TlsProbe probe = Loopback.probe();

    @BeforeAll
    static void keys() throws Exception {
        OpensslServer.assume("openssl");
        TestKeys.RSA.write(folder, "rsa");
        TestKeys.ECDSA.write(folder, "ec");
        TestKeys.make("RSASSA-PSS", "2048", "SHA256withRSAandMGF1").write(folder, "pss");
        TestKeys.make("Ed25519", "", "Ed25519").write(folder, "ed25519");
        TestKeys.make("EC", "secp384r1", "SHA384withECDSA").write(folder, "p384");
    }

    @ParameterizedTest
    @CsvSource({
        "rsa, -tls1_3, TLS_1_3, true",
        "ec, -tls1_3, TLS_1_3, true",
        "pss, -tls1_3, TLS_1_3, true",
        "ed25519, -tls1_3, TLS_1_3, true",
        "p384, -tls1_3, TLS_1_3, true",
        "rsa, -tls1_3 -groups P-256, TLS_1_3, true",
        "rsa, -tls1_3 -groups P-384, TLS_1_3, true",
        "rsa, -tls1_3 -groups P-521, TLS_1_3, true",
        "rsa, -tls1_3 -groups X448, TLS_1_3, true",
        "rsa, -tls1_3 -ciphersuites TLS_AES_256_GCM_SHA384, TLS_1_3, true",
        "ec, -tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256, TLS_1_3, true",
        "ec, -tls1_3 -Verify 1, TLS_1_3, true",
        "rsa, -tls1_2, TLS_1_2, true",
        "ec, -tls1_2, TLS_1_2, true",
        "pss, -tls1_2, TLS_1_2, true",
        "ed25519, -tls1_2, TLS_1_2, true",
        "rsa, -tls1_2 -Verify 1, TLS_1_2, true",
        "rsa, -tls1_2 -cipher DHE-RSA-AES128-SHA, TLS_1_2, true",
        "rsa, -tls1_2 -cipher AES128-SHA, TLS_1_2, false",
        "rsa, -tls1_2 -cipher NULL-SHA256:@SECLEVEL=0, TLS_1_2, false",
        "rsa, -tls1_1 -cipher ALL:@SECLEVEL=0, TLS_1_1, true",
        "rsa, -tls1 -cipher ALL:@SECLEVEL=0, TLS_1_0, true",
        "ec, -tls1 -cipher ALL:@SECLEVEL=0, TLS_1_0, true",
        "rsa, -tls1 -cipher AES128-SHA:@SECLEVEL=0, TLS_1_0, false"
    })
    void the_certificate_is_read_and_its_key_is_proven_where_the_protocol_can(
            String keys, String options, ProtocolVersion version, boolean proven) throws Exception {
        try (var server = serve(keys, options)) {
            assertThat(probe.handshake(Loopback.spot(server.port())))
                    .isInstanceOfSatisfying(
                            Handshake.Served.class,
                            served -> {
                                assertThat(served.version()).isEqualTo(version);
                                assertThat(served.chain()).hasSize(1);
                                assertThat(served.keyProven()).isEqualTo(proven);
                                assertThat(served.stapled()).isEmpty();
                            });
        }
    }

    @Test
    void of_two_certificates_the_one_asked_for_is_shown() throws Exception {
        for (var version : List.of("-tls1_3", "-tls1_2")) {
            try (var server = serve("rsa", version + " -dcert ec.crt -dkey ec.key")) {
                var spot = Loopback.spot(server.port());

                assertThat(chain(probe.handshake(spot, CertificateKind.RSA)))
                        .containsExactly(Bytes.of(TestKeys.RSA.der()));
                assertThat(chain(probe.handshake(spot, CertificateKind.ECDSA)))
                        .containsExactly(Bytes.of(TestKeys.ECDSA.der()));
            }
        }
    }

    @Test
    void a_kind_of_certificate_that_is_not_there_is_an_alert() throws Exception {
        try (var server = serve("rsa", "")) {
            assertThat(probe.handshake(Loopback.spot(server.port()), CertificateKind.ECDSA))
                    .isInstanceOfSatisfying(
                            Handshake.Failed.class,
                            failed ->
                                    assertThat(failed.trouble())
                                            .isEqualTo(Handshake.Trouble.ALERT));
        }
    }

    @Test
    void a_chain_is_read_as_it_is_served() throws Exception {
        try (var server = serve("rsa", "-cert_chain ec.crt")) {
            assertThat(chain(probe.handshake(Loopback.spot(server.port()))))
                    .containsExactly(Bytes.of(TestKeys.RSA.der()), Bytes.of(TestKeys.ECDSA.der()));
        }
    }

    @Test
    void a_survey_finds_what_the_server_was_started_with_in_its_order() throws Exception {
        try (var server =
                serve(
                        "rsa",
                        "-tls1_2 -serverpref -cipher"
                                + " AES256-GCM-SHA384:ECDHE-RSA-CHACHA20-POLY1305"
                                + ":DHE-RSA-AES128-SHA:AES128-SHA")) {
            var survey = probe.survey(Loopback.spot(server.port()));

            assertThat(survey.unanswered()).isEmpty();
            assertThat(survey.protocols())
                    .containsEntry(ProtocolVersion.TLS_1_2, Offer.YES)
                    .containsEntry(ProtocolVersion.TLS_1_3, Offer.NO)
                    .containsEntry(ProtocolVersion.TLS_1_1, Offer.NO)
                    .containsEntry(ProtocolVersion.TLS_1_0, Offer.NO)
                    .containsEntry(ProtocolVersion.SSL_3, Offer.NO)
                    .containsEntry(ProtocolVersion.SSL_2, Offer.NO);
            assertThat(survey.suites().get(ProtocolVersion.TLS_1_2))
                    .extracting(CipherSuite::code)
                    .containsExactly(0x009d, 0xcca8, 0x0033, 0x002f);
            assertThat(survey.ownOrder()).containsEntry(ProtocolVersion.TLS_1_2, true);
            assertThat(survey.dhBits()).contains(2048);
            assertThat(survey.dhCommonPrime()).get().asString().contains("RFC");
            assertThat(survey.secureRenegotiation()).isEqualTo(Offer.YES);
            assertThat(survey.compression()).isEqualTo(Offer.NO);
            assertThat(survey.fallbackScsv()).isEqualTo(Offer.UNKNOWN);
        }
    }

    @Test
    void a_survey_finds_all_that_openssl_has() throws Exception {
        try (var server =
                serve(
                        "rsa",
                        "-cipher ALL:COMPLEMENTOFALL:@SECLEVEL=0 -groups X25519:P-256"
                                + " -dcert ec.crt -dkey ec.key")) {
            var survey = probe.survey(Loopback.spot(server.port()));

            assertThat(survey.unanswered()).isEmpty();
            for (var version :
                    List.of(
                            ProtocolVersion.TLS_1_0,
                            ProtocolVersion.TLS_1_1,
                            ProtocolVersion.TLS_1_2,
                            ProtocolVersion.TLS_1_3)) {
                assertThat(survey.offers(version)).as(version.toString()).isEqualTo(Offer.YES);
                assertThat(survey.suites().get(version))
                        .extracting(CipherSuite::code)
                        .as(version.toString())
                        .containsExactlyInAnyOrderElementsOf(opensslSuites(version));
            }
            assertThat(survey.ownOrder()).containsEntry(ProtocolVersion.TLS_1_2, false);
            assertThat(survey.groups()).containsExactlyInAnyOrder("x25519", "secp256r1");
            assertThat(survey.fallbackScsv()).isEqualTo(Offer.YES);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-tls1_2 -client_renegotiation, YES",
        "-tls1_2, NO",
        "-tls1_2 -client_renegotiation -cipher DHE-RSA-AES256-SHA256, YES",
        "-tls1_2 -client_renegotiation -cipher ECDHE-RSA-AES256-SHA384, YES",
        "-tls1_2 -client_renegotiation -cipher AES256-GCM-SHA384, YES",
        "-tls1_1 -client_renegotiation -cipher AES128-SHA:@SECLEVEL=0, YES",
        "-tls1 -client_renegotiation -cipher AES256-SHA:@SECLEVEL=0, YES",
        "-tls1 -cipher ECDHE-RSA-AES128-SHA:@SECLEVEL=0, NO",
        "-tls1_3 -client_renegotiation, NO"
    })
    void a_server_that_lets_clients_renegotiate_is_found(String options, Offer allowed)
            throws Exception {
        try (var server = serve("rsa", options)) {
            var survey = probe.survey(Loopback.spot(server.port()));

            assertThat(survey.unanswered()).isEmpty();
            assertThat(survey.clientRenegotiation()).isEqualTo(allowed);
        }
    }

    /**
     * What this openssl says it has, of what needs no PSK, SRP or a certificate of another kind.
     */
    private static List<Integer> opensslSuites(ProtocolVersion version) throws Exception {
        var command = new ArrayList<>(List.of("openssl", "ciphers", "-V", "-s"));
        command.add(
                switch (version) {
                    case TLS_1_0 -> "-tls1";
                    case TLS_1_1 -> "-tls1_1";
                    case TLS_1_2 -> "-tls1_2";
                    default -> "-tls1_3";
                });
        command.add("ALL:COMPLEMENTOFALL:@SECLEVEL=0");
        var process = new ProcessBuilder(command).start();
        var codes = new ArrayList<Integer>();
        try (var lines = process.inputReader()) {
            lines.lines()
                    .map(line -> line.strip().split(" +", -1)[0])
                    .forEach(
                            pair ->
                                    codes.add(
                                            Integer.parseInt(
                                                    pair.replace("0x", "").replace(",", ""), 16)));
        }
        codes.removeIf(
                code ->
                        (version != ProtocolVersion.TLS_1_3) == (code >> 8 == 0x13)
                                || CipherSuites.of(code).orElseThrow().name().contains("PSK")
                                || CipherSuites.of(code).orElseThrow().name().contains("SRP")
                                || CipherSuites.of(code).orElseThrow().name().contains("DSS"));
        return codes;
    }

    private static OpensslServer serve(String keys, String options) throws Exception {
        var all = new ArrayList<>(List.of("-cert", keys + ".crt", "-key", keys + ".key"));
        if (!options.isEmpty()) {
            all.addAll(List.of(options.split(" ", -1)));
        }
        return OpensslServer.start(folder, all.toArray(String[]::new));
    }

    private static List<Bytes> chain(Handshake handshake) {
        assertThat(handshake).isInstanceOf(Handshake.Served.class);
        return ((Handshake.Served) handshake).chain();
    }
}
