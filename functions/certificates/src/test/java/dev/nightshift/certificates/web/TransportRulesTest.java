package dev.nightshift.certificates.web;

import static dev.nightshift.certificates.web.Look.hop;
import static dev.nightshift.certificates.web.Look.trail;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=15552000 | HSTS_SIX_MONTHS",
                "max-age=15551999 | HSTS_SHORT",
                "max-age=0 | HSTS_SHORT",
                "MAX-AGE=31536000; IncludeSubDomains; PRELOAD | HSTS_SIX_MONTHS",
                "includeSubDomains; max-age = \"31536000\" ; | HSTS_SIX_MONTHS",
                "max-age=31536000; extension=\"x\" | HSTS_SIX_MONTHS",
                "includeSubDomains | HSTS_INVALID",
                "max-age | HSTS_INVALID",
                "max-age=soon | HSTS_INVALID",
                "max-age=-1 | HSTS_INVALID",
                "max-age=31536000, max-age=31536000 | HSTS_INVALID",
                "max-age=31536000; max-age=0 | HSTS_INVALID",
            })
    void hsts_is_read_as_the_rfc_says(String value, Finding finding) {
        assertThat(
                        new Look()
                                .header("Strict-Transport-Security", value)
                                .finding(Check.STRICT_TRANSPORT_SECURITY))
                .isEqualTo(finding);
    }

    @Test
    void hsts_twice_behind_a_bad_certificate_or_without_https_is_none() {
        var good = "max-age=31536000";
        assertThat(
                        new Look()
                                .header("Strict-Transport-Security", good)
                                .header("Strict-Transport-Security", good)
                                .finding(Check.STRICT_TRANSPORT_SECURITY))
                .isEqualTo(Finding.HSTS_INVALID);
        assertThat(
                        new Look()
                                .header("Strict-Transport-Security", good)
                                .unverified()
                                .finding(Check.STRICT_TRANSPORT_SECURITY))
                .isEqualTo(Finding.HSTS_INVALID_CERTIFICATE);
        assertThat(new Look().finding(Check.STRICT_TRANSPORT_SECURITY))
                .isEqualTo(Finding.HSTS_NONE);
        assertThat(
                        new Look()
                                .secureEnd(Trail.End.NOBODY_LISTENS)
                                .plain(trail(hop("http://shop.example/", 200)))
                                .finding(Check.STRICT_TRANSPORT_SECURITY))
                .isEqualTo(Finding.HSTS_NO_HTTPS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=31536000; includeSubDomains; preload | 0",
                "max-age=31535999; includeSubDomains; preload | 1",
                "max-age=31536000; preload | 1",
                "max-age=31536000; includeSubDomains | 1",
                "max-age=60 | 3",
                "preload; includeSubDomains | 3",
            })
    void what_the_preload_list_misses_is_said(String value, int missing) {
        assertThat(Hsts.parse(List.of(value)).orElseThrow().missingForPreload()).hasSize(missing);
    }

    private static Finding redirect(Trail plain) {
        return new Look().plain(plain).finding(Check.REDIRECTION);
    }

    @Test
    void http_is_expected_to_lead_to_https_on_the_same_host_first() {
        assertThat(
                        redirect(
                                trail(
                                        hop("http://shop.example/", 301),
                                        hop("https://shop.example/", 301),
                                        hop("https://www.shop.example/", 200))))
                .isEqualTo(Finding.REDIRECT_TO_HTTPS);
        assertThat(
                        redirect(
                                trail(
                                        hop("http://shop.example/", 301),
                                        hop("https://www.shop.example/", 200))))
                .isEqualTo(Finding.REDIRECT_OFF_HOST);
        assertThat(
                        redirect(
                                trail(
                                        hop("http://shop.example/", 302),
                                        hop("http://www.shop.example/", 302),
                                        hop("https://www.shop.example/", 200))))
                .isEqualTo(Finding.REDIRECT_NOT_HTTPS_FIRST);
        assertThat(
                        redirect(
                                trail(
                                        hop("http://shop.example/", 302),
                                        hop("http://www.shop.example/", 200))))
                .isEqualTo(Finding.REDIRECT_NOT_TO_HTTPS);
        assertThat(redirect(trail(hop("http://shop.example/", 200))))
                .isEqualTo(Finding.REDIRECT_MISSING);
    }

    @Test
    void a_certificate_that_does_not_verify_on_the_way_is_said() {
        assertThat(
                        redirect(
                                trail(
                                        hop("http://shop.example/", 301),
                                        new Hop(
                                                "https://shop.example/",
                                                true,
                                                "shop.example",
                                                200,
                                                false,
                                                List.of(),
                                                Optional.empty()))))
                .isEqualTo(Finding.REDIRECT_INVALID_CERTIFICATE);
    }

    @Test
    void nobody_listening_for_http_is_fine_and_silence_is_unknown() {
        assertThat(redirect(trail(Trail.End.NOBODY_LISTENS)))
                .isEqualTo(Finding.REDIRECT_NOT_NEEDED);
        assertThat(redirect(trail(Trail.End.SILENT))).isEqualTo(Finding.REDIRECT_UNKNOWN);
        assertThat(redirect(trail(Trail.End.SILENT, hop("http://shop.example/", 301))))
                .isEqualTo(Finding.REDIRECT_UNKNOWN);
        assertThat(new Look().noPlain().finding(Check.REDIRECTION))
                .isEqualTo(Finding.REDIRECT_NOT_ASKED);
    }

    @Test
    void a_way_back_to_http_is_named() {
        assertThat(
                        trail(
                                        hop("http://shop.example/", 301),
                                        hop("https://shop.example/", 302),
                                        hop("http://old.example/", 200))
                                .downgrade())
                .hasValueSatisfying(words -> assertThat(words).contains("http://old.example/"));
        assertThat(
                        trail(hop("http://shop.example/", 301), hop("https://shop.example/", 200))
                                .downgrade())
                .isEmpty();
    }
}
