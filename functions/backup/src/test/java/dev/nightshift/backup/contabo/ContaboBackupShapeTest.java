package dev.nightshift.backup.contabo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.ConfigException;
import dev.nightshift.core.config.Regions;
import dev.nightshift.core.config.SettingsLoader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContaboBackupShapeTest {
    private static final String HEAD =
            """
            stage: dev
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices: { slack: { secret: nightshift/slack, channel: "#ops" } }
            automations:
              contabo-backup:
                schedule: rate(30 minutes)
            """;

    private static final String LEAST =
            """
            select: { names: [web] }
            keep: { last: 1 }
            secret: nightshift/contabo
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void everything_that_can_be_said() throws IOException {
        var settings =
                load(
                        """
                        select: { ids: ["201017026"], names: [vmd100, "Web shop"], patterns: ["db-*"] }
                        every: 12h
                        keep: { last: 2, weekly: 1, within: 24h }
                        rpo: 14h
                        snapshotQuota: 3
                        quotas: { "db-*": 5, "*": 2 }
                        acceptGap: true
                        secret: nightshift/contabo
                        api: https://contabo.example.com/api
                        auth: https://contabo.example.com/token
                        """);

        assertThat(settings.select().ids()).containsExactly(201_017_026L);
        assertThat(settings.select().names()).containsExactly("vmd100", "Web shop");
        assertThat(settings.every()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.rpo()).isEqualTo(Duration.ofHours(14));
        assertThat(settings.quotas().keySet()).containsExactly("db-*", "*");
        assertThat(settings.acceptGap()).isTrue();
        assertThat(settings.api()).isEqualTo(URI.create("https://contabo.example.com/api"));
    }

    @Test
    void what_is_not_said_has_its_default() throws IOException {
        var settings = load(LEAST);

        assertThat(settings.every()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.rpo()).isEqualTo(Duration.ofHours(26));
        assertThat(settings.snapshotQuota()).isEqualTo(1);
        assertThat(settings.quotas()).isEmpty();
        assertThat(settings.acceptGap()).isFalse();
        assertThat(settings.api()).isEqualTo(URI.create("https://api.contabo.com"));
        assertThat(settings.auth())
                .isEqualTo(
                        URI.create(
                                "https://auth.contabo.com/auth/realms/contabo/protocol/openid-connect/token"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    keep: {}                        | keeps nothing
                    keep: { last: 2 }               | keep asks for 2 snapshots, and an instance may have 1
                    keep: { monthly: 12 }           | keep asks for 12 snapshots
                    keep: { within: 2d }            | keep asks for 2 snapshots
                    select: {}                      | selects nothing
                    select: { ids: [100] }          | in quotes
                    select: { ids: ["0"] }          | the id of an instance
                    select: { ids: ["1/../2"] }     | the id of an instance
                    every: 59m                      | too short
                    every: 29d                      | too long
                    rpo: 2h                         | shorter than every
                    rpo: 31d                        | too long
                    snapshotQuota: 0                | between 1 and 100
                    quotas: { web: 0 }              | between 1 and 100
                    acceptGap: maybe                | true or false
                    secret: ""                      | the name of a secret
                    api: http://api.contabo.com     | https
                    auth: http://127.0.0.1/token    | https
                    api: https://u:p@contabo.com    | secret
                    apiPassword: hunter2            | secrets only by reference
                    snapshotQuotas: 3               | did you mean
                    """)
    void what_cannot_be_meant_is_refused(String line, String said) {
        var key = line.substring(0, line.indexOf(':'));
        var text = new StringBuilder();
        LEAST.lines()
                .filter(other -> !other.startsWith(key + ":"))
                .forEach(other -> text.append(other).append('\n'));

        assertThatThrownBy(() -> load(text + line + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(said);
    }

    @Test
    void the_largest_quota_decides_what_may_be_asked_for() throws IOException {
        assertThat(load(LEAST.replace("last: 1", "last: 5") + "quotas: { db: 5 }\n").keep().last())
                .isEqualTo(5);
    }

    @Test
    void the_example_in_the_settings_is_one() throws IOException {
        var file = Files.readString(Path.of("../../nightshift.yaml"));
        var example = file.substring(file.indexOf("  # contabo-backup:\n"));
        var own = new StringBuilder();
        example.lines()
                .takeWhile(line -> !line.isBlank())
                .filter(line -> line.startsWith("  #   ") && !line.contains("schedule:"))
                .forEach(line -> own.append(line.substring("  #   ".length())).append('\n'));

        assertThat(load(own.toString()).quotas()).containsEntry("db-*", 5);
    }

    @Test
    void the_role_may_read_that_one_secret_and_nothing_else() throws IOException {
        var place =
                new Place(
                        new Scope("dev", "contabo-backup"),
                        new Regions("eu-west-1", "eu-central-1"));

        assertThat(new ContaboBackup().permissions(load(LEAST), place))
                .singleElement()
                .satisfies(
                        permission -> {
                            assertThat(permission.access()).isEqualTo(Permission.Access.READ);
                            assertThat(permission.actions())
                                    .containsExactly("secretsmanager:GetSecretValue");
                            assertThat(permission.resources())
                                    .containsExactly(
                                            "arn:{partition}:secretsmanager:{region}:{account}:secret:"
                                                    + "nightshift/contabo-??????");
                        });
    }

    private ContaboBackupSettings load(String own) throws IOException {
        var file = Files.writeString(folder.resolve("nightshift.yaml"), HEAD + own.indent(4));
        var spec = new ContaboBackup();
        return SettingsLoader.load(file, Optional.empty(), List.of(spec), Instant.EPOCH)
                .automation(spec)
                .orElseThrow()
                .own();
    }
}
