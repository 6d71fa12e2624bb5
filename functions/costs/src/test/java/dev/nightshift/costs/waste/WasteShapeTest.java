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
import java.util.stream.Collectors;
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
        assertThat(settings.regions("eu-west-1")).containsExactly("eu-west-1");
    }

    @Test
    void everything_that_can_be_said() throws IOException {
        var settings =
                load(
                        """
                        regions: [us-east-1, eu-central-1]
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
        assertThat(settings.regions("eu-west-1")).containsExactly("us-east-1", "eu-central-1");
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
                    regions: [us-east-1, us-east-1]    | twice
                    regions: [ireland]                 | an AWS region
                    regions: [us-east-1, us-east-2, us-west-1, us-west-2, eu-west-1, eu-west-2] | 0 to 5
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

    @Test
    void in_each_region_it_may_do_the_same_and_in_no_other() throws IOException {
        var alone = new WasteSweep().permissions(load("kinds: { gp2-volumes: act }\n"), PLACE);
        var two =
                new WasteSweep()
                        .permissions(
                                load(
                                        """
                                        kinds: { gp2-volumes: act }
                                        regions: [us-east-1, eu-west-1]
                                        """),
                                PLACE);

        assertThat(two).hasSameSizeAs(alone);
        for (int i = 0; i < alone.size(); i++) {
            var one = alone.get(i);
            assertThat(two.get(i).actions()).isEqualTo(one.actions());
            assertThat(two.get(i).access()).isEqualTo(one.access());
            assertThat(two.get(i).conditions()).isEqualTo(one.conditions());
            assertThat(two.get(i).resources())
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(
                            one.resources().stream()
                                    .flatMap(
                                            arn ->
                                                    Stream.of("us-east-1", "eu-west-1")
                                                            .map(it -> arn.replace("{region}", it))
                                                            .distinct())
                                    .toList());
        }
    }

    /** What IAM counts of a role's inline policies: every character that is not white. */
    @Test
    void the_policy_for_as_many_regions_as_can_be_named_fits_into_a_role() throws IOException {
        var act =
                Stream.of(WasteKind.values())
                        .filter(WasteKind::canAct)
                        .map(kind -> kind + ": act")
                        .collect(Collectors.joining(", ", "kinds: { ", " }\n"));
        var regions =
                "regions: [ap-northeast-1, ap-northeast-2, ap-southeast-1,"
                        + " ap-southeast-2, ap-southeast-3]\n";

        int length =
                new WasteSweep()
                        .permissions(load(act + regions), PLACE).stream()
                                .mapToInt(WasteShapeTest::length)
                                .sum();

        // the statements that every function has are 1,300 characters
        assertThat(length).isBetween(5_000, 10_240 - 1_300);
    }

    private static int length(Permission permission) {
        var arns =
                permission.resources().stream()
                        .map(arn -> arn.replace("{partition}", "aws"))
                        .map(arn -> arn.replace("{account}", "123456789012"))
                        .mapToInt(arn -> arn.length() + 3)
                        .sum();
        var actions = permission.actions().stream().mapToInt(it -> it.length() + 3).sum();
        return "{'Sid':'Write12','Effect':'Allow','Action':[],'Resource':[],'Condition':},".length()
                + arns
                + actions
                + permission.conditions().toString().length()
                + 20 * permission.conditions().size();
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
