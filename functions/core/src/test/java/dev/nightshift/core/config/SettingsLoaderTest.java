package dev.nightshift.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.config.TidySpec.Copy;
import dev.nightshift.core.config.TidySpec.Keep;
import dev.nightshift.core.config.TidySpec.Select;
import dev.nightshift.core.config.TidySpec.Tidy;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.runner.Caps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");
    private static final TidySpec TIDY = new TidySpec();
    private static final List<AutomationSpec<?>> KNOWN = List.of(TIDY);

    private static final String COMPLETE =
            """
            stage: dev
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices:
              slack: { secret: nightshift/slack, channel: "#ops" }
              escalation: { email: [ops@example.com] }
              dedupeWindow: 2h
              runbooks: https://wiki.example.com/runbooks/
              routes:
                - { severity: critical, channel: "#fire" }
                - { automation: [tidy], stage: dev, channel: C012AB3CD }
            automations:
              tidy:
                schedule: cron(0 3 * * ? *)
                select: { tags: { backup: daily } }
                every: 12h
                keep: { last: 3, daily: 35 }
                copyTo: [{ region: eu-central-1, kmsKey: alias/copies }]
                caps: { changes: 10, deletions: 2, deletionShare: 20% }
                timeout: 90s
                memory: 1024
                apply: true
            """;

    private static final String LEAST =
            """
            stage: dev
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices: { slack: { secret: nightshift/slack, channel: "#ops" } }
            automations:
              tidy:
                schedule: rate(30 minutes)
                select: { names: [shop] }
                keep: { last: 3 }
            """;

    @TempDir private Path folder;
    private Path file = Path.of("nightshift.yaml");

    @BeforeEach
    void in_a_folder_of_its_own() {
        file = folder.resolve("nightshift.yaml");
    }

    private Settings load(String text, Optional<String> stage) throws IOException {
        Files.writeString(file, text);
        return SettingsLoader.load(file, stage, KNOWN, NOW);
    }

    @Test
    void every_setting_arrives_typed() throws IOException {
        var settings = load(COMPLETE, Optional.empty());

        assertThat(settings.stage()).isEqualTo("dev");
        assertThat(settings.regions()).isEqualTo(new Regions("eu-west-1", "eu-central-1"));
        var notices = settings.notices();
        assertThat(notices.slack())
                .isEqualTo(new NoticeSettings.Slack("nightshift/slack", "#ops", Optional.empty()));
        assertThat(notices.emails()).containsExactly("ops@example.com");
        assertThat(notices.dedupeWindow()).isEqualTo(Duration.ofHours(2));
        assertThat(notices.runbooks()).hasToString("https://wiki.example.com/runbooks");
        assertThat(notices.channel(Severity.CRITICAL, "tidy", "dev")).isEqualTo("#fire");
        assertThat(notices.channel(Severity.INFO, "tidy", "dev")).isEqualTo("C012AB3CD");
        assertThat(notices.channel(Severity.INFO, "tidy", "prod")).isEqualTo("#ops");

        var tidy = settings.automation(TIDY).orElseThrow();
        assertThat(tidy.name()).isEqualTo("tidy");
        assertThat(tidy.schedule().expression()).isEqualTo("cron(0 3 * * ? *)");
        assertThat(tidy.mode()).isEqualTo(Mode.APPLY);
        assertThat(tidy.caps()).isEqualTo(new Caps(10, 2, 20));
        assertThat(tidy.timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(tidy.memoryMb()).isEqualTo(1024);
        assertThat(tidy.own())
                .isEqualTo(
                        new Tidy(
                                new Select.Tags(Map.of("backup", "daily")),
                                Duration.ofHours(12),
                                new Keep(3, 35),
                                List.of(new Copy("eu-central-1", Optional.of("alias/copies")))));
    }

    @Test
    void what_is_not_written_has_its_default() throws IOException {
        var settings = load(LEAST, Optional.empty());

        assertThat(settings.notices().emails()).isEmpty();
        assertThat(settings.notices().dedupeWindow()).isEqualTo(Duration.ofHours(6));
        assertThat(settings.notices().routes()).isEmpty();
        var tidy = settings.automation(TIDY).orElseThrow();
        assertThat(tidy.mode()).isEqualTo(Mode.DRY_RUN);
        assertThat(tidy.caps()).isEqualTo(Caps.DEFAULT);
        assertThat(tidy.timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(tidy.memoryMb()).isEqualTo(512);
        assertThat(tidy.own().every()).isEqualTo(Duration.ofHours(24));
        assertThat(tidy.own().copyTo()).isEmpty();
    }

    @Test
    void the_effective_document_loads_to_the_same_settings() throws IOException {
        var written = load(COMPLETE, Optional.of("prod"));
        Files.writeString(file, written.effective());

        var again = SettingsLoader.load(file, Optional.empty(), KNOWN, NOW);

        assertThat(again.stage()).isEqualTo("prod");
        assertThat(again.effective()).isEqualTo(written.effective());
        assertThat(again.notices()).isEqualTo(written.notices());
        assertThat(again.automation(TIDY).orElseThrow().own())
                .isEqualTo(written.automation(TIDY).orElseThrow().own());
    }

    @Test
    void the_overlay_of_the_stage_is_merged_key_by_key() throws IOException {
        Files.writeString(
                folder.resolve("nightshift.prod.yaml"),
                """
                automations:
                  tidy:
                    keep: { daily: 7 }
                    select: { tags: { tier: gold } }
                    copyTo: []
                    apply: false
                """);

        var tidy = load(COMPLETE, Optional.of("prod")).automation(TIDY).orElseThrow();

        assertThat(tidy.apply()).isFalse();
        assertThat(tidy.own().keep()).isEqualTo(new Keep(3, 7));
        assertThat(tidy.own().select())
                .isEqualTo(new Select.Tags(Map.of("backup", "daily", "tier", "gold")));
        assertThat(tidy.own().copyTo()).isEmpty();
        assertThat(load(COMPLETE, Optional.of("dev")).automation(TIDY).orElseThrow().apply())
                .isTrue();
    }

    @Test
    void the_overlay_of_the_stage_that_the_file_names_is_merged_too() throws IOException {
        Files.writeString(folder.resolve("nightshift.dev.yaml"), "notices: { dedupeWindow: 1h }\n");

        assertThat(load(COMPLETE, Optional.empty()).notices().dedupeWindow())
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void a_problem_in_an_overlay_points_into_the_overlay() throws IOException {
        Files.writeString(
                folder.resolve("nightshift.prod.yaml"),
                """
                stage: production
                automations:
                  tidy:
                    keep: { daily: many }
                """);

        assertThatThrownBy(() -> load(LEAST.replace("last: 3", "last: 0"), Optional.of("prod")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        """
                        nightshift.prod.yaml:1:8: stage: expected prod, as the name of this file says
                        nightshift.prod.yaml:4:20: automations.tidy.keep.daily: expected an integer \
                        between 0 and 1000, found "many"
                        nightshift.yaml:8:19: automations.tidy.keep.last: expected an integer \
                        between 1 and 1000, found 0""");
    }

    @Test
    void a_function_reads_its_own_automation_and_no_other() throws IOException {
        Files.writeString(file, COMPLETE + "  rds-backup: { schedule: whenever }\n");

        var settings = SettingsLoader.loadFor(file, TIDY);

        assertThat(settings.automations()).hasSize(1);
        assertThat(settings.automation(TIDY).orElseThrow().own().keep().last()).isEqualTo(3);
        assertThatThrownBy(() -> SettingsLoader.load(file, Optional.empty(), KNOWN, NOW))
                .hasMessage(
                        "nightshift.yaml:22:3: automations.rds-backup: there is no such automation;"
                                + " known are tidy");
    }

    @Test
    void a_function_whose_automation_is_missing_says_so() throws IOException {
        Files.writeString(file, LEAST.replace("  tidy:", "  other:"));

        assertThatThrownBy(() -> SettingsLoader.loadFor(file, TIDY))
                .hasMessage(
                        "nightshift.yaml:5:3: automations.tidy: this key is missing: the function"
                                + " runs this automation");
    }

    @Test
    void the_notifier_reads_the_head_alone() throws IOException {
        Files.writeString(file, LEAST.replace("rate(30 minutes)", "whenever"));

        var settings = SettingsLoader.loadHead(file);

        assertThat(settings.notices().slack().channel()).isEqualTo("#ops");
        assertThat(settings.automations()).isEmpty();
    }

    @Test
    void a_schedule_whose_time_is_over_stops_a_deployment_but_no_function() throws IOException {
        var text = LEAST.replace("rate(30 minutes)", "cron(0 3 1 1 ? 2026)");
        Files.writeString(file, text);

        assertThat(SettingsLoader.loadFor(file, TIDY).automations()).hasSize(1);
        assertThatThrownBy(() -> load(text, Optional.empty()))
                .hasMessage(
                        "nightshift.yaml:6:15: automations.tidy.schedule: expected a schedule that"
                                + " fires; no time to come fits it, found \"cron(0 3 1 1 ?"
                                + " 2026)\"");
    }
}
