package dev.nightshift.certificates.web;

import static dev.nightshift.certificates.web.Check.CONTENT_SECURITY_POLICY;
import static dev.nightshift.certificates.web.Check.COOKIES;
import static dev.nightshift.certificates.web.Check.CROSS_ORIGIN_EMBEDDER_POLICY;
import static dev.nightshift.certificates.web.Check.CROSS_ORIGIN_OPENER_POLICY;
import static dev.nightshift.certificates.web.Check.CROSS_ORIGIN_RESOURCE_POLICY;
import static dev.nightshift.certificates.web.Check.CROSS_ORIGIN_RESOURCE_SHARING;
import static dev.nightshift.certificates.web.Check.REDIRECTION;
import static dev.nightshift.certificates.web.Check.REFERRER_POLICY;
import static dev.nightshift.certificates.web.Check.STRICT_TRANSPORT_SECURITY;
import static dev.nightshift.certificates.web.Check.SUBRESOURCE_INTEGRITY;
import static dev.nightshift.certificates.web.Check.X_CONTENT_TYPE_OPTIONS;
import static dev.nightshift.certificates.web.Check.X_FRAME_OPTIONS;

/**
 * What a test can come to, and what that adds to the score. The numbers are those of the HTTP
 * Observatory, version 6 of its rules; what could not be seen ({@code …_UNKNOWN}) adds nothing.
 *
 * @see <a
 *     href="https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring">Observatory:
 *     tests and scoring</a>
 */
public enum Finding {
    CSP_NO_UNSAFE_DEFAULT_NONE(
            CONTENT_SECURITY_POLICY, 10, "the policy allows nothing by default and nothing unsafe"),
    CSP_NO_UNSAFE(CONTENT_SECURITY_POLICY, 5, "the policy allows nothing unsafe"),
    CSP_DUPLICATE_DIRECTIVES(
            CONTENT_SECURITY_POLICY, 0, "the policy is good but names where to report twice"),
    CSP_UNSAFE_STYLE_ONLY(
            CONTENT_SECURITY_POLICY, 0, "the policy allows unsafe styles; name their sources"),
    CSP_INSECURE_PASSIVE_ONLY(
            CONTENT_SECURITY_POLICY, -10, "the policy allows images or media over HTTP"),
    CSP_UNSAFE_EVAL(CONTENT_SECURITY_POLICY, -10, "the policy allows 'unsafe-eval'"),
    CSP_UNSAFE_INLINE(
            CONTENT_SECURITY_POLICY,
            -20,
            "the policy lets scripts or plug-ins come from nearly anywhere; restrict script-src and"
                    + " object-src, without 'unsafe-inline', data: and whole schemes"),
    CSP_INSECURE_SCHEME(CONTENT_SECURITY_POLICY, -20, "the policy allows sources over HTTP"),
    CSP_INVALID(CONTENT_SECURITY_POLICY, -25, "the policy cannot be understood"),
    CSP_REPORT_ONLY(CONTENT_SECURITY_POLICY, -25, "the policy only reports and is not enforced"),
    CSP_NONE(CONTENT_SECURITY_POLICY, -25, "there is no Content-Security-Policy"),

    COOKIES_SAME_SITE(
            COOKIES, 5, "all cookies have Secure and SameSite, those of sessions HttpOnly"),
    COOKIES_SECURE(COOKIES, 0, "all cookies have Secure, those of sessions HttpOnly; add SameSite"),
    COOKIES_NONE(COOKIES, 0, "there are no cookies"),
    COOKIES_INSECURE_WITH_HSTS(COOKIES, -5, "cookies lack Secure, though HSTS protects them"),
    COOKIES_INSECURE(COOKIES, -20, "cookies lack Secure"),
    COOKIES_SESSION_INSECURE_WITH_HSTS(
            COOKIES, -10, "cookies of a session lack Secure, though HSTS protects them"),
    COOKIES_SAME_SITE_INVALID(
            COOKIES, -20, "SameSite of a cookie is no known value, or None without Secure"),
    COOKIES_CSRF_WITHOUT_SAME_SITE(COOKIES, -20, "a cookie against CSRF lacks SameSite"),
    COOKIES_SESSION_WITHOUT_HTTP_ONLY(COOKIES, -30, "cookies of a session lack HttpOnly"),
    COOKIES_SESSION_INSECURE(COOKIES, -40, "cookies of a session lack Secure"),

