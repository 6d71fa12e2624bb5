package dev.nightshift.costs.waste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Permission.Access;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.ConfigException;
import dev.nightshift.core.config.Regions;
import dev.nightshift.core.config.SettingsLoader;
import dev.nightshift.costs.waste.WasteSettings.Doing;
import dev.nightshift.costs.waste.find.Thresholds;
import dev.nightshift.costs.waste.find.WasteKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WasteShapeTest {
    private static final String HEAD =
            """
            stage: dev
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices: { slack: { secret: nightshift/slack, channel: "#ops" } }
            automations:
              waste-sweep:
                schedule: cron(0 3 * * ? *)
            """;
    private static final Place PLACE =
            new Place(new Scope("dev", "waste-sweep"), new Regions("eu-west-1", "eu-central-1"));

    @TempDir private Path folder = Path.of("");

    @Test
    void what_is_not_said_is_told_and_nothing_else() throws IOException {
        var settings = load("");

        assertThat(WasteKind.values())
                .allSatisfy(kind -> assertThat(settings.doing(kind)).isEqualTo(Doing.REPORT));
        assertThat(settings.patience()).isEqualTo(Duration.ofDays(14));
        assertThat(settings.minimumMonthly()).isEqualByComparingTo(BigDecimal.ONE);
        assertThat(settings.limits()).isEqualTo(Thresholds.DEFAULT);
    }

    @Test
    void everything_that_can_be_said() throws IOException {
        var settings =
                load(
                        """
                        kinds: { unattached-volumes: act, gp2-volumes: report, idle-caches: "off" }
                        wait: 7d
                        minimumMonthly: 5
                        keepTag: keep
                        ownerTag: team
                        snapshotAge: 90d
                        orphanAge: 7d
                        unusedAge: 60d
                        stoppedAge: 14d
                        oversizedBelow: 10%
                        logRetention: 30
                        """);

        assertThat(settings.acts(WasteKind.UNATTACHED_VOLUMES)).isTrue();
        assertThat(settings.doing(WasteKind.IDLE_CACHES)).isEqualTo(Doing.OFF);
        assertThat(settings.limits().cpuPercent()).isEqualTo(10);
        assertThat(settings.limits().retentionDays()).isEqualTo(30);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    wait: 36h                          | whole days
                    wait: 5h                           | too short
                    kinds: { idle-databases: act }     | one of off, report
                    kinds: { unatached-volumes: act }  | did you mean
                    logRetention: 31                   | CloudWatch Logs takes no such number
                    minimumMonthly: -1                 | between 0 and
                    """)
    void what_cannot_be_meant_is_refused(String line, String said) {
        assertThatThrownBy(() -> load(line + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(said);
    }

    @Test
    void a_role_can_do_what_is_switched_on_and_no_more() throws IOException {
        assertThat(writes(""))
                .containsExactlyInAnyOrder(
                        "ec2:CreateTags",
                        "ec2:DeleteTags",
                        "logs:TagResource",
                        "logs:UntagResource",
                        "s3:PutBucketTagging");
        assertThat(writes("kinds: { unattached-volumes: act }\n"))
                .contains("ec2:CreateSnapshot", "ec2:DeleteVolume")
                .doesNotContain("ec2:DeleteSnapshot", "ec2:ReleaseAddress", "ec2:ModifyVolume");
        var acting = new WasteSweep().permissions(Samples.ACTING, PLACE);
        assertThat(acting)
                .filteredOn(it -> it.actions().stream().anyMatch(a -> a.contains(":Delete")))
                .allSatisfy(it -> assertThat(it.conditions()).isNotEmpty());
        assertThat(acting).allSatisfy(it -> assertThat(it.why()).isNotBlank());
    }

    private Stream<String> writes(String own) throws IOException {
        List<Permission> all = new WasteSweep().permissions(load(own), PLACE);
        return all.stream()
                .filter(it -> it.access() == Access.WRITE)
                .flatMap(it -> it.actions().stream());
    }

    private WasteSettings load(String own) throws IOException {
        var file = Files.writeString(folder.resolve("nightshift.yaml"), HEAD + own.indent(4));
        var spec = new WasteSweep();
        return SettingsLoader.load(file, Optional.empty(), List.of(spec), Instant.EPOCH)
                .automation(spec)
                .orElseThrow()
                .own();
    }
}
