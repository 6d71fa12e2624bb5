package dev.nightshift.certificates.web;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.net.Fetcher;
import dev.nightshift.certificates.net.Fetcher.Request;
import dev.nightshift.certificates.net.Fetcher.Response;
import dev.nightshift.certificates.net.RefusedAddressException;
import dev.nightshift.certificates.net.Vetted;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Follows redirects, each vetted by the fetcher like the first address. What was fetched once is
 * not asked for again within one look: HTTP mostly leads to where HTTPS begins.
 */
final class Redirects {
    private static final int MOST = 10;
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final Map<String, String> ACCEPT =
            Map.of("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

    private final Fetcher fetcher;
    private final Site site;
    private final WebProbe.Limits limits;
    private final long endNanos;
    private final Map<String, Got> seen = new HashMap<>();

    /** An answer, and whether its certificate was accepted. */
    record Got(Response response, boolean verified) {}

    /** A trail and the answer at its end. */
    record Followed(Trail trail, Optional<URI> uri, Optional<Response> last) {}

    Redirects(Fetcher fetcher, Site site, WebProbe.Limits limits) {
        this.fetcher = fetcher;
        this.site = site;
        this.limits = limits;
        this.endNanos = System.nanoTime() + limits.total().toNanos();
    }

    Followed follow(URI start) {
        var hops = new ArrayList<Hop>();
        var jar = new CookieJar();
        var visited = new HashSet<String>();
        var uri = start;
        while (true) {
            var cookies = jar.header(uri);
            if (!visited.add(uri + " " + cookies)) {
                return ended(hops, Trail.End.LOOP, "redirects lead back to " + uri);
            }
            Got got;
            try {
                got = get(uri, cookies);
            } catch (RefusedAddressException refused) {
                return ended(hops, Trail.End.REFUSED, uri + ": " + refused.getMessage());
            } catch (IllegalArgumentException noAddress) {
                return ended(hops, Trail.End.NOWHERE, String.valueOf(noAddress.getMessage()));
            } catch (ConnectException nobody) {
                return ended(hops, Trail.End.NOBODY_LISTENS, String.valueOf(nobody.getMessage()));
            } catch (UnknownHostException unknown) {
                return ended(hops, Trail.End.SILENT, uri.getRawAuthority() + " does not resolve");
            } catch (IOException silent) {
                return ended(hops, Trail.End.SILENT, String.valueOf(silent.getMessage()));
            }
            var hop = hop(uri, got);
            hops.add(hop);
            jar.take(hop, got.response().all("Set-Cookie"));
            var location = got.response().first("Location");
            if (!STATUSES.contains(hop.status()) || location.isEmpty()) {
                return answered(hops, uri, got.response());
            }
            if (hops.size() > MOST) {
                return ended(
                        hops, Trail.End.TOO_LONG, "more than " + MOST + " redirects, then " + uri);
            }
            var next = Locations.resolve(uri, location.get());
            if (next.isEmpty()) {
                return ended(
                        hops,
                        Trail.End.NOWHERE,
                        uri + " leads to no web address: " + Locations.shown(location.get()));
            }
            uri = next.get();
        }
    }

    /**
     * @param headers beside those of the fetcher
     * @throws IOException as the fetcher does
     */
    Response ask(String method, URI uri, Map<String, String> headers, boolean verify)
            throws IOException {
        return fetcher.fetch(
                new Request(
                        at(uri),
                        method,
                        uri,
                        headers,
                        Bytes.NONE,
                        verify,
                        patience(uri),
                        limits.maxPageBytes()));
    }

    private Got get(URI uri, String cookies) throws IOException {
        var key = uri + " " + cookies;
        var before = seen.get(key);
        if (before != null) {
            return before;
        }
        var headers = new HashMap<>(ACCEPT);
        if (!cookies.isEmpty()) {
            headers.put("Cookie", cookies);
        }
        var got = verifiedOrNot(uri, headers);
        seen.put(key, got);
        return got;
    }

    /** A page behind a certificate that does not verify has headers all the same. */
    private Got verifiedOrNot(URI uri, Map<String, String> headers) throws IOException {
        try {
            return new Got(ask("GET", uri, headers, true), true);
        } catch (SSLException untrusted) {
            return new Got(ask("GET", uri, headers, false), false);
        }
    }

    /** The address that was named is that of the site; other hosts have their own. */
    private Optional<Vetted> at(URI uri) {
        var host = Locations.host(uri);
        int port = Locations.port(uri);
        boolean ours =
                host.equalsIgnoreCase(site.host())
                        && (port == site.port()
                                || site.plainPort().filter(plain -> plain == port).isPresent());
        return ours ? site.at() : Optional.empty();
    }

    private Duration patience(URI uri) throws IOException {
        var left = Duration.ofNanos(endNanos - System.nanoTime());
        if (!left.isPositive()) {
            throw new IOException(
                    uri + " was not asked: the look took " + limits.total().toMillis() + " ms");
        }
        return left.compareTo(limits.perAnswer()) < 0 ? left : limits.perAnswer();
    }

    private static Hop hop(URI uri, Got got) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        var host = Locations.host(uri);
        var cookies =
                got.response().all("Set-Cookie").stream()
                        .flatMap(value -> Cookie.parse(value, host, secure).stream())
                        .toList();
        var hsts =
                secure
                        ? Hsts.parse(got.response().all("Strict-Transport-Security"))
                        : Optional.<Hsts>empty();
        return new Hop(
                uri.toString(),
                secure,
                host,
                got.response().status(),
                got.verified(),
                cookies,
                hsts);
    }

    private static Followed answered(List<Hop> hops, URI uri, Response response) {
        var words = uri + " answered " + response.status();
        var trail = new Trail(hops, Trail.End.ANSWERED, words, new Headers(response.headers()));
        return new Followed(trail, Optional.of(uri), Optional.of(response));
    }

    private static Followed ended(List<Hop> hops, Trail.End end, String words) {
        return new Followed(
                new Trail(hops, end, words, Headers.NONE), Optional.empty(), Optional.empty());
    }

    /** Gives each host back what it set, as sites do that see by a cookie who was there before. */
    private static final class CookieJar {
        private final Map<String, Map<String, String>> byHost = new HashMap<>();

        void take(Hop hop, List<String> values) {
            var kept =
                    hop.cookies().stream()
                            .filter(Cookie::isKept)
                            .map(Cookie::name)
                            .collect(java.util.stream.Collectors.toSet());
            var cookies =
                    byHost.computeIfAbsent(key(hop.secure(), hop.host()), k -> new HashMap<>());
            for (var value : values) {
                var pair = value.split(";", 2)[0].split("=", 2);
                var name = pair[0].strip();
                if (kept.contains(name) && pair[1].strip().matches("[\\x21-\\x7e]{0,2000}")) {
                    cookies.put(name, pair[1].strip());
                }
            }
        }

        String header(URI uri) {
            var cookies =
                    byHost.getOrDefault(
                            key("https".equalsIgnoreCase(uri.getScheme()), Locations.host(uri)),
                            Map.of());
            return cookies.entrySet().stream()
                    .filter(cookie -> cookie.getKey().matches("[!#-+\\--:<-~]{1,200}"))
                    .sorted(Map.Entry.comparingByKey())
                    .limit(20)
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(java.util.stream.Collectors.joining("; "));
        }

        private static String key(boolean secure, String host) {
            return (secure ? "https " : "http ") + host.toLowerCase(Locale.ROOT);
        }
    }
}
