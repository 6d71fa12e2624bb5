package dev.nightshift.core.http;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.log.Redactor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The way to the API of somebody other than AWS. Follows no redirect, which would carry a token
 * elsewhere, waits and reads no longer than it must, and repeats nothing: the next tick does.
 */
public final class VendorHttp {
    /** A page of 100 things has about 400 KB. */
    private static final int LARGEST_ANSWER = 4 * 1024 * 1024;

    private static final int LONGEST_TEXT = 300;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final HttpClient http;
    private final Duration patience;

    private VendorHttp(Duration patience) {
        this.patience = patience;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(patience)
                        .build();
    }

    /**
     * @param patience for one call, connecting and the whole answer included
     * @throws IllegalArgumentException if an address is not one of https
     */
    public static VendorHttp of(Duration patience, List<URI> addresses) {
        for (var address : addresses) {
            if (!"https".equals(address.getScheme())) {
                throw new IllegalArgumentException(address + " is not an https address");
            }
        }
        return new VendorHttp(patience);
    }

    /**
     * To a stand-in on this very machine, in clear text.
     *
     * @throws IllegalArgumentException if an address is anywhere else
     */
    public static VendorHttp onLoopback(Duration patience, List<URI> addresses) {
        for (var address : addresses) {
            if (!LOOPBACK.contains(address.getHost())) {
                throw new IllegalArgumentException(address + " is not on this machine");
            }
        }
        return new VendorHttp(patience);
    }

    /**
     * Sends a request, whatever is answered.
     *
     * @param doing what for, such as {@code list the instances}
     * @throws CloudException of kind {@code UNREACHABLE} if there was no whole answer
     */
    public HttpResponse<byte[]> send(String doing, HttpRequest request) {
        // the request's own time-out ends with the headers; this one with the last byte
        var pending =
                http.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            return pending.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            pending.cancel(true);
            throw unanswered(doing, "no answer in " + patience.toMillis() + " ms", late);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException cause) {
                throw unanswered(
                        doing, "no whole answer: " + cause.getClass().getSimpleName(), cause);
            }
            throw new IllegalStateException("the HTTP client failed", failure.getCause());
        } catch (InterruptedException stopped) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw unanswered(doing, "interrupted", stopped);
        }
    }

    private static CloudException unanswered(String doing, String why, Exception cause) {
        return new CloudException(Kind.UNREACHABLE, "could not " + doing + ": " + why, cause);
    }

    /** What a status that is no success means. */
    public static Kind kind(int status) {
        return switch (status) {
            case 401, 403 -> Kind.DENIED;
            case 402 -> Kind.QUOTA;
            case 404 -> Kind.NOT_FOUND;
            case 429 -> Kind.THROTTLED;
            default -> status >= 500 ? Kind.UNREACHABLE : Kind.REJECTED;
        };
    }

    /**
     * A vendor's own words behind a colon, in one short line without secrets; empty if there are
     * none.
     *
     * @param token never to be seen in a message
     */
    public static String quoted(String words, String token) {
        var line =
                Redactor.redact(
                                words.replaceAll("[\\p{Cntrl}\\s]+", " ")
                                        .replace(token, Redactor.MASK))
                        .strip();
        if (line.isEmpty()) {
            return "";
        }
        return ": "
                + (line.codePointCount(0, line.length()) <= LONGEST_TEXT
                        ? line
                        : line.substring(0, line.offsetByCodePoints(0, LONGEST_TEXT)) + "…");
    }
}
