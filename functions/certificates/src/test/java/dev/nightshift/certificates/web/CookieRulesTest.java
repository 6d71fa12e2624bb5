package dev.nightshift.certificates.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // cookie | without HSTS | with HSTS
                "a=1; Secure; SameSite=Lax | COOKIES_SAME_SITE | COOKIES_SAME_SITE",
                "a=1; Secure; SameSite=None | COOKIES_SAME_SITE | COOKIES_SAME_SITE",
                "a=1; Secure | COOKIES_SECURE | COOKIES_SECURE",
                "a=1 | COOKIES_INSECURE | COOKIES_INSECURE_WITH_HSTS",
                "PHPSESSID=1; Secure; HttpOnly | COOKIES_SECURE | COOKIES_SECURE",
                "PHPSESSID=1; Secure; HttpOnly; samesite=strict"
                        + " | COOKIES_SAME_SITE | COOKIES_SAME_SITE",
                "PHPSESSID=1; HttpOnly | COOKIES_SESSION_INSECURE"
                        + " | COOKIES_SESSION_INSECURE_WITH_HSTS",
                "PHPSESSID=1; Secure | COOKIES_SESSION_WITHOUT_HTTP_ONLY"
                        + " | COOKIES_SESSION_WITHOUT_HTTP_ONLY",
                "PHPSESSID=1 | COOKIES_SESSION_INSECURE | COOKIES_SESSION_WITHOUT_HTTP_ONLY",
                "wp_login=1; Secure | COOKIES_SESSION_WITHOUT_HTTP_ONLY"
                        + " | COOKIES_SESSION_WITHOUT_HTTP_ONLY",
                "a=1; Secure; SameSite | COOKIES_SAME_SITE_INVALID | COOKIES_SAME_SITE_INVALID",
                "a=1; Secure; SameSite=Any | COOKIES_SAME_SITE_INVALID"
                        + " | COOKIES_SAME_SITE_INVALID",
                "a=1; SameSite=None | COOKIES_SAME_SITE_INVALID | COOKIES_SAME_SITE_INVALID",
                "csrftoken=1; Secure | COOKIES_CSRF_WITHOUT_SAME_SITE"
                        + " | COOKIES_CSRF_WITHOUT_SAME_SITE",
                "csrftoken=1; Secure; SameSite=Lax | COOKIES_SAME_SITE | COOKIES_SAME_SITE",
                "heroku-session-affinity=1 | COOKIES_NONE | COOKIES_NONE",
                "a=; Max-Age=0 | COOKIES_NONE | COOKIES_NONE",
                "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT | COOKIES_NONE | COOKIES_NONE",
                "a=; Expires=Thu, 01-Jan-70 00:00:01 GMT | COOKIES_NONE | COOKIES_NONE",
                "a=1; Max-Age=10 | COOKIES_INSECURE | COOKIES_INSECURE_WITH_HSTS",
                // a browser would not take these
                "__Secure-a=1 | COOKIES_NONE | COOKIES_NONE",
                "__Host-a=1; Secure; Path=/; Domain=shop.example | COOKIES_NONE | COOKIES_NONE",
                "__Host-a=1; Secure; Path=/x | COOKIES_NONE | COOKIES_NONE",
                "__Host-a=1; Secure; Path=/ | COOKIES_SECURE | COOKIES_SECURE",
                "a=1; Domain=other.example | COOKIES_NONE | COOKIES_NONE",
                "a=1; Domain=.shop.example; Secure | COOKIES_SECURE | COOKIES_SECURE",
                "nonsense | COOKIES_NONE | COOKIES_NONE",
            })
    void the_flags_of_a_cookie_decide(String cookie, Finding without, Finding with) {
        assertThat(new Look().cookie(cookie).finding(Check.COOKIES)).isEqualTo(without);
        assertThat(
                        new Look()
                                .header("Strict-Transport-Security", "max-age=31536000")
                                .cookie(cookie)
                                .finding(Check.COOKIES))
                .isEqualTo(with);
    }

    @Test
    void the_worst_cookie_decides_and_is_named() {
        var result =
                new Look()
                                .cookie("good=1; Secure; SameSite=Lax; HttpOnly")
                                .cookie("session=1; Secure; SameSite=Lax")
                                .cookie("other=1")
                                .graded()
                                .results()
                                .stream()
                                .filter(each -> each.finding().check() == Check.COOKIES)
                                .findFirst()
                                .orElseThrow();

        assertThat(result.finding()).isEqualTo(Finding.COOKIES_SESSION_WITHOUT_HTTP_ONLY);
        assertThat(result.words()).contains("session").doesNotContain("other");
    }

    @Test
    void of_two_cookies_of_one_name_the_later_holds() {
        assertThat(new Look().cookie("a=1").cookie("a=2; Secure").finding(Check.COOKIES))
                .isEqualTo(Finding.COOKIES_SECURE);
    }
}
