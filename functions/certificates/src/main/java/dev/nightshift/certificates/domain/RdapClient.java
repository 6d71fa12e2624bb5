package dev.nightshift.certificates.domain;

import dev.nightshift.certificates.domain.Lookup.NotRegistered;
import dev.nightshift.certificates.domain.Lookup.Unanswered;
import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.net.Fetcher;
import dev.nightshift.certificates.net.Fetcher.Response;
import dev.nightshift.certificates.net.RefusedAddressException;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asks RDAP servers for domains.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7480">RFC 7480</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9082#section-3.1.3">RFC 9082, 3.1.3</a>
 */
final class RdapClient {
    static final int MOST_REDIRECTS = 5;

    private static final int LARGEST = 512 * 1024;
    private static final String ACCEPT = "application/rdap+json, application/json;q=0.9";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /** What a server that says no time is left alone for, and the most that one may ask for. */
    private static final Duration USUAL_REST = Duration.ofHours(1);

    private static final Duration LONGEST_REST = Duration.ofDays(1);

    private final Fetcher fetcher;
    private final Politeness politeness;
    private final Instant now;
    private final Duration patience;

    RdapClient(Fetcher fetcher, Politeness politeness, Instant now, Duration patience) {
        this.fetcher = fetcher;
        this.politeness = politeness;
        this.now = now;
        this.patience = patience;
    }

    private sealed interface Step {
        record Done(Lookup lookup) implements Step {}

        record Go(URI next) implements Step {}
    }

    /**
     * @param server its address, which ends with a slash
     */
    Lookup ask(DomainName domain, URI server) {
        var address = server.resolve("domain/" + domain.ascii());
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            var here = address;
            var step =
                    politeness.ask(here.getAuthority(), () -> step(domain, here), Step.Done::new);
            switch (step) {
                case Step.Done(var lookup) -> {
                    return lookup;
                }
                case Step.Go(var next) -> address = next;
            }
        }
        return new Unanswered(
                server.getAuthority() + " sends on more than " + MOST_REDIRECTS + " times");
    }

    private Step step(DomainName domain, URI address) {
        var source = "RDAP server " + address.getAuthority();
        try {
            var response = fetcher.fetch(request(address));
            if (isRedirect(response.status())) {
                return redirect(address, response, source);
            }
            return new Step.Done(lookup(domain, address, response, source));
        } catch (RefusedAddressException refused) {
            return new Step.Done(new Unanswered(source + " is not asked: " + refused.getMessage()));
        } catch (IOException failure) {
            politeness.failed(address.getAuthority());
            return new Step.Done(
                    new Unanswered(source + " could not be asked: " + failure.getMessage()));
        }
    }

    private Fetcher.Request request(URI address) {
        return new Fetcher.Request(
                Optional.empty(),
                "GET",
                address,
                Map.of("Accept", ACCEPT),
                Bytes.NONE,
                true,
                patience,
                LARGEST);
    }

    private Lookup lookup(DomainName domain, URI address, Response response, String source) {
        return switch (response.status()) {
            case 200 ->
                    response.whole()
                            ? RdapParser.parse(domain, response.body(), source)
                            : new Unanswered(
                                    source + " answered more than " + LARGEST / 1024 + " KiB");
            case 404 ->
                    isPage(response)
                            ? new Unanswered(source + " answered with a web page (HTTP 404)")
                            : new NotRegistered(source);
            case 429 -> {
                var until = now.plus(rest(response));
                politeness.leaveAlone(address.getAuthority(), until);
                yield new Unanswered(
                        source + " asked to be left alone until " + until + " (HTTP 429)");
            }
            default -> new Unanswered(source + " answered HTTP " + response.status());
        };
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** The fetcher vets where it leads; here only that it does not lead out of TLS. */
    private static Step redirect(URI from, Response response, String source) {
        var location = response.first("Location");
        if (location.isEmpty()) {
            return new Step.Done(new Unanswered(source + " sends on without saying where"));
        }
        try {
            var next = from.resolve(URI.create(location.get().strip()));
            var scheme = String.valueOf(next.getScheme()).toLowerCase(Locale.ROOT);
            boolean allowed = scheme.equals("https") || scheme.equals(from.getScheme());
            if (next.getHost() == null || next.getUserInfo() != null || !allowed) {
                return new Step.Done(
                        new Unanswered(source + " sends on to where nobody may be sent"));
            }
            return new Step.Go(next);
        } catch (IllegalArgumentException notAnAddress) {
            return new Step.Done(new Unanswered(source + " sends on to what is no address"));
        }
    }

    /** A filter before the server, or a path that is none of RDAP's; it knows no domains. */
    private static boolean isPage(Response response) {
        return response.first("Content-Type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
                .isPresent();
    }

    private Duration rest(Response response) {
        var rest =
                response.first("Retry-After")
                        .map(String::strip)
                        .flatMap(this::length)
                        .orElse(USUAL_REST);
        if (rest.isNegative()) {
            return Duration.ZERO;
        }
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    private Optional<Duration> length(String retryAfter) {
        if (SECONDS.matcher(retryAfter).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
        }
        try {
            var until = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(now, until.toInstant()));
        } catch (DateTimeException neitherForm) {
            return Optional.empty();
        }
    }
}
