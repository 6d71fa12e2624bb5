package dev.nightshift.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.backup.history.BackupFacts;
import dev.nightshift.backup.history.BackupOverview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupsPageTest {
    private static final String EVIL = "<script>alert('x')</script>\"&\u0007";
    private static final String SHOWN =
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;\uFFFD";

    @Test
    void every_source_has_its_state_its_facts_and_two_charts() throws IOException {
        var page = page(BackupSamples.everyState());
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/backups.html"), page);

        assertThat(count(page, "<article class=\"backup\">")).isEqualTo(5);
        assertThat(count(page, "<svg ")).isEqualTo(10);
        assertThat(count(page, "role=\"img\" aria-label=\"")).isEqualTo(10);
        assertThat(page)
                .contains(
                        "<p class=\"verdict bad\">4 of 5 need a look</p>",
                        "<span class=\"state good\">OK</span>",
                        "<span class=\"state bad\">LATE</span>",
                        "<span class=\"state bad\">FAILED</span>",
                        "<span class=\"state warn\">UNPROVEN</span>",
                        "<span class=\"state warn\">UNKNOWN</span>",
                        "<dd>9 h ago in eu-central-1, eu-west-1</dd>",
                        "<dd>9 h of 26 h</dd>",
                        "<dd>22 min of 1 h</dd>",
                        "<li>the last good copy is 2 d 3 h old, 26 h are allowed</li>",
                        "<b>clusters in eu-west-1</b> could not be listed: AccessDenied");
    }

    @Test
    void a_chart_says_in_words_what_it_shows() {
        var page = page(BackupSamples.only(BackupSamples.fine("shop")));

        assertThat(page)
                .contains(
                        "Age of the last good copy of shop: now 9 h, at most 2 d on 14 Oct 2026,"
                                + " target 26 h; proven 11 times",
                        "Time that restores of shop took: last 22 min, target 1 h; 12 drills");
    }

    @Test
    void what_is_over_the_target_and_what_was_proven_is_marked() {
        var page = page(BackupSamples.only(BackupSamples.fine("shop")));

        assertThat(count(page, "<circle class=\"over\"")).isEqualTo(1);
        assertThat(page).contains("<title>14 Oct 2026, 03:00 UTC: 2 d old</title>");
        assertThat(count(page, "<path class=\"proof good\"")).isEqualTo(11);
        assertThat(count(page, "<path class=\"proof bad\"")).isEqualTo(1);
        // the slow one and the failed one
        assertThat(count(page, "<rect class=\"bad\"")).isEqualTo(2);
        assertThat(count(page, "<rect class=\"took\"")).isEqualTo(10);
        assertThat(count(page, "<line class=\"target\"")).isEqualTo(2);
        assertThat(page).contains("target 26 h</text>", "target 1 h</text>");
    }

    @Test
    void what_is_not_known_is_not_drawn_as_zero() {
        var page = page(BackupSamples.only(BackupSamples.unread("legacy")));

        assertThat(page)
                .contains("unknown of 26 h", "<dd>never of 1 h</dd>", "<dd>none</dd>")
                .doesNotContain("class=\"age\"")
                .doesNotContain("<rect");
    }

    @Test
    void whatever_a_source_is_called_it_is_shown_as_typed() {
        var page =
                page(
                        BackupSamples.only(
                                BackupSamples.drilled(EVIL, Result.FAILED, EVIL),
                                BackupSamples.unproven(EVIL)));

        assertThat(page).doesNotContain("<script").doesNotContain("\u0007");
        // heading, two pictures, the reason, its marks and the table of drills
        assertThat(count(page, SHOWN)).isGreaterThan(8);
    }

    @Test
    void a_page_needs_nothing_but_itself() {
        assertThat(page(BackupSamples.everyState()))
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("src=")
                .doesNotContain("url(")
                .contains("prefers-color-scheme: dark", "@media print");
    }

    @Test
    void the_verdict_is_good_only_if_all_is() {
        assertThat(page(BackupSamples.only(BackupSamples.fine("shop"))))
                .contains("<p class=\"verdict good\">All of 1 are good and proven</p>");
        assertThat(page(BackupSamples.only()))
                .contains("<p class=\"verdict bad\">Nothing is backed up</p>");
        assertThat(
                        page(
                                new BackupFacts(
                                        BackupSamples.NOW,
                                        List.of(BackupSamples.fine("shop")),
                                        BackupSamples.everyState().gaps())))
                .contains("<p class=\"verdict bad\">Not all could be read</p>");
    }

    private static String page(BackupFacts facts) {
        return BackupsPage.of("prod", BackupOverview.of(facts, Duration.ofDays(90)));
    }

    private static int count(String page, String what) {
        return page.split(java.util.regex.Pattern.quote(what), -1).length - 1;
    }
}
