package dev.nightshift.backup.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.config.ConfigException;
import dev.nightshift.core.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdsBackupShapeTest {
    private static final String HEAD =
            """
            stage: dev
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices: { slack: { secret: nightshift/slack, channel: "#ops" } }
            automations:
              rds-backup:
                schedule: rate(30 minutes)
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void everything_that_can_be_said() throws IOException {
        var settings =
                load(
                        """
                        select: { tags: { backup: daily }, names: [shop], patterns: ["db-*"] }
                        every: 12h
                        keep: { last: 3, daily: 35, weekly: 8, monthly: 12, yearly: 2, within: 7d }
                        copyTo:
                          - { region: eu-central-1, kmsKey: alias/recovery, optionGroup: tde }
                          - region: eu-west-1
                            account: "210987654321"
                            role: arn:aws:iam::210987654321:role/vault
                        rpo: 26h
                        snapshotQuota: 300
                        quotaWarningPercent: 70
                        """);

        assertThat(settings.select().tags()).isEqualTo(Map.of("backup", "daily"));
        assertThat(settings.every()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.keep().within()).contains(Duration.ofDays(7));
        assertThat(settings.copyTo()).hasSize(2);
        assertThat(settings.copyTo().getLast().location().account()).contains("210987654321");
        assertThat(settings.snapshotQuota()).isEqualTo(300);
    }

    @Test
    void what_is_not_said_has_its_default() throws IOException {
        var settings = load("select: { names: [shop] }\nkeep: { daily: 7 }\n");

        assertThat(settings.every()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.rpo()).isEqualTo(Duration.ofHours(26));
        assertThat(settings.copyTo()).isEmpty();
        assertThat(settings.snapshotQuota()).isEqualTo(100);
        assertThat(settings.quotaWarningPercent()).isEqualTo(80);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    keep: {}                                        | keeps nothing
                    keep: { last: 0 }                               | keeps nothing
                    keep: { last: -1 }                              | between 0 and 1000
                    select: {}                                      | selects nothing
                    every: 5m                                       | too short
                    rpo: 2h                                         | shorter than every
                    copyTo: [{ region: eu-central-1, account: "210987654321" }] | both account and role
                    copyTo: [{ region: eu-central-1, kmsKey: "arn:aws:kms:eu-west-1:111122223333:key/a" }] | not one of region
                    copyTo: [{ region: eu-central-1 }, { region: eu-central-1 }] | twice
                    keeps: { last: 1 }                              | did you mean
                    """)
    void what_cannot_be_meant_is_refused(String line, String said) {
        var key = line.substring(0, line.indexOf(':'));
        var text = new StringBuilder();
        for (var other : List.of("select: { names: [shop] }", "keep: { last: 3 }")) {
            if (!other.startsWith(key + ":")) {
                text.append(other).append('\n');
            }
        }

        assertThatThrownBy(() -> load(text + line + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(said);
    }

    private RdsBackupSettings load(String own) throws IOException {
        var file = Files.writeString(folder.resolve("nightshift.yaml"), HEAD + own.indent(4));
        var spec = new RdsBackup();
        return SettingsLoader.load(file, Optional.empty(), List.of(spec), Instant.EPOCH)
                .automation(spec)
                .orElseThrow()
                .own();
    }
}
