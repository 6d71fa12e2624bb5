package dev.nightshift.certificates.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.web.Scorecard.Result;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ObservatoryTest {
    @Test
    void a_page_without_any_header_fails_what_the_observatory_fails() {
        var graded = new Look().graded();

        // 100 - 25 (CSP) - 20 (HSTS) - 5 (nosniff) - 20 (frames)
        assertThat(graded.score()).isEqualTo(30);
        assertThat(graded.letter()).isEqualTo(Scorecard.Letter.D);
        assertThat(graded.results())
                .extracting(result -> result.finding().check())
                .containsExactly(Check.values());
    }

    @Test
    void a_page_with_everything_gets_all_bonuses() {
        var graded =
                new Look()
                        .header(
                                "Content-Security-Policy",
                                "default-src 'none'; script-src 'self'; frame-ancestors 'none'")
                        .header("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Referrer-Policy", "no-referrer")
                        .header("Cross-Origin-Resource-Policy", "same-origin")
                        .header("Cross-Origin-Opener-Policy", "same-origin")
                        .header("Cross-Origin-Embedder-Policy", "require-corp")
                        .cookie("sessionid=1; Secure; HttpOnly; SameSite=Lax; Path=/")
                        .html("<script src=https://cdn.example/a.js integrity=sha384-x></script>")
                        .graded();

        // 100 + 10 (CSP) + 5 (cookies) + 10 + 10 + 5 (referrer) + 5 (SRI) + 5 (frames) + 10
        assertThat(graded.score()).isEqualTo(160);
        assertThat(graded.letter()).hasToString("A+");
    }

    /** As a Django shop behind nginx sends them. */
    @Test
    void a_common_page_of_a_shop_is_graded_as_added_up_by_hand() {
        var graded =
                new Look()
                        .header("Server", "nginx")
                        .header("Strict-Transport-Security", "max-age=31536000")
                        .header("X-Content-Type-Options", "nosniff")
                        .header("X-Frame-Options", "DENY")
                        .header("Referrer-Policy", "same-origin")
                        .header("Cross-Origin-Opener-Policy", "same-origin")
                        .cookie("csrftoken=abc; Path=/; Secure; SameSite=Lax")
                        .cookie("sessionid=abc; HttpOnly; Path=/; Secure; SameSite=Lax")
                        .graded();

        // no CSP is -25: 75 is below 90, so that no bonus counts
        assertThat(graded.score()).isEqualTo(75);
        assertThat(graded.letter()).hasToString("B");
    }

    @ParameterizedTest
    @CsvSource({
        "100, A+", "99, A", "90, A", "89, A-", "85, A-", "84, B+", "80, B+", "79, B", "70, B",
        "69, B-", "65, B-", "64, C+", "60, C+", "59, C", "50, C", "49, C-", "45, C-", "44, D+",
        "40, D+", "39, D", "30, D", "29, D-", "25, D-", "24, F", "0, F", "135, A+"
    })
    void letters_begin_and_end_where_the_table_says(int score, String letter) {
        assertThat(Scorecard.Letter.of(score)).hasToString(letter);
    }

    private static Scorecard.Graded of(Finding... findings) {
        return Observatory.graded(Arrays.stream(findings).map(Result::of).toList());
    }

    @Test
    void a_bonus_counts_from_ninety_on_and_not_below() {
        assertThat(of(Finding.CSP_UNSAFE_EVAL, Finding.CORP_SAME_SITE).score()).isEqualTo(100);
        assertThat(
                        of(Finding.CSP_UNSAFE_EVAL, Finding.CORP_SAME_SITE, Finding.REFERRER_UNSAFE)
                                .score())
                .isEqualTo(85);
    }

    @Test
    void no_score_is_below_zero() {
        var graded =
                of(
                        Finding.CSP_NONE,
                        Finding.COOKIES_SESSION_INSECURE,
                        Finding.CORS_UNIVERSAL,
                        Finding.HSTS_NONE,
                        Finding.SRI_MISSING_AND_INSECURE);

        assertThat(graded.score()).isZero();
        assertThat(graded.letter()).hasToString("F");
    }

    @ParameterizedTest
    @EnumSource(Finding.class)
    void a_finding_has_words_and_what_is_unknown_costs_nothing(Finding finding) {
        assertThat(finding.words()).isNotBlank();
        if (!finding.isKnown()) {
            assertThat(finding.modifier()).isZero();
        }
    }

    @Test
    void a_filter_an_error_and_silence_are_no_grade() {
        var filtered =
                Layers.of(
                        403,
                        new Headers(
                                List.of(
                                        new dev.nightshift.certificates.net.Fetcher.Header(
                                                "cf-mitigated", "challenge"))),
                        "");

        assertThat(Observatory.grade(new Look().status(403).layers(filtered).facts()))
                .isInstanceOfSatisfying(
                        Scorecard.NotGraded.class,
                        not -> {
                            assertThat(not.state()).isEqualTo(WebFacts.State.FILTERED);
                            assertThat(not.words()).contains("Cloudflare", "403");
                        });
        assertThat(state(new Look().status(500))).isEqualTo(WebFacts.State.FAULTY);
        assertThat(state(new Look().status(404))).isEqualTo(WebFacts.State.FAULTY);
        assertThat(state(new Look().secureEnd(Trail.End.SILENT))).isEqualTo(WebFacts.State.UNKNOWN);
        assertThat(state(new Look().secureEnd(Trail.End.REFUSED)))
                .isEqualTo(WebFacts.State.UNKNOWN);
        assertThat(state(new Look().secureEnd(Trail.End.LOOP))).isEqualTo(WebFacts.State.FAULTY);
        assertThat(state(new Look().secureEnd(Trail.End.NOBODY_LISTENS).noPlain()))
                .isEqualTo(WebFacts.State.UNKNOWN);
    }

    private static WebFacts.State state(Look look) {
        return ((Scorecard.NotGraded) Observatory.grade(look.facts())).state();
    }

    @ParameterizedTest
    @CsvSource({"200", "204", "401", "403"})
    void a_page_that_asks_who_is_there_is_graded_like_any_other(int status) {
        assertThat(new Look().status(status).graded().score()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "require-corp | COEP_REQUIRE_CORP",
                "credentialless | COEP_CREDENTIALLESS",
                "unsafe-none | COEP_UNSAFE_NONE",
                "require-corp; report-to=\"x\" | COEP_REQUIRE_CORP",
                "\"require-corp\" | COEP_INVALID",
                "Require-Corp | COEP_INVALID",
                "require-corp, require-corp | COEP_INVALID",
                "require-corp; | COEP_INVALID"
            })
    void who_may_be_embedded(String value, Finding finding) {
        assertThat(
                        new Look()
                                .header("Cross-Origin-Embedder-Policy", value)
                                .finding(Check.CROSS_ORIGIN_EMBEDDER_POLICY))
                .isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "same-origin | COOP_SAME_ORIGIN",
                "same-origin-allow-popups | COOP_ALLOW_POPUPS",
                "noopener-allow-popups | COOP_NOOPENER",
                "unsafe-none | COOP_UNSAFE_NONE",
                "same-site | COOP_INVALID",
            })
    void who_may_open(String value, Finding finding) {
        assertThat(
                        new Look()
                                .header("Cross-Origin-Opener-Policy", value)
                                .finding(Check.CROSS_ORIGIN_OPENER_POLICY))
                .isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "same-origin | CORP_SAME_ORIGIN",
                "Same-Site | CORP_SAME_SITE",
                "cross-origin | CORP_CROSS_ORIGIN",
                "none | CORP_INVALID",
            })
    void who_may_load(String value, Finding finding) {
        assertThat(
                        new Look()
                                .header("Cross-Origin-Resource-Policy", value)
                                .finding(Check.CROSS_ORIGIN_RESOURCE_POLICY))
                .isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | '' | CORS_NONE",
                "* | '' | CORS_PUBLIC",
                "* | true | CORS_PUBLIC",
                "https://nightshift.invalid | '' | CORS_RESTRICTED",
                "https://nightshift.invalid | false | CORS_RESTRICTED",
                "https://nightshift.invalid | True | CORS_UNIVERSAL",
                "https://app.example | true | CORS_RESTRICTED",
            })
    void who_may_read(String origin, String credentials, Finding finding) {
        assertThat(
                        new Look()
                                .preflight(origin, credentials)
                                .finding(Check.CROSS_ORIGIN_RESOURCE_SHARING))
                .isEqualTo(finding);
    }

    @Test
    void a_preflight_without_an_answer_is_unknown() {
        assertThat(new Look().noPreflight().finding(Check.CROSS_ORIGIN_RESOURCE_SHARING))
                .isEqualTo(Finding.CORS_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-referrer | REFERRER_PRIVATE",
                "strict-origin-when-cross-origin | REFERRER_PRIVATE",
                "no-referrer, strict-origin | REFERRER_PRIVATE",
                "NO-REFERRER | REFERRER_PRIVATE",
                "unsafe-url, same-origin | REFERRER_PRIVATE",
                "no-referrer, new-and-unknown | REFERRER_PRIVATE",
                "same-origin, unsafe-url | REFERRER_UNSAFE",
                "origin | REFERRER_UNSAFE",
                "no-referrer-when-downgrade | REFERRER_UNSAFE",
                "whenever | REFERRER_INVALID",
            })
    void what_is_told_of_where_from(String value, Finding finding) {
        assertThat(new Look().header("Referrer-Policy", value).finding(Check.REFERRER_POLICY))
                .isEqualTo(finding);
    }

    @Test
    void the_page_has_the_last_word_on_where_from() {
        assertThat(
                        new Look()
                                .header("Referrer-Policy", "no-referrer")
                                .html("<meta name=Referrer content=unsafe-url>")
                                .finding(Check.REFERRER_POLICY))
                .isEqualTo(Finding.REFERRER_UNSAFE);
        assertThat(new Look().finding(Check.REFERRER_POLICY)).isEqualTo(Finding.REFERRER_NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nosniff | NOSNIFF",
                "NoSniff | NOSNIFF",
                "sniff | NOSNIFF_INVALID",
                "nosniff, nosniff | NOSNIFF_INVALID",
            })
    void what_type_it_is(String value, Finding finding) {
        assertThat(
                        new Look()
                                .header("X-Content-Type-Options", value)
                                .finding(Check.X_CONTENT_TYPE_OPTIONS))
                .isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DENY | FRAMES_RESTRICTED",
                "sameorigin | FRAMES_RESTRICTED",
                "ALLOW-FROM https://a.example | FRAMES_ALLOW_FROM",
                "SAMEORIGIN, SAMEORIGIN | FRAMES_INVALID",
                "ALLOWALL | FRAMES_INVALID",
            })
    void who_may_frame(String value, Finding finding) {
        assertThat(new Look().header("X-Frame-Options", value).finding(Check.X_FRAME_OPTIONS))
                .isEqualTo(finding);
    }

    @Test
    void who_may_frame_is_said_by_a_policy_in_a_header_and_not_in_the_page() {
        assertThat(
                        new Look()
                                .header("Content-Security-Policy", "frame-ancestors 'self'")
                                .header("X-Frame-Options", "nonsense")
                                .finding(Check.X_FRAME_OPTIONS))
                .isEqualTo(Finding.FRAMES_BY_CSP);
        assertThat(
                        new Look()
                                .html(
                                        "<meta http-equiv=Content-Security-Policy"
                                                + " content=\"frame-ancestors 'self'\">")
                                .finding(Check.X_FRAME_OPTIONS))
                .isEqualTo(Finding.FRAMES_NONE);
    }
}