    COEP_REQUIRE_CORP(CROSS_ORIGIN_EMBEDDER_POLICY, 10, "it is require-corp"),
    COEP_CREDENTIALLESS(CROSS_ORIGIN_EMBEDDER_POLICY, 10, "it is credentialless"),
    COEP_UNSAFE_NONE(CROSS_ORIGIN_EMBEDDER_POLICY, 0, "it is unsafe-none, as without it"),
    COEP_NONE(CROSS_ORIGIN_EMBEDDER_POLICY, 0, "there is none"),
    COEP_INVALID(CROSS_ORIGIN_EMBEDDER_POLICY, -5, "its value is unknown"),

    COOP_SAME_ORIGIN(CROSS_ORIGIN_OPENER_POLICY, 10, "it is same-origin"),
    COOP_ALLOW_POPUPS(CROSS_ORIGIN_OPENER_POLICY, 10, "it is same-origin-allow-popups"),
    COOP_NOOPENER(CROSS_ORIGIN_OPENER_POLICY, 10, "it is noopener-allow-popups"),
    COOP_UNSAFE_NONE(CROSS_ORIGIN_OPENER_POLICY, 0, "it is unsafe-none, as without it"),
    COOP_NONE(CROSS_ORIGIN_OPENER_POLICY, 0, "there is none"),
    COOP_INVALID(CROSS_ORIGIN_OPENER_POLICY, -5, "its value is unknown"),

    CORS_NONE(CROSS_ORIGIN_RESOURCE_SHARING, 0, "other origins may not read the page"),
    CORS_PUBLIC(CROSS_ORIGIN_RESOURCE_SHARING, 0, "every origin may read what is public"),
    CORS_RESTRICTED(CROSS_ORIGIN_RESOURCE_SHARING, 0, "certain origins may read the page"),
    CORS_UNIVERSAL(
            CROSS_ORIGIN_RESOURCE_SHARING,
            -50,
            "every origin may read the page with the visitor's cookies; name the origins instead"
                    + " of repeating whoever asks"),
    CORS_UNKNOWN(
            CROSS_ORIGIN_RESOURCE_SHARING, 0, "unknown: the preflight request was not answered"),

    REDIRECT_TO_HTTPS(REDIRECTION, 0, "HTTP leads to HTTPS on the same host"),
    REDIRECT_NOT_NEEDED(REDIRECTION, 0, "nobody listens for HTTP"),
    REDIRECT_NOT_ASKED(REDIRECTION, 0, "HTTP was not looked at beside this port"),
    REDIRECT_UNKNOWN(REDIRECTION, 0, "unknown: HTTP did not answer"),
    REDIRECT_OFF_HOST(
            REDIRECTION,
            -5,
            "HTTP leads to another host at once, so that HSTS of this one is never seen; lead to"
                    + " HTTPS on the same host first"),
    REDIRECT_NOT_HTTPS_FIRST(REDIRECTION, -10, "HTTP leads to HTTP first, to HTTPS later"),
    REDIRECT_NOT_TO_HTTPS(REDIRECTION, -20, "HTTP leads on, but does not end at HTTPS"),
    REDIRECT_MISSING(REDIRECTION, -20, "HTTP does not lead to HTTPS"),
    REDIRECT_INVALID_CERTIFICATE(
            REDIRECTION, -20, "HTTP leads past a certificate that does not verify"),

    REFERRER_PRIVATE(REFERRER_POLICY, 5, "other sites learn little or nothing of where from"),
    REFERRER_NONE(REFERRER_POLICY, 0, "there is none: the browser's default holds"),
    REFERRER_UNSAFE(REFERRER_POLICY, -5, "it tells other sites more than browsers do by default"),
    REFERRER_INVALID(REFERRER_POLICY, -5, "its value is unknown"),

