package dev.nightshift.notices;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * {@link SlackApi} over HTTP. Follows no redirect, which would carry the secret elsewhere, and
 * never repeats a POST by itself, as {@link java.net.HttpURLConnection} does.
 */
final class SlackClient implements SlackApi {
    private static final int MAX_ANSWER = 64 * 1024;

    private final HttpClient http;
    private final Duration patience;

    /**
     * @param patience for one call, connecting and the whole answer included
     */
    SlackClient(Duration patience) {
        this.patience = patience;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(patience)
                        .build();
    }

    @Override
    public SlackReply send(SlackSecret.Request request) {
        // the request's own timeout ends with the headers; this one with the last byte
        var pending =
                http.sendAsync(
                        http(request),
                        BodyHandlers.limiting(
                                BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_ANSWER));
        try {
            return answer(pending.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            pending.cancel(true);
            return new SlackReply.Silence("no answer from Slack in " + patience.toMillis() + " ms");
        } catch (ExecutionException failure) {
            var cause = failure.getCause();
            if (cause instanceof IOException) {
                // the kind of trouble, not its message, which may name the secret address
                return new SlackReply.Silence(
                        "no answer from Slack: " + cause.getClass().getSimpleName());
            }
            throw new IllegalStateException("the HTTP client failed", cause);
        } catch (InterruptedException stopped) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            return new SlackReply.Silence("interrupted while waiting for Slack");
        }
    }

    private static HttpRequest http(SlackSecret.Request request) {
        var http = HttpRequest.newBuilder(request.target());
        switch (request.body()) {
            case SlackSecret.Json(var node) ->
                    http.header("Content-Type", "application/json; charset=utf-8")
                            .POST(BodyPublishers.ofString(node.toString()));
            case SlackSecret.Form(var fields) ->
                    http.header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form(fields)));
            case SlackSecret.File(var base64) ->
                    http.header("Content-Type", "application/octet-stream")
                            .POST(BodyPublishers.ofByteArray(Base64.getDecoder().decode(base64)));
        }
        request.bearer().ifPresent(token -> http.header("Authorization", "Bearer " + token));
        return http.build();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(
                        field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static SlackReply answer(HttpResponse<String> response) {
        return new SlackReply.Answer(
                response.statusCode(),
                response.headers().firstValue("Retry-After"),
                response.body());
    }
}
