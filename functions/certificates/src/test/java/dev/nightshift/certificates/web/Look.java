package dev.nightshift.certificates.web;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.net.Fetcher.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Facts of https://shop.example/, which answers 200, and to which HTTP leads; but for what is
 * changed.
 */
final class Look {
    private final List<Header> headers = new ArrayList<>();
    private final List<Cookie> cookies = new ArrayList<>();
    private Content content = Content.html(page("<p>hello"));
    private Optional<Trail> plain =
            Optional.of(trail(hop("http://shop.example/", 301), hop("https://shop.example/", 200)));
    private Trail.End secureEnd = Trail.End.ANSWERED;
    private Layers layers = Layers.NONE;
    private Preflight preflight =
            new Preflight(true, Preflight.ORIGIN, Optional.empty(), Optional.empty());
    private boolean verified = true;
    private int status = 200;

    Look header(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    Look cookie(String value) {
        cookies.addAll(Cookie.parse(value, "shop.example", true).stream().toList());
        return this;
    }

    Look html(String html) {
        content = Content.html(page(html));
        return this;
    }

    Look content(Content other) {
        content = other;
        return this;
    }

    Look plain(Trail trail) {
        plain = Optional.of(trail);
        return this;
    }

    Look noPlain() {
        plain = Optional.empty();
        return this;
    }

    Look unverified() {
        verified = false;
        return this;
    }

    Look status(int code) {
        status = code;
        return this;
    }

    Look layers(Layers seen) {
        layers = seen;
        return this;
    }

    Look secureEnd(Trail.End end) {
        secureEnd = end;
        return this;
    }

    Look preflight(String allowOrigin, String allowCredentials) {
        preflight =
                new Preflight(
                        true,
                        Preflight.ORIGIN,
                        Optional.of(allowOrigin).filter(value -> !value.isEmpty()),
                        Optional.of(allowCredentials).filter(value -> !value.isEmpty()));
        return this;
    }

    Look noPreflight() {
        preflight = Preflight.unanswered();
        return this;
    }

    WebFacts facts() {
        var hsts = Hsts.parse(new Headers(headers).all("Strict-Transport-Security"));
        var hop =
                new Hop(
                        "https://shop.example/",
                        true,
                        "shop.example",
                        status,
                        verified,
                        cookies,
                        hsts);
        var secure =
                secureEnd == Trail.End.ANSWERED
                        ? new Trail(
                                List.of(hop),
                                secureEnd,
                                "https://shop.example/ answered " + status,
                                new Headers(headers))
                        : new Trail(
                                secureEnd == Trail.End.LOOP ? List.of(hop) : List.of(),
                                secureEnd,
                                "it ended " + secureEnd,
                                Headers.NONE);
        return new WebFacts(
                Site.of("shop.example", 443, Optional.empty(), "/"),
                plain,
                secure,
                preflight,
                content,
                layers);
    }

    Scorecard.Graded graded() {
        return (Scorecard.Graded) Observatory.grade(facts());
    }

    /** What one test came to. */
    Finding finding(Check check) {
        return graded().results().stream()
                .map(Scorecard.Result::finding)
                .filter(finding -> finding.check() == check)
                .findFirst()
                .orElseThrow();
    }

    static HtmlPage page(String html) {
        try {
            return HtmlReader.read(
                    Bytes.of(html, StandardCharsets.UTF_8),
                    Optional.of("UTF-8"),
                    "https://shop.example/",
                    true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Hop hop(String url, int status) {
        return new Hop(
                url,
                url.startsWith("https:"),
                url.replaceFirst("^https?://", "").split("[/:]", 2)[0],
                status,
                true,
                List.of(),
                Optional.empty());
    }

    static Trail trail(Hop... hops) {
        return trail(Trail.End.ANSWERED, hops);
    }

    static Trail trail(Trail.End end, Hop... hops) {
        return new Trail(List.of(hops), end, "ended " + end, Headers.NONE);
    }
}
