package dev.nightshift.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings that are broken in one way each, and the line that says so. */
class BrokenSettingsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");

    private static final String SOUND =
            """
            stage: dev
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices:
              slack: { secret: nightshift/slack, channel: "#ops" }
            automations:
              tidy:
                schedule: rate(30 minutes)
                every: 24h
                select: { names: [shop] }
                keep:
                  last: 3
            """;

    @TempDir private Path folder = Path.of("");

    private ConfigException refused(byte[] bytes) throws IOException {
        var file = folder.resolve("nightshift.yaml");
        Files.write(file, bytes);
        var refused =
                catchThrowableOfType(
                        ConfigException.class,
                        () ->
                                SettingsLoader.load(
                                        file, Optional.empty(), List.of(new TidySpec()), NOW));
        assertThat(refused).as("settings that must be refused").isNotNull();
        return refused;
    }

    private ConfigException refused(String text) throws IOException {
        return refused(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_settings_are_sound_before_they_are_broken() throws IOException {
        var file = folder.resolve("nightshift.yaml");
        Files.writeString(file, SOUND);

        assertThat(SettingsLoader.load(file, Optional.empty(), List.of(new TidySpec()), NOW))
                .isNotNull();
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("", "1:1: expected a mapping, found nothing"),
                Arguments.of("# only a comment\n", "1:1: expected a mapping, found nothing"),
                Arguments.of("null\n", "1:1: expected a mapping, found nothing"),
                Arguments.of("---\n...\n", "2:1: expected a mapping, found nothing"),
                Arguments.of("- a\n- b\n", "1:1: expected a mapping, found a list"),
                Arguments.of("nightshift\n", "1:1: expected a mapping, found \"nightshift\""),
                Arguments.of("42\n", "1:1: expected a mapping, found 42"),
                Arguments.of(
                        "stage: dev\n---\nstage: prod\n",
                        "2:1: one document only; a second begins here"),
                Arguments.of(
                        "stage: dev\nnotices:\n\tslack: x\n",
                        "3:1: a tab cannot indent or separate here; use spaces"),
                Arguments.of(
                        "stage: dev\nstage: prod\n", "2:1: the key \"stage\" is already on line 1"),
                Arguments.of(
                        "regions: {home: a\n",
                        "2:1: not YAML: expected ',' or '}', but got <stream end> (while parsing a"
                                + " flow mapping)"),
                Arguments.of(
                        "stage: [a, b\nregions: x\n",
                        "2:8: not YAML: expected ',' or ']', but got : (while parsing a flow"
                                + " sequence)"),
                Arguments.of(
                        "stage: \"dev\n",
                        "2:1: not YAML: found unexpected end of stream (while scanning a quoted"
                                + " scalar)"),
                Arguments.of(
                        "stage: dev\n  regions: x\n",
                        "2:10: not YAML: mapping values are not allowed here"),
                Arguments.of(
                        "stage: !!str dev\n",
                        "1:8: tags such as tag:yaml.org,2002:str are not used here"),
                Arguments.of("stage: !env dev\n", "1:8: tags such as !env are not used here"),
                Arguments.of(
                        "? [a, b]\n: c\n", "1:3: a key must be a word, not a list or a mapping"),
                Arguments.of("stage: *other\n", "1:8: the alias *other has no anchor before it"),
                Arguments.of("a: &a [*a]\n", "1:8: the alias *a has no anchor before it"),
                Arguments.of("stage: \u0000\n", "1:8: the character U+0000 is not allowed"),
                Arguments.of("stage: \uFFFE\n", "1:8: the character U+FFFE is not allowed"),
                Arguments.of(
                        "stage: \"\\u0000\"\n",
                        "1:8: characters that cannot be printed are not allowed, nor are escapes of"
                                + " them"),
                Arguments.of(
                        "a: " + "[".repeat(40_000) + "\n", "1:35: nested deeper than 32 levels"),
                Arguments.of(
                        "a: &a [x]\nb: [" + "*a,".repeat(51) + "]\n",
                        "2:155: more than 50 aliases"),
                Arguments.of(bomb(), "4:25: more than 20000 values, aliases written out"),
                Arguments.of(
                        "a: [" + "1,".repeat(20_001) + "]\n",
                        "1:39999: more than 20000 values, aliases written out"),
                Arguments.of(
                        "#" + "x".repeat(256 * 1024), " the file is larger than 262144 bytes"));
    }

    private static String bomb() {
        var ten = ", *l";
        var bomb = new StringBuilder("l0: &l0 [" + "lol,".repeat(30) + "]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("l%d: &l%d [*l%d".formatted(i, i, i - 1));
            bomb.append((ten + (i - 1)).repeat(11)).append("]\n");
        }
        return bomb.toString();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_document_that_is_none(String text, String problem) throws IOException {
        assertThat(refused(text)).hasMessage("nightshift.yaml:" + problem);
    }

    @Test
    void a_file_that_is_not_utf_8() throws IOException {
        assertThat(refused("stage: dev\nregions: \u00e4\n".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessage("nightshift.yaml:2:10: this is not UTF-8");
        assertThat(refused(new byte[] {'s', 't', (byte) 0xC3}))
                .hasMessage("nightshift.yaml:1:3: this is not UTF-8");
    }

    @Test
    void a_file_that_is_not_there() {
        var file = folder.resolve("nightshift.yaml");

        assertThatThrownBy(
                        () ->
                                SettingsLoader.load(
                                        file, Optional.of("dev"), List.of(new TidySpec())))
                .isInstanceOf(ConfigException.class)
                .hasMessage("nightshift.yaml: there is no such file: " + file);
    }

    @Test
    void a_folder() throws IOException {
        Files.createDirectory(folder.resolve("nightshift.yaml"));

        assertThatThrownBy(() -> SettingsLoader.loadHead(folder.resolve("nightshift.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("nightshift.yaml: the file cannot be read: ");
    }

    static Stream<Arguments> values() {
        return Stream.of(
                // what is replaced, by what, and the problem
                Arguments.of(
                        "every: 24h",
                        "evry: 24h",
                        "8:5: automations.tidy.evry: unknown key; did you mean \"every\"?"),
                Arguments.of(
                        "every: 24h",
                        "colour: red",
                        "8:5: automations.tidy.colour: unknown key; known are schedule, apply, caps,"
                                + " timeout, memory, select, every, keep, copyTo"),
                Arguments.of(
                        "stage: dev",
                        "stage: dev\nStage: dev",
                        "2:1: Stage: unknown key; did you mean \"stage\"?"),
                Arguments.of(
                        "stage: dev",
                        "# stage",
                        "2:1: stage: this key is missing: The name of this deployment, such as dev"
                                + " or prod; part of every name and of the ownership tag. --stage"
                                + " overrides it."),
                Arguments.of(
                        "stage: dev",
                        "stage: 1",
                        "1:8: stage: expected a stage of at most 16 small letters, digits and"
                                + " hyphens such as prod in quotes, found 1"),
                Arguments.of(
                        "stage: dev",
                        "stage: Production",
                        "1:8: stage: expected a stage of at most 16 small letters, digits and"
                                + " hyphens such as prod, found \"Production\""),
                Arguments.of(
                        "last: 3",
                        "last: three",
                        "11:13: automations.tidy.keep.last: expected an integer between 1 and 1000,"
                                + " found \"three\""),
                Arguments.of(
                        "last: 3",
                        "last: 0",
                        "11:13: automations.tidy.keep.last: expected an integer between 1 and 1000,"
                                + " found 0"),
                Arguments.of(
                        "last: 3",
                        "last: -1",
                        "11:13: automations.tidy.keep.last: expected an integer between 1 and 1000,"
                                + " found -1"),
                Arguments.of(
                        "last: 3",
                        "last: 3.0",
                        "11:13: automations.tidy.keep.last: expected an integer between 1 and 1000,"
                                + " found 3.0"),
                Arguments.of(
                        "last: 3",
                        "last: 99999999999999999999",
                        "11:13: automations.tidy.keep.last: expected an integer between 1 and 1000,"
                                + " found 99999999999999999999"),
                Arguments.of(
                        "last: 3",
                        "last: \"3\"",
                        "11:13: automations.tidy.keep.last: expected an integer between 1 and 1000,"
                                + " found \"3\""),
                Arguments.of(
                        "last: 3",
                        "last: true",
                        "11:13: automations.tidy.keep.last: expected an integer between 1 and 1000,"
                                + " found true"),
                Arguments.of(
                        "last: 3",
                        "last:",
                        "11:12: automations.tidy.keep.last: expected an integer between 1 and 1000,"
                                + " found nothing"),
                Arguments.of(
                        "last: 3",
                        "daily: 3",
                        "11:7: automations.tidy.keep.last: this key is missing: How many at least."),
                Arguments.of(
                        "keep:\n      last: 3",
                        "keep: 0",
                        "10:11: automations.tidy.keep: expected a mapping, found 0"),
                Arguments.of(
                        "every: 24h",
                        "every: 24",
                        "8:12: automations.tidy.every: expected a duration between 1h and 30d in"
                                + " quotes, found 24"),
                Arguments.of(
                        "every: 24h",
                        "every: 1 day",
                        "8:12: automations.tidy.every: expected a duration between 1h and 30d (such"
                                + " as 30d, 12h, 5m or 90s), found \"1 day\""),
                Arguments.of(
                        "every: 24h",
                        "every: 31d",
                        "8:12: automations.tidy.every: expected a duration between 1h and 30d (this"
                                + " is too long), found \"31d\""),
                Arguments.of(
                        "every: 24h",
                        "every: 0h",
                        "8:12: automations.tidy.every: expected a duration between 1h and 30d (such"
                                + " as 30d, 12h, 5m or 90s), found \"0h\""),
                Arguments.of(
                        "every: 24h",
                        "apply: yes",
                        "8:12: automations.tidy.apply: expected true or false, found \"yes\""),
                Arguments.of(
                        "every: 24h",
                        "caps: { deletionShare: 101% }",
                        "8:28: automations.tidy.caps.deletionShare: expected a share between 0% and"
                                + " 100% (such as 100%), found \"101%\""),
                Arguments.of(
                        "every: 24h",
                        "copyTo: { region: eu-west-1 }",
                        "8:13: automations.tidy.copyTo: expected a list, found a mapping"),
                Arguments.of(
                        "every: 24h",
                        "copyTo: [{ region: eu-wset-1 }]",
                        "8:24: automations.tidy.copyTo[0].region: expected an AWS region such as"
                                + " eu-west-1, found \"eu-wset-1\""),
                Arguments.of(
                        "rate(30 minutes)",
                        "cron(0 3 31 2 ? *)",
                        "7:15: automations.tidy.schedule: expected a schedule that fires; no time to"
                                + " come fits it, found \"cron(0 3 31 2 ? *)\""),
                Arguments.of(
                        "rate(30 minutes)",
                        "cron(0 25 * * ? *)",
                        "7:15: automations.tidy.schedule: expected a schedule (the field hours goes"
                                + " from 0 to 23, not \"25\"), found \"cron(0 25 * * ? *)\""),
                Arguments.of(
                        "names: [shop]",
                        "names: []",
                        "9:22: automations.tidy.select.names: expected a list of 1 to 100 items,"
                                + " found 0"),
                Arguments.of(
                        "names: [shop]",
                        "names: [shop], tags: { a: b }",
                        "9:13: automations.tidy.select: expected exactly one of the keys tags,"
                                + " names"),
                Arguments.of(
                        "names: [shop]",
                        "nams: [shop]",
                        "9:15: automations.tidy.select.nams: unknown key; did you mean \"names\"?"),
                Arguments.of(
                        "names: [shop]",
                        "tags: { Backup: daily }",
                        "9:23: automations.tidy.select.tags.Backup: this key is not a tag key"),
                Arguments.of(
                        "names: [shop]",
                        "tags: { backup: true }",
                        "9:31: automations.tidy.select.tags.backup: expected text in quotes, found"
                                + " true"),
                Arguments.of(
                        "  tidy:",
                        "  tdiy:",
                        "6:3: automations.tdiy: there is no such automation; did you mean"
                                + " \"tidy\"?"),
                Arguments.of(
                        "recovery: eu-central-1",
                        "recovery: eu-west-1",
                        "2:10: regions: home and recovery must be two regions, both are eu-west-1"),
                Arguments.of(
                        "channel: \"#ops\"",
                        "channel: ops",
                        "4:47: notices.slack.channel: expected a Slack channel such as \"#ops\" or"
                                + " its id, found \"ops\""),
                Arguments.of(
                        "automations:",
                        "  escalation: { email: [ops] }\nautomations:",
                        "5:25: notices.escalation.email[0]: expected an e-mail address, found"
                                + " \"ops\""),
                Arguments.of(
                        "automations:",
                        "  runbooks: http://example.com\nautomations:",
                        "5:13: notices.runbooks: expected an https address (such as"
                                + " https://example.com/runbooks), found \"http://example.com\""),
                Arguments.of(
                        "automations:",
                        "  routes: [{ severity: warn, channel: \"#w\" }]\nautomations:",
                        "5:24: notices.routes[0].severity: expected one of info, warning, critical,"
                                + " found \"warn\""),
                Arguments.of(
                        "automations:",
                        "  routes: [{ automation: tdiy, channel: \"#w\" }]\nautomations:",
                        "5:26: notices.routes[0].automation: expected one of tidy (did you mean"
                                + " \"tidy\"?), found \"tdiy\""));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_that_cannot_be(String sound, String broken, String problem) throws IOException {
        assertThat(SOUND).contains(sound);

        assertThat(refused(SOUND.replace(sound, broken))).hasMessage("nightshift.yaml:" + problem);
    }

    @Test
    void a_route_that_an_earlier_one_shadows() throws IOException {
        var routes =
                """
                  routes:
                    - { automation: tidy, channel: "#a" }
                    - { severity: [warning, critical], automation: tidy, channel: "#b" }
                automations:\
                """;

        assertThat(refused(SOUND.replace("automations:", routes)))
                .hasMessage(
                        "nightshift.yaml:7:7: notices.routes[1]: this route is never used: all that"
                                + " it matches goes to the route at nightshift.yaml:6:7");
    }

    @Test
    void a_route_that_earlier_ones_shadow_together() throws IOException {
        var routes =
                """
                  routes:
                    - { severity: [info, warning], channel: "#a" }
                    - { severity: critical, stage: prod, channel: "#b" }
                    - { severity: critical, channel: "#c" }
                    - { stage: prod, channel: "#d" }
                automations:\
                """;

        assertThat(refused(SOUND.replace("automations:", routes)))
                .hasMessage(
                        "nightshift.yaml:9:7: notices.routes[3]: this route is never used: all that"
                                + " it matches goes to the routes at nightshift.yaml:6:7 and"
                                + " nightshift.yaml:7:7");
    }

    @Test
    void all_problems_are_told_at_once_in_the_order_of_the_file() throws IOException {
        var refused =
                refused(
                        SOUND.replace("home: eu-west-1", "home: here")
                                .replace("every: 24h", "evry: 24h")
                                .replace("last: 3", "last: 0")
                                .replace("slack: {", "slak: {"));

        assertThat(refused.problems())
                .extracting(problem -> problem.line() + " " + problem.path())
                .containsExactly(
                        "2 regions.home",
                        "4 notices.slak",
                        "4 notices.slack",
                        "8 automations.tidy.evry",
                        "11 automations.tidy.keep.last");
        assertThat(refused.getMessage().lines()).hasSize(5);
    }

    static Stream<String> secrets() {
        return Stream.of(
                "https://hooks.slack" + ".com/services/T000/B000/abcdefghijkl",
                "xox" + "b-123456789012-abcdefghijkl",
                "AKIA" + "ABCDEFGHIJKLMNOP",
                "https://user:abcdefghijkl@example.com/x",
                "ghp_" + "abcdefghijklmnopqrstuvwxyz");
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void a_secret_is_refused_wherever_it_stands_and_not_shown(String secret) throws IOException {
        var places = new ArrayList<String>();
        places.add(SOUND.replace("nightshift/slack", "\"" + secret + "\""));
        places.add(SOUND.replace("\"#ops\"", "\"" + secret + "\""));
        places.add(SOUND.replace("[shop]", "[\"" + secret + "\"]"));
        places.add(SOUND.replace("every: 24h", "note: \"" + secret + "\""));
        places.add(SOUND.replace("every: 24h", "\"" + secret + "\": x"));
        places.add(SOUND.replace("rate(30 minutes)", "\"" + secret + "\""));

        for (var place : places) {
            assertThat(refused(place))
                    .hasMessageContaining("secrets only by reference")
                    .hasMessageNotContaining("abcdefghijkl")
                    .hasMessageNotContaining("ABCDEFGHIJKL");
        }
    }

    @Test
    void a_key_that_asks_for_a_secret_is_refused_with_the_way_to_do_it() throws IOException {
        assertThat(refused(SOUND.replace("secret: nightshift/slack", "botToken: hunter2")))
                .hasMessageContaining(
                        "nightshift.yaml:4:12: notices.slack.botToken: secrets only by reference:"
                                + " put it into Secrets Manager and write its name under the key"
                                + " \"secret\"")
                .hasMessageNotContaining("hunter2");
    }
}
