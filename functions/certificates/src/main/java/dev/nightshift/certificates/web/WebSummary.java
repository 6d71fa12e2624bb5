package dev.nightshift.certificates.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is kept of a look until the next one. Of a look that could not be graded none is made, so
 * that the next one is compared with the last page that was seen.
 *
 * @param letter such as {@code B+}
 * @param findings by the slug of the test, by name
 * @param headers which of {@link #WATCHED} came, in small letters
 * @param cookies their flags by name; those of no fixed name are left out
 * @param hstsSeconds empty without HSTS
 * @param layers who answered, by name
 * @param mixed how many kinds of mixed content: {@code ACTIVE}, {@code PASSIVE}, {@code FORM}
 */
public record WebSummary(
        int score,
        String letter,
        Map<String, String> findings,
        List<String> headers,
        Map<String, String> cookies,
        Optional<Long> hstsSeconds,
        List<String> layers,
        List<String> mixed) {
    /** Headers by which a site protects its visitors. */
    static final List<String> WATCHED =
            List.of(
                    "content-security-policy",
                    "content-security-policy-report-only",
                    "cross-origin-embedder-policy",
                    "cross-origin-opener-policy",
                    "cross-origin-resource-policy",
                    "permissions-policy",
                    "referrer-policy",
                    "strict-transport-security",
                    "x-content-type-options",
                    "x-frame-options");

    /** A site sets a few; whoever sets more is not worth the room. */
    private static final int MOST_COOKIES = 30;

    public WebSummary {
        findings = Map.copyOf(findings);
        headers = List.copyOf(headers);
        cookies = Map.copyOf(cookies);
        layers = List.copyOf(layers);
        mixed = List.copyOf(mixed);
    }

    /**
     * @return empty if there was no page to grade
     */
    public static Optional<WebSummary> of(WebFacts facts, Scorecard card) {
        return switch (card) {
            case Scorecard.Graded graded -> Optional.of(of(facts, graded));
            case Scorecard.NotGraded _ -> Optional.empty();
        };
    }

    private static WebSummary of(WebFacts facts, Scorecard.Graded graded) {
        var findings = new TreeMap<String, String>();
        for (var result : graded.results()) {
            findings.put(result.finding().check().slug(), result.finding().name());
        }
        var cookies = new TreeMap<String, String>();
        for (var cookie : facts.cookies()) {
            if (cookie.isKept() && cookies.size() < MOST_COOKIES) {
                cookies.put(Locations.shown(cookie.name()), cookie.flags());
            }
        }
        var mixed = new TreeSet<String>();
        facts.mixed().forEach(each -> mixed.add(each.kind().name()));
        return new WebSummary(
                graded.score(),
                graded.letter().toString(),
                findings,
                WATCHED.stream().filter(facts.headers()::has).toList(),
                cookies,
                facts.hsts().flatMap(Hsts::maxAgeSeconds),
                facts.layers().path().stream().map(Layer::toString).toList(),
                new ArrayList<>(mixed));
    }

    /** As it is kept. */
    public String text() {
        return WebSummaryJson.write(this);
    }

    /**
     * @return empty if it is of a version that is not known, or no summary at all: then there is
     *     nothing to compare with
     */
    public static Optional<WebSummary> parse(String text) {
        return WebSummaryJson.read(text);
    }
}
