package dev.nightshift.certificates.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.certificates.chain.Mint;
import dev.nightshift.certificates.check.CertificateCheckSettings.Check;
import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.StartTls;
import dev.nightshift.core.config.SettingsLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateCheckShapeTest {
    private static final String HEAD =
            """
            stage: dev
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices: { slack: { secret: nightshift/slack, channel: "#ops" } }
            automations:
              certificate-check:
                schedule: rate(6 hours)
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void everything_that_can_be_said() throws IOException {
        var authority = Mint.root("House Root").mint();
        var settings =
                load(
                        "endpoints:",
                        "  - host: www.example.com",
                        "  - { host: mail.example.com, port: 25, startTls: smtp }",
                        "domains: [{ name: example.com }]",
                        "warnAt: [1/2, 1/4, 1/8]",
                        "privateRanges: [10.0.0.0/8]",
                        "roots:",
                        "  - |",
                        pem(authority.der()));

        assertThat(settings.endpoints())
                .extracting(CertificateCheckSettings.Endpoint::subject)
                .containsExactly("www.example.com:443", "mail.example.com:25");
        assertThat(settings.endpoints().get(0).checks()).contains(Check.WEB);
        assertThat(settings.endpoints().get(1).checks()).doesNotContain(Check.WEB);
        assertThat(settings.endpoints().get(1).startTls()).isEqualTo(StartTls.SMTP);
        assertThat(settings.thresholds().toString()).contains("0.5", "0.25", "0.125");
        assertThat(settings.roots()).containsExactly(authority.der());
    }

    @Test
    void what_is_not_said_has_its_default() throws IOException {
        var settings = load("aws: true");

        assertThat(settings.endpoints()).isEmpty();
        assertThat(settings.roots()).isEmpty();
        assertThat(settings.references()).isNotEmpty();
    }

    @Test
    void an_authority_is_named_not_a_server_that_it_signed() {
        var authority = Mint.root("House Root").mint();
        var server = Mint.leaf("www.example.com").by(authority).mint();

        assertThatThrownBy(() -> load("roots:", "  - |", pem(server.der())))
                .hasMessageContaining("issued by CN=House Root");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "aws: false | this looks at nothing",
                "endpoints: [{ host: https://www.example.com }] | a host name in lower case",
                "endpoints: [{ host: a.example.com }, { host: a.example.com }] | named twice",
                "endpoints: [{ host: a.example.com, startTls: smtp, checks: [web] }] | no web behind startTls",
                "warnAt: [1/12, 1/6, 1/3] | must fall",
                "warnAt: [3/2, 1/6, 1/12] | a share below 1",
                "privateRanges: [10.0.0.0] | a range of addresses such as 10.0.0.0/8",
                "roots: [MIIB] | one certificate in PEM",
                "endpoint: [] | endpoints"
            })
    void what_cannot_be_meant_is_refused(String line, String why) {
        assertThatThrownBy(() -> load(line)).hasMessageContaining(why);
    }

    /** As a block of the file. */
    private static String pem(Bytes der) {
        var indent = "\n        ";
        return "    -----BEGIN CERTIFICATE-----"
                + indent
                + Base64.getMimeEncoder(64, indent.getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der.array())
                + indent
                + "-----END CERTIFICATE-----";
    }

    private CertificateCheckSettings load(String... lines) throws IOException {
        var text = new StringBuilder(HEAD);
        for (var line : lines) {
            text.append("    ").append(line).append('\n');
        }
        var file = folder.resolve("nightshift.yaml");
        Files.writeString(file, text);
        var settings = SettingsLoader.load(file, Optional.empty(), List.of(new CertificateCheck()));
        return (CertificateCheckSettings) settings.automations().getFirst().own();
    }
}
