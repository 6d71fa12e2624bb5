package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.net.Fetcher;
import dev.nightshift.certificates.net.RefusedAddressException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Gets what certificates point at. Their URLs are written by whoever made the certificate, so that
 * only plain ones are followed, and the fetcher vets every address.
 */
final class Download {
    private static final int MAX_URL = 2_000;
    private static final int MAX_REDIRECTS = 3;
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    /** After so many failures a server is left alone for the rest of the run. */
    private static final int MAX_FAILURES = 3;

    private final Fetcher fetcher;
    private final Duration patience;
    private final ConcurrentMap<String, Integer> failures = new ConcurrentHashMap<>();

    Download(Fetcher fetcher, Duration patience) {
        this.fetcher = fetcher;
        this.patience = patience;
    }

    /** What came of it. */
    sealed interface Outcome {
        record Got(Bytes body) implements Outcome {}

        record Missed(String why) implements Outcome {}
    }

    /** GET, or POST if there is a body of that type. */
    Outcome get(String url, Optional<String> type, Bytes body, int maxBytes) {
        var target = url;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            var uri = plain(target);
            if (uri.isEmpty()) {
                return missed(target, "the URL is not a plain one of http or https");
            }
            var outcome = ask(uri.get(), type, body, maxBytes);
            if (outcome.redirect().isEmpty()) {
                return outcome.outcome();
            }
            target = uri.get().resolve(outcome.redirect().get()).toString();
        }
        return missed(url, "it is redirected more than " + MAX_REDIRECTS + " times");
    }

    private record Step(Outcome outcome, Optional<URI> redirect) {}

    private static Step end(Outcome outcome) {
        return new Step(outcome, Optional.empty());
    }

    private Step ask(URI uri, Optional<String> type, Bytes body, int maxBytes) {
        if (failures.getOrDefault(server(uri), 0) >= MAX_FAILURES) {
            return end(missed(uri.toString(), "its server has failed before in this run"));
        }
        var request =
                new Fetcher.Request(
                        Optional.empty(),
                        type.isPresent() ? "POST" : "GET",
                        uri,
                        type.map(value -> Map.of("Content-Type", value)).orElse(Map.of()),
                        body,
                        true,
                        patience,
                        maxBytes);
        try {
            return step(uri, type.isPresent(), fetcher.fetch(request), maxBytes);
        } catch (RefusedAddressException refused) {
            return end(missed(uri.toString(), String.valueOf(refused.getMessage())));
        } catch (IOException failure) {
            failed(uri);
            return end(missed(uri.toString(), "no answer: " + failure.getMessage()));
        }
    }

    private Step step(URI uri, boolean posted, Fetcher.Response response, int maxBytes) {
        var location = response.first("Location").flatMap(Download::parse);
        if (!posted && response.status() / 100 == 3 && location.isPresent()) {
            return new Step(missed(uri.toString(), "redirected"), location);
        }
        if (response.status() == TOO_MANY || response.status() >= SERVER_ERROR) {
            failed(uri);
        }
        if (response.status() != OK) {
            return end(missed(uri.toString(), "HTTP status " + response.status()));
        }
        if (!response.whole()) {
            return end(missed(uri.toString(), "more than " + maxBytes + " bytes"));
        }
        return end(new Outcome.Got(response.body()));
    }

    private static String server(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private void failed(URI uri) {
        failures.merge(server(uri), 1, Integer::sum);
    }

    private static Outcome missed(String url, String why) {
        var shown = DistinguishedName.printable(url);
        return new Outcome.Missed(
                (shown.length() > 200 ? shown.substring(0, 200) + "…" : shown) + ": " + why);
    }

    private static Optional<URI> parse(String url) {
        try {
            return Optional.of(new URI(url));
        } catch (URISyntaxException garbled) {
            return Optional.empty();
        }
    }

    /** One of http or https, with a host and without a user. */
    static Optional<URI> plain(String url) {
        if (url.length() > MAX_URL) {
            return Optional.empty();
        }
        if (url.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            return Optional.empty();
        }
        return parse(url)
                .filter(uri -> uri.getScheme() != null && uri.getHost() != null)
                .filter(uri -> uri.getRawUserInfo() == null)
                .filter(
                        uri -> {
                            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
                            return scheme.equals("http") || scheme.equals("https");
                        });
    }
}
