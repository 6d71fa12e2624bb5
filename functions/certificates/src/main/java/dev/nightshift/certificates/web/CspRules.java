package dev.nightshift.certificates.web;

import dev.nightshift.certificates.web.Scorecard.Result;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The Observatory's test of content security policies. */
final class CspRules {
    private static final Set<String> BROAD =
            Set.of(
                    "ftp:",
                    "http:",
                    "https:",
                    "*",
                    "http://*",
                    "http://*.*",
                    "https://*",
                    "https://*.*");
    private static final Set<String> INLINE = Set.of("'unsafe-inline'", "data:");
    private static final List<String> PINS = List.of("'sha256-", "'sha384-", "'sha512-", "'nonce-");
    private static final Set<String> PASSIVE = Set.of("img-src", "media-src");
    private static final Set<String> ANYTHING = Set.of("*");

    private CspRules() {}

    static ContentSecurityPolicy policy(WebFacts facts) {
        return ContentSecurityPolicy.of(
                facts.headers().all("Content-Security-Policy"),
                facts.content().html().map(HtmlPage::policies).orElse(List.of()));
    }

    static Result judge(WebFacts facts) {
        var policy = policy(facts);
        if (policy.fault().isPresent()) {
            return Result.of(Finding.CSP_INVALID, policy.fault().get());
        }
        if (policy.isEmpty()) {
            return Result.of(
                    facts.headers().has("Content-Security-Policy-Report-Only")
                            ? Finding.CSP_REPORT_ONLY
                            : Finding.CSP_NONE);
        }
        var finding = finding(policy.directives(), facts.secure().isAnswered());
        boolean passes = finding.modifier() >= 0 || finding == Finding.CSP_INSECURE_PASSIVE_ONLY;
        return Result.of(
                passes && policy.hasDuplicates() ? Finding.CSP_DUPLICATE_DIRECTIVES : finding);
    }

    /** The first rule that applies decides. */
    private static Finding finding(Map<String, Set<String>> directives, boolean secure) {
        var scripts = governing(directives, "script-src");
        var styles = governing(directives, "style-src");
        var objects = governing(directives, "object-src");
        // browsers ignore 'unsafe-inline' beside a nonce or a hash
        Stream.of(scripts, styles)
                .filter(CspRules::isPinned)
                .forEach(sources -> sources.remove("'unsafe-inline'"));
        if (scripts.contains("'strict-dynamic'")) {
            if (!isPinned(scripts)) {
                return Finding.CSP_INVALID;
            }
            // and, beside 'strict-dynamic', where scripts come from
            scripts.removeIf(
                    source ->
                            source.equals("'self'")
                                    || source.equals("'unsafe-inline'")
                                    || BROAD.stream().anyMatch(source::startsWith));
        }
        if (has(scripts, BROAD) || has(scripts, INLINE) || has(objects, BROAD)) {
            return Finding.CSP_UNSAFE_INLINE;
        }
        if (secure && active(directives, scripts).anyMatch(CspRules::isInsecure)) {
            return Finding.CSP_INSECURE_SCHEME;
        }
        if (scripts.contains("'unsafe-eval'") || styles.contains("'unsafe-eval'")) {
            return Finding.CSP_UNSAFE_EVAL;
        }
        if (secure && passive(directives).anyMatch(CspRules::isInsecure)) {
            return Finding.CSP_INSECURE_PASSIVE_ONLY;
        }
        if (has(styles, BROAD) || has(styles, INLINE)) {
            return Finding.CSP_UNSAFE_STYLE_ONLY;
        }
        return Set.of("'none'").equals(directives.get("default-src"))
                ? Finding.CSP_NO_UNSAFE_DEFAULT_NONE
                : Finding.CSP_NO_UNSAFE;
    }

    private static Set<String> governing(Map<String, Set<String>> directives, String name) {
        var byDefault = directives.getOrDefault("default-src", ANYTHING);
        return directives.getOrDefault(name, byDefault);
    }

    private static boolean isPinned(Set<String> sources) {
        return sources.stream().anyMatch(source -> PINS.stream().anyMatch(source::startsWith));
    }

    private static boolean has(Set<String> sources, Set<String> bad) {
        return sources.stream().anyMatch(bad::contains);
    }

    private static boolean isInsecure(String source) {
        return source.startsWith("http:") || source.startsWith("ftp:");
    }

    private static Stream<String> active(Map<String, Set<String>> directives, Set<String> scripts) {
        var others =
                directives.entrySet().stream()
                        .filter(directive -> !PASSIVE.contains(directive.getKey()))
                        .flatMap(directive -> directive.getValue().stream());
        return Stream.concat(others, scripts.stream());
    }

    private static Stream<String> passive(Map<String, Set<String>> directives) {
        return PASSIVE.stream()
                .flatMap(
                        name ->
                                directives
                                        .getOrDefault(
                                                name,
                                                directives.getOrDefault("default-src", Set.of()))
                                        .stream());
    }
}
