package dev.nightshift.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.local.cli.CommandProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code nightshift demo}, as a person runs it, and what it leaves behind. */
class DemoIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path OUT = CommandProcess.HOME.resolve("target/demo");
    private static CommandProcess.Said said = new CommandProcess.Said(-1, "", "");
    private static JsonNode timeline = JSON.createObjectNode();

    @BeforeAll
    static void play() throws IOException, InterruptedException {
        said = CommandProcess.run(CommandProcess.HOME, Map.of(), "demo");
        timeline = JSON.readTree(Files.readString(OUT.resolve("timeline.json"), UTF_8));
    }

    @Test
    void every_expected_effect_is_there_and_it_takes_no_more_than_two_minutes() {
        assertThat(said.code()).as(said.out() + said.err()).isZero();
        assertThat(timeline.path("complete").asBoolean()).isTrue();
        assertThat(timeline.path("checks")).hasSizeGreaterThan(10);
        var took =
                Duration.between(
                        Instant.parse(timeline.path("startedAt").asText()),
                        Instant.parse(timeline.path("endedAt").asText()));
        assertThat(took).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void each_trigger_is_shown_with_its_plan_and_its_effects() {
        var kinds = new ArrayList<String>();
        timeline.path("entries").forEach(entry -> kinds.add(entry.path("kind").asText()));

        assertThat(kinds).contains("SETUP", "TRIGGER", "PLAN", "EFFECT", "NOTICE");
        var firstTrigger = kinds.indexOf("TRIGGER");
        assertThat(kinds.subList(firstTrigger, firstTrigger + 4))
                .containsExactly("TRIGGER", "PLAN", "EFFECT", "TRIGGER");
    }

    @Test
    void a_bad_release_is_seen_to_go_and_people_are_told() {
        var steps = new ArrayList<String>();
        timeline.path("entries").forEach(entry -> steps.add(entry.path("title").asText()));

        assertThat(steps)
                .containsSubsequence(
                        "ada releases version 2 of shop-api, which is bad",
                        "nightshift-demo-shop-api-errors fires",
                        "auto-rollback: 1 to do, 0 to look at, 0 left as is");
        assertThat(steps)
                .anyMatch(step -> step.contains("shop-api: rolled back from 2 to 1"))
                .anyMatch(step -> step.contains("shop-api: 2 was taken back"));
        assertThat(timeline.findValuesAsText("what"))
                .contains("the good release of shop-api is back");
    }

    @Test
    void the_stand_in_kept_what_it_was_sent_and_was_busy_twice() throws IOException {
        var answers = new ArrayList<String>();
        try (var files = Files.list(OUT.resolve("notices"))) {
            for (var file : files.sorted().toList()) {
                var notice = JSON.readTree(Files.readString(file, UTF_8));
                answers.add(notice.path("answered").asText());
                assertThat(notice.path("body").path("channel").asText()).isNotEmpty();
            }
        }
        assertThat(answers.subList(0, 2)).containsExactly("429", "500");
        assertThat(answers.subList(2, answers.size())).isNotEmpty().containsOnly("200 ok");
    }

    @Test
    void the_report_needs_nothing_but_itself() throws IOException {
        var page = Files.readString(OUT.resolve("report.html"), UTF_8);

        assertThat(page).contains("<svg").contains("shop").contains("orders").contains("legacy");
        assertThat(page).contains("shop-api: rolled back from 2 to 1");
        assertThat(page).doesNotContain("src=").doesNotContain("<link").doesNotContain("<script");
    }

    @Test
    void nothing_is_left_running() throws IOException {
        assertThat(Files.exists(OUT.resolve("emulator/.nightshift/emulator.json"))).isFalse();
    }
}
