package dev.nightshift.backup.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3BackupShapeTest {
    private static final String HEAD =
            """
            stage: dev
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices: { slack: { secret: nightshift/slack, channel: "#ops" } }
            automations:
              s3-backup:
                schedule: rate(30 minutes)
                keep: { last: 3 }
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void everything_that_can_be_said() throws IOException {
        var settings =
                load(
                        "select: { tags: { backup: daily }, names: [shop-media] }",
                        "every: 12h",
                        "rpo: 26h",
                        "vault: { bucket: far-away, region: eu-north-1 }",
                        "verify: { every: 7 }",
                        "batch: { objects: 5000, bytes: 2GB }",
                        "garbage: { every: 2d, share: 20% }",
                        "connections: 64",
                        "partLines: 1000",
                        "objectsPerRun: 50000");

        assertThat(settings.every()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.vault()).map(vault -> vault.vault().bucket()).contains("far-away");
        assertThat(settings.verifyEvery()).isEqualTo(7);
        assertThat(settings.batch().bytes()).isEqualTo(2L << 30);
        assertThat(settings.garbage().sharePercent()).isEqualTo(20);
        assertThat(settings.objectsPerRun()).isEqualTo(50_000);
    }

    @Test
    void what_is_not_said_has_its_default() throws IOException {
        var settings = load("select: { names: [shop-media] }");

        assertThat(settings.rpo()).isEqualTo(Duration.ofHours(26));
        assertThat(settings.vault()).isEmpty();
        assertThat(settings.batch().objects()).isEqualTo(1_000_000);
        assertThat(settings.batch().bytes()).isEqualTo(10L << 40);
        assertThat(settings.connections()).isEqualTo(256);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "rpo: 23h | rpo is shorter than every",
                "vault: { bucket: far-away } | needs both bucket and region",
                "vault: { transition: { after: 29d, class: STANDARD_IA } } | before 30 days",
                "batch: { objects: 2000000 } | no run would see so many",
                "batch: { bytes: 10 } | a size such as 500GB or 10TB"
            })
    void what_cannot_be_meant_is_refused(String line, String why) {
        assertThatThrownBy(() -> load("select: { names: [shop-media] }", line))
                .hasMessageContaining(why);
    }

    @Test
    void a_vault_is_no_source() {
        assertThatThrownBy(
                        () ->
                                load(
                                        "select: { names:"
                                                + " [nightshift-prod-vault-111122223333-eu-west-1] }"))
                .hasMessageContaining("names a vault of Nightshift");
    }

    private S3BackupSettings load(String... lines) throws IOException {
        var text = new StringBuilder(HEAD);
        for (var line : lines) {
            text.append("    ").append(line).append('\n');
        }
        var file = folder.resolve("nightshift.yaml");
        Files.writeString(file, text);
        var spec = new S3Backup();
        var settings = SettingsLoader.load(file, Optional.empty(), List.of(spec));
        return (S3BackupSettings) settings.automations().getFirst().own();
    }
}
