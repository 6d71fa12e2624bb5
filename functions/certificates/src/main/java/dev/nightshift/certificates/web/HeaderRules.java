package dev.nightshift.certificates.web;

import dev.nightshift.certificates.web.Scorecard.Result;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Observatory's tests of headers that hold one word. */
final class HeaderRules {
    /** A token with parameters, RFC 8941. */
    private static final Pattern ITEM =
            Pattern.compile(
                    "([A-Za-z*][!#$%&'*+.^_`|~:/0-9A-Za-z-]*)"
                            + "(?:; *[a-z*][a-z0-9_.*-]*(?:=(?:\"[^\"]*\"|[^;\"\\s]+))?)*");

    private static final Set<String> PRIVATE =
            Set.of(
                    "no-referrer",
                    "same-origin",
                    "strict-origin",
                    "strict-origin-when-cross-origin");
    private static final Set<String> UNSAFE =
            Set.of(
                    "origin",
                    "origin-when-cross-origin",
                    "unsafe-url",
                    "no-referrer-when-downgrade");

    private HeaderRules() {}

    static Result embedder(Headers headers) {
        var value = headers.joined("Cross-Origin-Embedder-Policy");
        if (value.isEmpty()) {
            return Result.of(Finding.COEP_NONE);
        }
        return switch (token(value.get())) {
            case "require-corp" -> Result.of(Finding.COEP_REQUIRE_CORP);
            case "credentialless" -> Result.of(Finding.COEP_CREDENTIALLESS);
            case "unsafe-none" -> Result.of(Finding.COEP_UNSAFE_NONE);
            default -> Result.of(Finding.COEP_INVALID, Locations.shown(value.get()));
        };
    }

    static Result opener(Headers headers) {
        var value = headers.joined("Cross-Origin-Opener-Policy");
        if (value.isEmpty()) {
            return Result.of(Finding.COOP_NONE);
        }
        return switch (token(value.get())) {
            case "same-origin" -> Result.of(Finding.COOP_SAME_ORIGIN);
            case "same-origin-allow-popups" -> Result.of(Finding.COOP_ALLOW_POPUPS);
            case "noopener-allow-popups" -> Result.of(Finding.COOP_NOOPENER);
            case "unsafe-none" -> Result.of(Finding.COOP_UNSAFE_NONE);
            default -> Result.of(Finding.COOP_INVALID, Locations.shown(value.get()));
        };
    }

    static Result resource(Headers headers) {
        var value = headers.joined("Cross-Origin-Resource-Policy");
        if (value.isEmpty()) {
            return Result.of(Finding.CORP_NONE);
        }
        return switch (small(value.get())) {
            case "same-origin" -> Result.of(Finding.CORP_SAME_ORIGIN);
            case "same-site" -> Result.of(Finding.CORP_SAME_SITE);
            case "cross-origin" -> Result.of(Finding.CORP_CROSS_ORIGIN);
            default -> Result.of(Finding.CORP_INVALID, Locations.shown(value.get()));
        };
    }

    static Result sharing(Preflight preflight) {
        if (!preflight.answered()) {
            return Result.of(Finding.CORS_UNKNOWN);
        }
        if (preflight.allowOrigin().isEmpty()) {
            return Result.of(Finding.CORS_NONE);
        }
        var allowed = preflight.allowOrigin().get().strip();
        boolean credentials =
                preflight.allowCredentials().map(HeaderRules::small).orElse("").equals("true");
        if (allowed.equals("*")) {
            return Result.of(Finding.CORS_PUBLIC);
        }
        return allowed.equals(preflight.origin()) && credentials
                ? Result.of(Finding.CORS_UNIVERSAL)
                : Result.of(Finding.CORS_RESTRICTED, Locations.shown(allowed));
    }

    static Result contentType(Headers headers) {
        var value = headers.joined("X-Content-Type-Options");
        if (value.isEmpty()) {
            return Result.of(Finding.NOSNIFF_NONE);
        }
        return small(value.get()).equals("nosniff")
                ? Result.of(Finding.NOSNIFF)
                : Result.of(Finding.NOSNIFF_INVALID, Locations.shown(value.get()));
    }

    static Result frames(WebFacts facts) {
        if (CspRules.policy(facts).namesFrameAncestors()) {
            return Result.of(Finding.FRAMES_BY_CSP);
        }
        var value = facts.headers().joined("X-Frame-Options");
        if (value.isEmpty()) {
            return Result.of(Finding.FRAMES_NONE);
        }
        var word = small(value.get());
        if (word.equals("deny") || word.equals("sameorigin")) {
            return Result.of(Finding.FRAMES_RESTRICTED);
        }
        return word.startsWith("allow-from")
                ? Result.of(Finding.FRAMES_ALLOW_FROM)
                : Result.of(Finding.FRAMES_INVALID, Locations.shown(value.get()));
    }

    /** The last value that is known holds: sites name older ones first, for older browsers. */
    static Result referrer(WebFacts facts) {
        var written =
                Stream.concat(
                                facts.headers().all("Referrer-Policy").stream(),
                                facts.content().html().flatMap(HtmlPage::referrer).stream())
                        .toList();
        if (written.isEmpty()) {
            return Result.of(Finding.REFERRER_NONE);
        }
        Optional<String> policy =
                written.stream()
                        .flatMap(value -> Arrays.stream(value.split(",")))
                        .map(HeaderRules::small)
                        .filter(value -> PRIVATE.contains(value) || UNSAFE.contains(value))
                        .reduce((earlier, later) -> later);
        if (policy.isEmpty()) {
            return Result.of(Finding.REFERRER_INVALID, Locations.shown(String.join(", ", written)));
        }
        return Result.of(
                PRIVATE.contains(policy.get()) ? Finding.REFERRER_PRIVATE : Finding.REFERRER_UNSAFE,
                policy.get());
    }

    private static String token(String value) {
        var match = ITEM.matcher(value.strip());
        return match.matches() ? match.group(1) : "";
    }

    private static String small(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