    HSTS_SIX_MONTHS(STRICT_TRANSPORT_SECURITY, 0, "max-age is six months or more"),
    HSTS_SHORT(STRICT_TRANSPORT_SECURITY, -10, "max-age is less than six months"),
    HSTS_NONE(STRICT_TRANSPORT_SECURITY, -20, "there is no Strict-Transport-Security"),
    HSTS_INVALID(STRICT_TRANSPORT_SECURITY, -20, "the header cannot be understood"),
    HSTS_NO_HTTPS(STRICT_TRANSPORT_SECURITY, -20, "nobody listens for HTTPS"),
    HSTS_INVALID_CERTIFICATE(
            STRICT_TRANSPORT_SECURITY,
            -20,
            "the certificate does not verify, so that browsers ignore the header"),

    SRI_ALL(SUBRESOURCE_INTEGRITY, 5, "scripts are pinned, and all are of this site"),
    SRI_EXTERNAL(SUBRESOURCE_INTEGRITY, 5, "scripts of other sites are pinned"),
    SRI_NOT_HTML(SUBRESOURCE_INTEGRITY, 0, "the answer is no HTML"),
    SRI_NO_SCRIPTS(SUBRESOURCE_INTEGRITY, 0, "the page has no scripts"),
    SRI_OWN_SCRIPTS(SUBRESOURCE_INTEGRITY, 0, "all scripts are of this site"),
    SRI_MISSING(
            SUBRESOURCE_INTEGRITY, -5, "scripts of other sites come over HTTPS without integrity"),
    SRI_INSECURE(
            SUBRESOURCE_INTEGRITY, -20, "pinned scripts of other sites are not named with https:"),
    SRI_MISSING_AND_INSECURE(
            SUBRESOURCE_INTEGRITY,
            -50,
            "scripts of other sites are neither pinned nor named with https:"),
    SRI_UNKNOWN(SUBRESOURCE_INTEGRITY, 0, "unknown: the page could not be read"),

    NOSNIFF(X_CONTENT_TYPE_OPTIONS, 0, "it is nosniff"),
    NOSNIFF_NONE(X_CONTENT_TYPE_OPTIONS, -5, "there is none; set nosniff"),
    NOSNIFF_INVALID(X_CONTENT_TYPE_OPTIONS, -5, "its value is not nosniff"),

    FRAMES_BY_CSP(X_FRAME_OPTIONS, 5, "the policy says who may frame the page"),
    FRAMES_RESTRICTED(X_FRAME_OPTIONS, 5, "only this site may frame the page, or nobody"),
    FRAMES_ALLOW_FROM(X_FRAME_OPTIONS, 0, "ALLOW-FROM means nothing to today's browsers"),
    FRAMES_NONE(X_FRAME_OPTIONS, -20, "anybody may frame the page; set frame-ancestors"),
    FRAMES_INVALID(
            X_FRAME_OPTIONS, -20, "its value is unknown, so that anybody may frame the page"),

    CORP_SAME_ORIGIN(CROSS_ORIGIN_RESOURCE_POLICY, 10, "it is same-origin"),
    CORP_SAME_SITE(CROSS_ORIGIN_RESOURCE_POLICY, 10, "it is same-site"),
    CORP_CROSS_ORIGIN(CROSS_ORIGIN_RESOURCE_POLICY, 0, "it is cross-origin, as without it"),
    CORP_NONE(CROSS_ORIGIN_RESOURCE_POLICY, 0, "there is none"),
    CORP_INVALID(CROSS_ORIGIN_RESOURCE_POLICY, -5, "its value is unknown");

    private final Check check;
    private final int modifier;
    private final String words;

    Finding(Check check, int modifier, String words) {
        this.check = check;
        this.modifier = modifier;
        this.words = words;
    }

    public Check check() {
        return check;
    }

    /** What it adds to 100; bonuses count only where the penalties leave 90. */
    public int modifier() {
        return modifier;
    }

    public String words() {
        return words;
    }

    /** Whether it says something of the site. */
    public boolean isKnown() {
        return this != CORS_UNKNOWN && this != REDIRECT_UNKNOWN && this != SRI_UNKNOWN;
    }
}
