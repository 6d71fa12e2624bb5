package dev.nightshift.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.nightshift.backup.rds.RdsBackup;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.FactTable;
import dev.nightshift.core.automation.Remark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit codes and words, without a process. */
class CliTest {
    private static final String SETTINGS =
            """
            stage: test
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices:
              slack: { secret: nightshift/slack, channel: "#ops" }
            automations:
              sweep: { schedule: rate(30 minutes) }
            """;

    @TempDir Path folder;
    private AutomationSpec<?> known = QuietSpec.fine();

    private record Said(int code, String out, String err) {}

    @Test
    void without_a_verb_it_says_how_to_use_it() {
        var said = nightshift();

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains("Usage: nightshift").contains("nightshift demo");
    }

    @Test
    void a_misspelt_verb_is_one_line_with_the_nearest_one() {
        var said = nightshift("plna");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("plna").contains("nightshift plan");
        assertThat(said.err().lines()).hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "validate",
                "schema",
                "plan",
                "rehearse",
                "thaw",
                "run",
                "approve",
                "deploy",
                "invoke",
                "restore",
                "history",
                "doctor",
                "emulator",
                "completion"
            })
    void every_verb_has_help_with_an_example(String verb) {
        var said = nightshift(verb, "--help");

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("Example").contains("nightshift " + verb);
    }

    @Test
    void validate_shows_what_it_read() throws IOException {
        write(SETTINGS);

        var said = nightshift("validate");

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("sweep").contains("dry run");
        assertThat(said.err()).contains("is fine (stage test)");
    }

    @Test
    void validate_refuses_with_file_line_and_column() throws IOException {
        write(SETTINGS.replace("channel:", "chanel:"));

        var said = nightshift("validate");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains("nightshift.yaml:4:").contains("channel");
        assertThat(said.err()).doesNotContain("\tat ");
    }

    @Test
    void validate_refuses_what_only_the_regions_make_wrong() throws IOException {
        known = new RdsBackup();
        write(
                SETTINGS.replace(
                        "sweep: { schedule: rate(30 minutes) }",
                        "rds-backup: { schedule: rate(30 minutes), select: { names: [shop] }, every:"
                                + " 24h, keep: { last: 3 }, rpo: 26h, copyTo: [{ region: eu-west-1,"
                                + " kmsKey: alias/other }] }"));

        var said = nightshift("validate");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("nightshift.yaml", "rds-backup.copyTo", "eu-west-1");
    }

    @Test
    void validate_tells_programs_where_the_problems_are() throws IOException {
        write(SETTINGS.replace("rate(30 minutes)", "rate(0 minutes)"));

        var said = nightshift("validate", "--output", "json");

        assertThat(said.code()).isEqualTo(2);
        var json = Json.parse(said.out());
        assertThat(json.path("valid").asBoolean(true)).isFalse();
        assertThat(json.at("/problems/0/line").asInt()).isEqualTo(6);
    }

    @Test
    void a_missing_file_says_what_to_do() {
        var said = nightshift("plan", "sweep");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("there is no ").contains("--config FILE");
    }

    @Test
    void a_plan_says_what_and_why_and_changes_nothing() throws IOException {
        write(SETTINGS);

        var said = nightshift("plan", "sweep");

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("sweep hall").contains("it is dusty");
        assertThat(said.err()).contains("1 to change").contains("dry run");
    }

    @Test
    void a_plan_shows_what_was_seen_in_tables() throws IOException {
        write(SETTINGS);
        known =
                QuietSpec.showing(
                        new FactTable(
                                "Dust\u001b[2J",
                                List.of(
                                        FactTable.Column.words("ROOM"),
                                        FactTable.Column.number("GRAMS")),
                                List.of(List.of("hall", "9.50"), List.of("stairs", "1,210.00"))));

        assertThat(nightshift("plan", "sweep").out())
                .startsWith(
                        """
                        Dust [2J
                        ROOM       GRAMS
                        hall        9.50
                        stairs  1,210.00

                        WHAT""");
        assertThat(
                        Json.parse(nightshift("plan", "sweep", "--output", "json").out())
                                .at("/tables/0"))
                .hasToString(
                        "{\"title\":\"Dust\\u001B[2J\",\"columns\":[\"ROOM\",\"GRAMS\"],"
                                + "\"rows\":[[\"hall\",\"9.50\"],[\"stairs\",\"1,210.00\"]]}");
    }

    @Test
    void a_plan_with_a_finding_exits_with_1() throws IOException {
        write(SETTINGS);
        known = QuietSpec.saying(new Remark(Remark.Kind.WARN, "hall", "it is on fire"));

        var said = nightshift("plan", "sweep", "--output", "json");

        assertThat(said.code()).isEqualTo(1);
        var json = Json.parse(said.out());
        assertThat(json.at("/actions/0/id").asText()).isEqualTo("sweep hall");
        assertThat(json.at("/actions/0/impact").asText()).isEqualTo("CHANGE");
        assertThat(json.at("/remarks/0/because").asText()).isEqualTo("it is on fire");
        assertThat(json.at("/counts/findings").asInt()).isEqualTo(1);
    }

    @Test
    void what_is_left_alone_on_purpose_is_no_finding() throws IOException {
        write(SETTINGS);
        known = QuietSpec.saying(new Remark(Remark.Kind.KEEP, "hall", "it is listed"));

        assertThat(nightshift("plan", "sweep").code()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = CloudException.Kind.class,
            names = {"DENIED", "UNREACHABLE", "THROTTLED"})
    void a_denial_or_silence_is_one_line_and_4(CloudException.Kind kind) throws IOException {
        write(SETTINGS);
        known = QuietSpec.failing(new CloudException(kind, "could not look into the hall"));

        var said = nightshift("plan", "sweep");

        assertThat(said.code()).isEqualTo(4);
        assertThat(said.err()).isEqualTo("nightshift: could not look into the hall\n");
    }

    @Test
    void debug_shows_where() throws IOException {
        write(SETTINGS);
        known = QuietSpec.failing(new CloudException(CloudException.Kind.DENIED, "could not look"));

        assertThat(nightshift("plan", "sweep", "--debug").err()).contains("\tat ");
    }

    @Test
    void an_automation_that_is_not_there_is_named_with_those_that_are() throws IOException {
        write(SETTINGS);

        var said = nightshift("plan", "swep");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("swep").contains("names: sweep");
    }

    @Test
    void deploy_without_local_points_to_the_cdk() throws IOException {
        write(SETTINGS);

        var said = nightshift("deploy");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--local").contains("cdk deploy");
    }

    @Test
    void an_event_is_read_before_anything_is_asked() throws IOException {
        write(SETTINGS);
        Files.writeString(folder.resolve("broken.json"), "{\n  \"trigger\": }");
        Files.writeString(folder.resolve("huge.json"), "\"" + "x".repeat(6 * 1024 * 1024) + "\"");
        Files.writeString(folder.resolve("empty.json"), "");

        var broken = nightshift("invoke", "sweep", "--event", "broken.json");
        assertThat(broken.code()).isEqualTo(2);
        assertThat(broken.err()).contains("broken.json:2:").contains("is not JSON");
        assertThat(nightshift("invoke", "sweep", "--event", "none.json").err())
                .contains("there is no event file");
        assertThat(nightshift("invoke", "sweep", "--event", "huge.json").err())
                .contains("over 6 MB");
        assertThat(nightshift("invoke", "sweep", "--event", "empty.json").err())
                .contains("is empty");
    }

    @Test
    void history_wants_a_number_above_0() throws IOException {
        write(SETTINGS);

        assertThat(nightshift("history", "--limit", "0").code()).isEqualTo(2);
        assertThat(nightshift("history", "--limit", "many").code()).isEqualTo(2);
    }

    @Test
    void a_schema_and_a_completion_script_are_data() throws JsonProcessingException {
        var schema = nightshift("schema");
        assertThat(schema.code()).isZero();
        assertThat(Json.parse(schema.out()).path("title").asText()).isEqualTo("nightshift.yaml");

        var completion = nightshift("completion");
        assertThat(completion.out()).contains("complete -F").contains("emulator");
    }

    @Test
    void a_secret_in_an_error_is_not_shown() throws IOException {
        write(SETTINGS);
        known =
                QuietSpec.failing(
                        new CloudException(
                                CloudException.Kind.DENIED,
                                "token " + "xoxb-" + "123456789012" + " was refused"));

        assertThat(nightshift("plan", "sweep").err()).contains("[redacted]");
    }

    private void write(String settings) throws IOException {
        Files.writeString(folder.resolve("nightshift.yaml"), settings);
    }

    private Said nightshift(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal =
                new Terminal(
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        OptionalInt.empty(),
                        false,
                        false);
        var session =
                new Session(
                        terminal,
                        folder.resolve("home"),
                        folder,
                        new ArrayList<>(List.of(known)),
                        Map.of(),
                        Clock.fixed(Instant.parse("2026-11-22T03:00:00Z"), ZoneOffset.UTC));
        var code = new Cli(session).run(arguments);
        return new Said(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
