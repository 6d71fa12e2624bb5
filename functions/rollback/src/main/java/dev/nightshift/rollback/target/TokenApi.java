package dev.nightshift.rollback.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.log.Redactor;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A REST API that takes a bearer token. Follows no redirect, which would carry the token elsewhere,
 * waits and reads no longer than it must, and repeats nothing: the next tick does.
 */
final class TokenApi {
    /** For one call, connecting and the whole answer included. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** A page of 100 deployments has about 400 KB. */
    private static final int LARGEST_ANSWER = 4 * 1024 * 1024;

    private static final int LONGEST_TEXT = 300;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{8,4096}");
    private static final Pattern RETRY_AFTER = Pattern.compile("[0-9]{1,6}");
    private static final ObjectReader JSON = JsonMapper.builder().build().reader();

    private final String vendor;
    private final URI api;
    private final Supplier<String> token;
    private final Duration patience;
    private final HttpClient http;

    private TokenApi(String vendor, URI api, Supplier<String> token, Duration patience) {
        this.vendor = vendor;
        this.api = api;
        this.token = token;
        this.patience = patience;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(patience)
                        .build();
    }

    /**
     * @param vendor as people call it
     * @param token read anew for each call, so that a new one is seen
     * @throws IllegalArgumentException if the address is not one of https
     */
    static TokenApi of(String vendor, URI api, Supplier<String> token) {
        if (!"https".equals(api.getScheme())) {
            throw new IllegalArgumentException(api + " is not an https address");
        }
        return new TokenApi(vendor, api, token, PATIENCE);
    }

    /**
     * To a stand-in on this very machine, in clear text.
     *
     * @throws IllegalArgumentException if the address is anywhere else
     */
    static TokenApi onLoopback(String vendor, URI api, Supplier<String> token, Duration patience) {
        if (!LOOPBACK.contains(api.getHost())) {
            throw new IllegalArgumentException(api + " is not on this machine");
        }
        return new TokenApi(vendor, api, token, patience);
    }

    /**
     * Reads.
     *
     * @param doing what for, such as {@code read the site}
     * @param path below the address, with its query
     * @throws CloudException if there was no answer, or it was a refusal
     */
    JsonNode get(String doing, String path) {
        var bearer = bearer(doing);
        var response = send(doing, request(path, bearer).GET().build());
        refuse(doing, response, bearer);
        return json(doing, response);
    }

    /** Reads what may not be there. */
    Optional<JsonNode> find(String doing, String path) {
        try {
            return Optional.of(get(doing, path));
        } catch (CloudException failure) {
            if (failure.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Asks for an effect; what is answered does not matter, as long as it is no refusal. */
    void post(String doing, String path) {
        var bearer = bearer(doing);
        var response =
                send(
                        doing,
                        request(path, bearer)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}"))
                                .build());
        refuse(doing, response, bearer);
    }

    /** As part of a path or of a query. */
    static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String bearer(String doing) {
        var text = token.get().strip();
        if (!TOKEN.matcher(text).matches()) {
            throw new CloudException(
                    Kind.DENIED,
                    "could not " + doing + ": the secret does not hold a token of " + vendor);
        }
        return text;
    }

    private HttpRequest.Builder request(String path, String bearer) {
        return HttpRequest.newBuilder(URI.create(api + path))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + bearer);
    }

    private HttpResponse<byte[]> send(String doing, HttpRequest request) {
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

    private CloudException unanswered(String doing, String why, Exception cause) {
        return new CloudException(
                Kind.UNREACHABLE, "could not " + doing + " at " + vendor + ": " + why, cause);
    }

    private JsonNode json(String doing, HttpResponse<byte[]> response) {
        var body = parsed(response);
        if (!body.isContainerNode()) {
            throw new CloudException(
                    Kind.UNREACHABLE,
                    "could not %s: the answer of %s is cut short or not JSON"
                            .formatted(doing, vendor));
        }
        return body;
    }

    private void refuse(String doing, HttpResponse<byte[]> response, String bearer) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return;
        }
        var kind =
                switch (status) {
                    case 401, 403 -> Kind.DENIED;
                    case 402 -> Kind.QUOTA;
                    case 404 -> Kind.NOT_FOUND;
                    case 429 -> Kind.THROTTLED;
                    default -> status >= 500 ? Kind.UNREACHABLE : Kind.REJECTED;
                };
        throw new CloudException(
                kind,
                "could not "
                        + doing
                        + ": "
                        + vendor
                        + " answered "
                        + status
                        + text(response, bearer)
                        + retryAfter(response)
                        + (kind == Kind.DENIED ? "; check the token and what it may do" : ""));
    }

    /** Vercel has {@code {"error": {"message": …}}}, Netlify {@code {"message": …}}. */
    private static String text(HttpResponse<byte[]> response, String bearer) {
        var body = parsed(response);
        var message = body.path("error").path("message");
        var line =
                Redactor.redact(
                                (message.isTextual() ? message : body.path("message"))
                                        .asText()
                                        .replaceAll("[\\p{Cntrl}\\s]+", " ")
                                        .replace(bearer, Redactor.MASK))
                        .strip();
        if (line.isEmpty()) {
            return "";
        }
        return ": "
                + (line.codePointCount(0, line.length()) <= LONGEST_TEXT
                        ? line
                        : line.substring(0, line.offsetByCodePoints(0, LONGEST_TEXT)) + "…");
    }

    private static String retryAfter(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> RETRY_AFTER.matcher(value).matches())
                .map(value -> "; it asks to be left alone for " + value + " s")
                .orElse("");
    }

    private static JsonNode parsed(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException notJson) {
            // a page of a proxy, or half an answer; its message would quote the text
            return MissingNode.getInstance();
        }
    }
}
