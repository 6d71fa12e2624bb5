package dev.nightshift.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.local.report.Story.Check;
import dev.nightshift.local.report.Story.Database;
import dev.nightshift.local.report.Story.Entry;
import dev.nightshift.local.report.Story.Fact;
import dev.nightshift.local.report.Story.Kind;
import dev.nightshift.local.report.Story.Line;
import dev.nightshift.local.report.Story.Tone;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final String EVIL = "<script>alert('x')</script>\"&\u0007";
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    @Test
    void whatever_a_resource_is_called_it_is_shown_as_typed() {
        var page = HtmlReport.of(story(EVIL, true));

        assertThat(page).doesNotContain("<script").doesNotContain("\u0007");
        // title, heading, lead, fact, entry and its picture, line, database, check
        assertThat(page.split("&lt;script&gt;alert\\(&#39;x&#39;\\)&lt;/script&gt;&quot;&amp;", -1))
                .hasSizeGreaterThan(10);
    }

    @Test
    void a_page_needs_nothing_but_itself() {
        var page = HtmlReport.of(story("all quiet", true));

        assertThat(page)
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("src=")
                .doesNotContain("@import")
                .doesNotContain("url(");
        assertThat(page).contains("prefers-color-scheme: dark").contains("@media print");
    }

    @Test
    void the_verdict_is_what_the_checks_say() {
        assertThat(HtmlReport.of(story("x", true))).contains("All 1 expected effects are there");
        assertThat(HtmlReport.of(story("x", false))).contains("1 of 1 effects are missing");
    }

    @Test
    void every_event_has_its_mark_in_the_picture() {
        var page = HtmlReport.of(story("x", true));

        assertThat(page.split("<circle", -1)).hasSize(1 + Kind.values().length);
    }

    @Test
    void a_timeline_says_the_same_to_programs() {
        var json = Timeline.json(story(EVIL, false));

        assertThat(json.path("complete").asBoolean()).isFalse();
        assertThat(json.path("entries")).hasSize(Kind.values().length);
        assertThat(json.at("/entries/0/title").asText()).isEqualTo(EVIL);
        assertThat(json.at("/checks/0/ok").asBoolean()).isFalse();
    }

    private static Story story(String text, boolean ok) {
        var entries =
                List.of(Kind.values()).stream()
                        .map(
                                kind ->
                                        new Entry(
                                                START.plusSeconds(3),
                                                kind,
                                                Tone.GOOD,
                                                text,
                                                List.of(new Line(text, text, text))))
                        .toList();
        return new Story(
                text,
                text,
                START,
                START.plusSeconds(10),
                List.of(new Fact(text, text)),
                entries,
                List.of(new Database(text, text, text, text, text, text, Tone.GOOD)),
                List.of(new Check(text, ok, text)));
    }
}
