package dev.nightshift.certificates.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was seen of a site.
 *
 * @param plain from HTTP on; empty if nobody asked there
 * @param secure from HTTPS on
 * @param content of the last page
 * @param layers who answered
 */
public record WebFacts(
        Site site,
        Optional<Trail> plain,
        Trail secure,
        Preflight preflight,
        Content content,
        Layers layers) {
    /** What can be said of a site as a whole. */
    public enum State {
        /** There is a page to be judged. */
        PAGE,
        /**
         * A bot filter answered in place of the site: what it sends says nothing about the site.
         */
        FILTERED,
        /** The site answers, and not with a page: an error, or redirects that lead nowhere. */
        FAULTY,
        /** It is not known what there is. */
        UNKNOWN
    }

    /**
     * @param words why
     */
    public record Standing(State state, String words) {}

    /** The trail that is judged: of HTTPS, or of HTTP where there is no HTTPS. */
    public Optional<Trail> judged() {
        if (secure.isAnswered()) {
            return Optional.of(secure);
        }
        return secure.end() == Trail.End.NOBODY_LISTENS
                ? plain.filter(Trail::isAnswered)
                : Optional.empty();
    }

    public Standing standing() {
        var judged = judged();
        if (judged.isEmpty()) {
            // an address that was refused at once is one that nobody looked at
            boolean unseen = secure.hops().isEmpty();
            return switch (secure.end()) {
                case LOOP, TOO_LONG, NOWHERE, REFUSED ->
                        new Standing(unseen ? State.UNKNOWN : State.FAULTY, secure.words());
                case NOBODY_LISTENS, SILENT, ANSWERED ->
                        new Standing(State.UNKNOWN, secure.words());
            };
        }
        if (layers.filter().isPresent()) {
            return new Standing(State.FILTERED, layers.filter().get());
        }
        int status = judged.get().last().map(Hop::status).orElse(0);
        // as the Observatory does: a page that asks for a password has headers like any other
        if (status >= 400 && status != 401 && status != 403) {
            return new Standing(State.FAULTY, judged.get().words());
        }
        return new Standing(State.PAGE, judged.get().words());
    }

    /** The headers of the page. */
    public Headers headers() {
        return judged().map(Trail::headers).orElse(Headers.NONE);
    }

    /** Of the page, which may be on another host than the one that was asked for. */
    public Optional<Hsts> hsts() {
        return secure.isAnswered() ? secure.last().flatMap(Hop::hsts) : Optional.empty();
    }

    /** Of the host that was asked for, whether it has the page or leads to it. */
    public Optional<Hsts> hstsOfHost() {
        return secure.hops().stream().findFirst().flatMap(Hop::hsts);
    }

    /** Cookies that were set on the way to the page; of several of one name the last. */
    public List<Cookie> cookies() {
        var cookies = new LinkedHashMap<String, Cookie>();
        judged().stream()
                .flatMap(trail -> trail.hops().stream())
                .flatMap(hop -> hop.cookies().stream())
                .forEach(cookie -> cookies.put(cookie.name() + " " + cookie.host(), cookie));
        return List.copyOf(cookies.values());
    }

    /** Everything in the page that a browser would fetch or send in clear. */
    public List<MixedContent> mixed() {
        return content.html().stream()
                .flatMap(html -> isUpgraded(html) ? Stream.empty() : html.mixed().stream())
                .toList();
    }

    private boolean isUpgraded(HtmlPage html) {
        return Stream.concat(
                        headers().all("Content-Security-Policy").stream(), html.policies().stream())
                .anyMatch(ContentSecurityPolicy::upgradesInsecureRequests);
    }
}
