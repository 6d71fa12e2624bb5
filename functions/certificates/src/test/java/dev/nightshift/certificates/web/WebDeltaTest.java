package dev.nightshift.certificates.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.web.WebDelta.Direction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebDeltaTest {
    private static WebSummary summary(Look look) {
        var facts = look.facts();
        return WebSummary.of(facts, Observatory.grade(facts)).orElseThrow();
    }

    private static WebDelta delta(Look before, Look now) {
        return WebDelta.between(Optional.of(summary(before)), summary(now));
    }

    private static Look good() {
        return new Look()
                .header("Strict-Transport-Security", "max-age=31536000")
                .header("X-Frame-Options", "DENY")
                .cookie("session=1; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void the_first_look_and_the_same_again_are_no_change() {
        assertThat(WebDelta.between(Optional.empty(), summary(good())).changes()).isEmpty();
        assertThat(delta(good(), good()).changes()).isEmpty();
        assertThat(delta(good(), good()).isWorse()).isFalse();
    }

    @Test
    void a_header_that_is_gone_is_said_with_what_it_costs() {
        var without =
                new Look()
                        .header("Strict-Transport-Security", "max-age=31536000")
                        .cookie("session=1; Secure; HttpOnly; SameSite=Lax");

        assertThat(delta(good(), without).changes())
                .containsExactly(
                        new WebDelta.Change(Direction.WORSE, "grade B → C (70 → 50)"),
                        new WebDelta.Change(
                                Direction.WORSE,
                                "x-frame-options: "
                                        + Finding.FRAMES_NONE.words()
                                        + "; before: "
                                        + Finding.FRAMES_RESTRICTED.words()),
                        new WebDelta.Change(Direction.WORSE, "header x-frame-options is gone"));
        assertThat(delta(good(), without).isWorse()).isTrue();
        assertThat(delta(without, good()).changes())
                .extracting(WebDelta.Change::direction)
                .containsOnly(Direction.BETTER);
        assertThat(delta(without, good()).changes())
                .extracting(WebDelta.Change::words)
                .contains("header x-frame-options is new");
    }

    @Test
    void a_cookie_that_lost_a_flag_is_weaker_whatever_it_gained() {
        assertThat(
                        delta(
                                        new Look().cookie("a=1; Secure; HttpOnly"),
                                        new Look().cookie("a=1; Secure; SameSite=Strict"))
                                .changes())
                .contains(
                        new WebDelta.Change(
                                Direction.WORSE,
                                "cookie a: Secure; SameSite=Strict; before: Secure; HttpOnly"));
        assertThat(
                        delta(
                                        new Look().cookie("a=1; Secure; SameSite=Strict"),
                                        new Look().cookie("a=1; Secure; SameSite=Lax"))
                                .isWorse())
                .isTrue();
        assertThat(
                        delta(
                                        new Look().cookie("a=1; Secure"),
                                        new Look().cookie("a=1; Secure; HttpOnly"))
                                .isWorse())
                .isFalse();
    }

    @Test
    void a_redirect_that_is_lost_is_said_and_one_that_was_not_seen_is_not() {
        var lost = good().plain(Look.trail(Look.hop("http://shop.example/", 200)));
        var unseen = good().plain(Look.trail(Trail.End.SILENT));

        assertThat(delta(good(), lost).changes())
                .extracting(WebDelta.Change::words)
                .contains(
                        "redirection: HTTP does not lead to HTTPS; before: "
                                + Finding.REDIRECT_TO_HTTPS.words());
        assertThat(delta(good(), unseen).changes()).isEmpty();
        assertThat(delta(unseen, good()).changes()).isEmpty();
    }

    @Test
    void a_shorter_hsts_is_worse_even_where_the_grade_stays() {
        var shorter =
                new Look()
                        .header("Strict-Transport-Security", "max-age=15552000")
                        .header("X-Frame-Options", "DENY")
                        .cookie("session=1; Secure; HttpOnly; SameSite=Lax");

        assertThat(delta(good(), shorter).changes())
                .containsExactly(
                        new WebDelta.Change(Direction.WORSE, "HSTS max-age 31536000 → 15552000 s"));
    }

    @Test
    void another_layer_and_new_mixed_content_are_said() {
        var moved =
                good().layers(new Layers(List.of(Layer.CLOUDFRONT), Optional.empty()))
                        .html("<form action=http://shop.example/login>");

        assertThat(delta(good(), moved).changes())
                .containsExactly(
                        new WebDelta.Change(
                                Direction.WORSE, "new mixed content: forms that send over HTTP"),
                        new WebDelta.Change(
                                Direction.OTHER,
                                "now answered by CloudFront, before by an unknown server"));
    }

    @Test
    void nothing_is_kept_of_a_look_without_a_grade() {
        var facts = new Look().secureEnd(Trail.End.SILENT).facts();

        assertThat(WebSummary.of(facts, Observatory.grade(facts))).isEmpty();
    }

    @Test
    void a_summary_is_read_as_it_was_written() {
        var summary =
                summary(
                        good().html("<img src=http://x/a.png>")
                                .layers(
                                        new Layers(
                                                List.of(Layer.CLOUDFRONT, Layer.NGINX),
                                                Optional.empty())));

        assertThat(WebSummary.parse(summary.text())).contains(summary);
        assertThat(summary.text().length()).isLessThan(1_500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"v\":2,\"score\":100,\"letter\":\"A+\"}",
                "{\"v\":1,\"score\":\"100\",\"letter\":\"A+\"}",
                "{\"v\":1,\"score\":100}",
                "{\"score\":100,\"letter\":\"A+\"}"
            })
    void what_is_no_summary_or_of_another_version_is_nothing_to_compare_with(String text) {
        assertThat(WebSummary.parse(text)).isEmpty();
    }

    @Test
    void a_finding_that_a_later_version_named_is_passed_over() {
        var text = summary(good()).text().replace("FRAMES_RESTRICTED", "FRAMES_IN_A_LATER_VERSION");

        assertThat(WebDelta.between(WebSummary.parse(text), summary(good())).changes()).isEmpty();
    }
}
