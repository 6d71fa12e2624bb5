package dev.nightshift.certificates.web;

import dev.nightshift.certificates.web.Scorecard.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The Observatory's test of cookies: the worst cookie decides. */
final class CookieRules {
    /** The Observatory's order, which is not that of the modifiers; the last one weighs most. */
    private static final List<Finding> WORSE_AND_WORSE =
            List.of(
                    Finding.COOKIES_INSECURE_WITH_HSTS,
                    Finding.COOKIES_INSECURE,
                    Finding.COOKIES_SESSION_INSECURE_WITH_HSTS,
                    Finding.COOKIES_SAME_SITE_INVALID,
                    Finding.COOKIES_CSRF_WITHOUT_SAME_SITE,
                    Finding.COOKIES_SESSION_WITHOUT_HTTP_ONLY,
                    Finding.COOKIES_SESSION_INSECURE);

    /** The load balancer of Heroku sets it, and nobody can change how. */
    private static final Set<String> FORGIVEN = Set.of("heroku-session-affinity");

    private static final Set<String> SAME_SITE = Set.of("lax", "strict", "none");

    private CookieRules() {}

    private record Fault(Finding finding, String cookie) {}

    static Result judge(WebFacts facts) {
        boolean hsts = TransportRules.hsts(facts).finding() == Finding.HSTS_SIX_MONTHS;
        var cookies =
                facts.cookies().stream()
                        .filter(Cookie::isKept)
                        .filter(cookie -> !FORGIVEN.contains(cookie.name()))
                        .toList();
        if (cookies.isEmpty()) {
            return Result.of(Finding.COOKIES_NONE);
        }
        var faults =
                Stream.concat(
                                cookies.stream().flatMap(cookie -> faults(cookie, hsts)),
                                facts.cookies().stream().flatMap(CookieRules::unknownSameSite))
                        .sorted((a, b) -> Integer.compare(weight(b), weight(a)))
                        .toList();
        if (!faults.isEmpty()) {
            var worst = faults.getFirst();
            var names =
                    faults.stream()
                            .filter(fault -> fault.finding() == worst.finding())
                            .map(Fault::cookie)
                            .distinct()
                            .limit(5)
                            .toList();
            return Result.of(worst.finding(), String.join(", ", names));
        }
        return Result.of(
                cookies.stream().allMatch(cookie -> cookie.sameSite().isPresent())
                        ? Finding.COOKIES_SAME_SITE
                        : Finding.COOKIES_SECURE);
    }

    /** Counts in whatever is sent, also where a browser would not keep the cookie. */
    private static Stream<Fault> unknownSameSite(Cookie cookie) {
        return cookie.sameSite().stream()
                .filter(value -> !SAME_SITE.contains(value.toLowerCase(Locale.ROOT)))
                .map(value -> new Fault(Finding.COOKIES_SAME_SITE_INVALID, cookie.name()));
    }

    private static int weight(Fault fault) {
        return WORSE_AND_WORSE.indexOf(fault.finding());
    }

    private static Stream<Fault> faults(Cookie cookie, boolean hsts) {
        var name = cookie.name().toLowerCase(Locale.ROOT);
        boolean session = name.contains("login") || name.contains("sess");
        var sameSite = cookie.sameSite().orElse("").toLowerCase(Locale.ROOT);
        var faults = new ArrayList<Finding>();
        if (!cookie.secure()) {
            faults.add(hsts ? Finding.COOKIES_INSECURE_WITH_HSTS : Finding.COOKIES_INSECURE);
            if (session) {
                faults.add(
                        hsts
                                ? Finding.COOKIES_SESSION_INSECURE_WITH_HSTS
                                : Finding.COOKIES_SESSION_INSECURE);
            }
        }
        if (sameSite.equals("none") && !cookie.secure()) {
            faults.add(Finding.COOKIES_SAME_SITE_INVALID);
        }
        if (name.contains("csrf") && !SAME_SITE.contains(sameSite)) {
            faults.add(Finding.COOKIES_CSRF_WITHOUT_SAME_SITE);
        }
        if (session && !cookie.httpOnly()) {
            faults.add(Finding.COOKIES_SESSION_WITHOUT_HTTP_ONLY);
        }
        return faults.stream().map(finding -> new Fault(finding, cookie.name()));
    }
}
