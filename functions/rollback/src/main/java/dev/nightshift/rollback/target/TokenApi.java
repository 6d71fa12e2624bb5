package dev.nightshift.rollback.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.http.VendorHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A REST API that takes a bearer token. Follows no redirect, which would carry the token elsewhere,
 * waits and reads no longer than it must, and repeats nothing: the next tick does.
 */
final class TokenApi {
    /** For one call, connecting and the whole answer included. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Pattern TOKEN = Pattern.compile("[!-~]{8,4096}");
    private static final Pattern RETRY_AFTER = Pattern.compile("[0-9]{1,6}");
    private static final ObjectReader JSON = JsonMapper.builder().build().reader();

    private final String vendor;
    private final URI api;
    private final Supplier<String> token;
    private final VendorHttp http;

    private TokenApi(String vendor, URI api, Supplier<String> token, VendorHttp http) {
        this.vendor = vendor;
        this.api = api;
        this.token = token;
        this.http = http;
    }

    /**
     * @param vendor as people call it
     * @param token read anew for each call, so that a new one is seen
     * @throws IllegalArgumentException if the address is not one of https
     */
    static TokenApi of(String vendor, URI api, Supplier<String> token) {
        return new TokenApi(vendor, api, token, VendorHttp.of(PATIENCE, List.of(api)));
    }

    /**
     * To a stand-in on this very machine, in clear text.
     *
     * @throws IllegalArgumentException if the address is anywhere else
     */
    static TokenApi onLoopback(String vendor, URI api, Supplier<String> token, Duration patience) {
        return new TokenApi(vendor, api, token, VendorHttp.onLoopback(patience, List.of(api)));
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
        var response = http.send(at(doing), request(path, bearer).GET().build());
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
                http.send(
                        at(doing),
                        request(path, bearer)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}"))
                                .build());
        refuse(doing, response, bearer);
    }

    private String at(String doing) {
        return doing + " at " + vendor;
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
        var kind = VendorHttp.kind(status);
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
        return VendorHttp.quoted(
                (message.isTextual() ? message : body.path("message")).asText(), bearer);
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
