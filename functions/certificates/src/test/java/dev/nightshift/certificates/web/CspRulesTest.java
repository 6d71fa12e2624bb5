package dev.nightshift.certificates.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CspRulesTest {
    private static Finding csp(String value) {
        return new Look()
                .header("Content-Security-Policy", value)
                .finding(Check.CONTENT_SECURITY_POLICY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // nothing unsafe, nothing by default
                "default-src 'none' | CSP_NO_UNSAFE_DEFAULT_NONE",
                "default-src | CSP_NO_UNSAFE_DEFAULT_NONE",
                "DEFAULT-SRC 'NONE'; img-src 'self' | CSP_NO_UNSAFE_DEFAULT_NONE",
                "default-src 'none'; script-src 'strict-dynamic' 'nonce-r' 'unsafe-inline' https:"
                        + " | CSP_NO_UNSAFE_DEFAULT_NONE",
                // nothing unsafe
                "default-src 'self' | CSP_NO_UNSAFE",
                "default-src 'none' https://a.example | CSP_NO_UNSAFE",
                "object-src 'none'; script-src 'self'; style-src 'self' | CSP_NO_UNSAFE",
                "default-src 'self';;; ; script-src https://cdn.example | CSP_NO_UNSAFE",
                "default-src 'self'; script-src 'unsafe-inline' 'sha256-x' | CSP_NO_UNSAFE",
                "default-src 'self'; style-src 'unsafe-inline' 'nonce-x' | CSP_NO_UNSAFE",
                "default-src 'unsafe-inline' 'nonce-x' | CSP_NO_UNSAFE",
                "default-src 'self'; img-src data: https: * | CSP_NO_UNSAFE",
                // unsafe styles only
                "default-src 'self'; style-src 'unsafe-inline' | CSP_UNSAFE_STYLE_ONLY",
                "object-src 'none'; script-src 'self' | CSP_UNSAFE_STYLE_ONLY",
                "default-src 'none'; style-src data: | CSP_UNSAFE_STYLE_ONLY",
                "default-src 'none'; style-src https: | CSP_UNSAFE_STYLE_ONLY",
                "object-src 'none'; script-src 'self'; style-src * | CSP_UNSAFE_STYLE_ONLY",
                // images and media over HTTP
                "default-src 'none'; img-src http: | CSP_INSECURE_PASSIVE_ONLY",
                "default-src 'self'; media-src http://a.example | CSP_INSECURE_PASSIVE_ONLY",
                "default-src 'self'; img-src ftp: | CSP_INSECURE_PASSIVE_ONLY",
                "default-src 'none'; img-src http:; style-src 'unsafe-inline'"
                        + " | CSP_INSECURE_PASSIVE_ONLY",
                // eval
                "default-src 'self'; script-src 'self' 'unsafe-eval' | CSP_UNSAFE_EVAL",
                "default-src 'self' 'unsafe-eval' | CSP_UNSAFE_EVAL",
                "default-src 'none'; style-src 'unsafe-eval' | CSP_UNSAFE_EVAL",
                "default-src 'self'; script-src 'unsafe-eval'; img-src http: | CSP_UNSAFE_EVAL",
                // other things over HTTP
                "default-src http://a.example | CSP_INSECURE_SCHEME",
                "default-src 'none'; script-src http://a.example | CSP_INSECURE_SCHEME",
                "default-src 'none'; connect-src http: | CSP_INSECURE_SCHEME",
                "default-src 'self'; script-src 'unsafe-eval' ftp://a.example"
                        + " | CSP_INSECURE_SCHEME",
                // scripts from nearly anywhere
                "script-src 'self' | CSP_UNSAFE_INLINE",
                "object-src 'none' | CSP_UNSAFE_INLINE",
                "upgrade-insecure-requests | CSP_UNSAFE_INLINE",
                "frame-ancestors 'none' | CSP_UNSAFE_INLINE",
                "default-src * | CSP_UNSAFE_INLINE",
                "default-src 'self'; script-src 'UNSAFE-INLINE' | CSP_UNSAFE_INLINE",
                "default-src 'self'; script-src data: | CSP_UNSAFE_INLINE",
                "default-src 'self'; script-src https: | CSP_UNSAFE_INLINE",
                "default-src 'self'; script-src https://* | CSP_UNSAFE_INLINE",
                "default-src 'self'; object-src https: | CSP_UNSAFE_INLINE",
                "default-src 'self'; script-src 'unsafe-inline' http: | CSP_UNSAFE_INLINE",
                "default-src 'self'; script-src 'unsafe-inline' 'md5-x' | CSP_UNSAFE_INLINE",
                // not to be understood
                "default-src 'none'; script-src 'strict-dynamic' | CSP_INVALID",
                "default-src 'self'; DEFAULT-SRC 'self' | CSP_INVALID",
                "self | CSP_INVALID",
                "`` | CSP_INVALID",
                "default-src 'self', | CSP_INVALID",
                // said twice without harm, which costs the bonus and no more
                "default-src 'none'; report-uri /a; report-uri /b | CSP_DUPLICATE_DIRECTIVES",
                "default-src *; report-uri /a; report-uri /b | CSP_UNSAFE_INLINE",
                // nothing in it
                ";;;;;;;; | CSP_NONE",
            })
    void one_policy(String value, Finding finding) {
        assertThat(csp(value)).isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "default-src 'none' | default-src 'none' | CSP_NO_UNSAFE_DEFAULT_NONE",
                // what one allows and the other does not is not allowed
                "default-src http: | default-src https: | CSP_NO_UNSAFE_DEFAULT_NONE",
                "img-src 'none' | default-src 'none' | CSP_NO_UNSAFE_DEFAULT_NONE",
                "default-src 'self'; style-src 'unsafe-inline' | style-src 'self' | CSP_NO_UNSAFE",
                "default-src *; script-src 'unsafe-inline' | default-src 'self' | CSP_NO_UNSAFE",
                "default-src https: | script-src https://cdn.example | CSP_UNSAFE_INLINE",
                "default-src 'self' https: | default-src https://a.example | CSP_NO_UNSAFE",
                "default-src * | default-src * | CSP_UNSAFE_INLINE",
                "default-src 'self' | x | CSP_INVALID",
            })
    void of_two_policies_both_hold(String first, String second, Finding finding) {
        assertThat(csp(first + ", " + second)).as("in one header").isEqualTo(finding);
        assertThat(
                        new Look()
                                .header("Content-Security-Policy", first)
                                .header("content-security-policy", second)
                                .finding(Check.CONTENT_SECURITY_POLICY))
                .as("in two headers")
                .isEqualTo(finding);
        assertThat(
                        new Look()
                                .header("Content-Security-Policy", first)
                                .html(meta(second))
                                .finding(Check.CONTENT_SECURITY_POLICY))
                .as("in a header and the page")
                .isEqualTo(finding);
    }

    private static String meta(String policy) {
        return "<head><meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">";
    }

    @Test
    void a_policy_of_the_page_alone_counts_without_what_only_headers_may_say() {
        assertThat(
                        new Look()
                                .html(meta("default-src 'none'; frame-ancestors 'none'"))
                                .finding(Check.CONTENT_SECURITY_POLICY))
                .isEqualTo(Finding.CSP_NO_UNSAFE_DEFAULT_NONE);
        assertThat(
                        new Look()
                                .html(meta("frame-ancestors 'none'; sandbox"))
                                .finding(Check.CONTENT_SECURITY_POLICY))
                .isEqualTo(Finding.CSP_NONE);
    }

    @Test
    void a_policy_that_only_reports_is_not_in_force() {
        assertThat(
                        new Look()
                                .header("Content-Security-Policy-Report-Only", "default-src 'none'")
                                .finding(Check.CONTENT_SECURITY_POLICY))
                .isEqualTo(Finding.CSP_REPORT_ONLY);
        assertThat(
                        new Look()
                                .header("Content-Security-Policy-Report-Only", "default-src 'none'")
                                .header("Content-Security-Policy", "default-src 'self'")
                                .finding(Check.CONTENT_SECURITY_POLICY))
                .isEqualTo(Finding.CSP_NO_UNSAFE);
        assertThat(new Look().finding(Check.CONTENT_SECURITY_POLICY)).isEqualTo(Finding.CSP_NONE);
    }

    @Test
    void http_sources_of_a_page_over_http_are_no_step_down() {
        assertThat(
                        new Look()
                                .secureEnd(Trail.End.NOBODY_LISTENS)
                                .plain(
                                        new Trail(
                                                java.util.List.of(
                                                        Look.hop("http://shop.example/", 200)),
                                                Trail.End.ANSWERED,
                                                "",
                                                new Headers(
                                                        java.util.List.of(
                                                                new dev.nightshift.certificates.net
                                                                        .Fetcher.Header(
                                                                        "Content-Security-Policy",
                                                                        "default-src"
                                                                                + " http://a.example")))))
                                .finding(Check.CONTENT_SECURITY_POLICY))
                .isEqualTo(Finding.CSP_NO_UNSAFE);
    }
}
