package dev.nightshift.certificates.web;

import dev.nightshift.certificates.net.Fetcher;
import dev.nightshift.certificates.net.Fetcher.Response;
import dev.nightshift.certificates.net.RefusedAddressException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Looks at a site as a visitor's browser would, without running anything. */
public final class WebProbe {
    /** How much of a page is enough to know who sent it. */
    private static final int SAMPLE_BYTES = 64 << 10;

    private final Fetcher fetcher;
    private final Limits limits;

    /**
     * @param perAnswer for one answer
     * @param total for all that is asked of one site
     * @param maxPageBytes of a page; what is beyond is not looked at, and that is said
     */
    public record Limits(Duration perAnswer, Duration total, int maxPageBytes) {
        public static final Limits USUAL =
                new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 20);
    }

    public WebProbe(Fetcher fetcher, Limits limits) {
        this.fetcher = fetcher;
        this.limits = limits;
    }

    /** Asks for the page over HTTP and HTTPS, follows redirects and reads what comes. */
    public WebFacts look(Site site) {
        var redirects = new Redirects(fetcher, site, limits);
        var secure = redirects.follow(start("https", site, site.port()));
        var plain = site.plainPort().map(port -> redirects.follow(start("http", site, port)));
        var judged =
                secure.trail().end() == Trail.End.NOBODY_LISTENS && plain.isPresent()
                        ? plain.get()
                        : secure;
        var content = judged.last().map(last -> content(last, judged)).orElse(nothing(judged));
        var layers = judged.last().map(WebProbe::layers).orElse(Layers.NONE);
        var preflight =
                judged.uri().isPresent() && layers.filter().isEmpty()
                        ? preflight(redirects, judged.uri().get(), judged.trail())
                        : Preflight.unanswered();
        return new WebFacts(
                site,
                plain.map(Redirects.Followed::trail),
                secure.trail(),
                preflight,
                content,
                layers);
    }

    private static URI start(String scheme, Site site, int port) {
        var host = site.host().contains(":") ? "[" + site.host() + "]" : site.host();
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        return URI.create(scheme + "://" + host + (usual ? "" : ":" + port) + site.path());
    }

    private static Content nothing(Redirects.Followed judged) {
        return Content.unreadable(judged.trail().words());
    }

    private static Content content(Response last, Redirects.Followed judged) {
        var url = judged.uri().map(URI::toString).orElse("");
        try {
            return Bodies.content(last, url);
        } catch (IOException broken) {
            return Content.unreadable(url + ": " + broken.getMessage());
        }
    }

    private static Layers layers(Response last) {
        String text;
        try {
            text = Bodies.decoded(last, SAMPLE_BYTES).bytes().text(StandardCharsets.ISO_8859_1);
        } catch (IOException broken) {
            // the headers still tell
            text = "";
        }
        var sample = text.substring(0, Math.min(text.length(), SAMPLE_BYTES));
        return Layers.of(last.status(), new Headers(last.headers()), sample);
    }

    private static Preflight preflight(Redirects redirects, URI uri, Trail trail) {
        var headers = Map.of("Origin", Preflight.ORIGIN, "Access-Control-Request-Method", "GET");
        try {
            var answer = redirects.ask("OPTIONS", uri, headers, trail.isVerified());
            return new Preflight(
                    true,
                    Preflight.ORIGIN,
                    answer.first("Access-Control-Allow-Origin"),
                    answer.first("Access-Control-Allow-Credentials"));
        } catch (IOException | RefusedAddressException silent) {
            return Preflight.unanswered();
        }
    }
}
