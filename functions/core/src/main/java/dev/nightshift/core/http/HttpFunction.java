package dev.nightshift.core.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;

/**
 * A function behind a URL of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Invoking Lambda
 *     function URLs</a> (payload format 2.0)
 */
public abstract class HttpFunction implements RequestStreamHandler {
    /** Lambda itself takes 6 MB; nothing that is meant for us is near this. */
    static final int MOST_BYTES = 1024 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Answers a request. An exception becomes a 500 of Lambda's. */
    protected abstract HttpAnswer answer(HttpRequest request, Context context);

    @Override
    public final void handleRequest(InputStream event, OutputStream out, Context context)
            throws IOException {
        var bytes = event.readNBytes(2 * MOST_BYTES + 1);
        if (bytes.length > 2 * MOST_BYTES) {
            out.write(encode(new HttpAnswer(413, "at most 1 MB")));
            return;
        }
        var node = JSON.readTree(bytes);
        if (isRequest(node)) {
            out.write(encode(answer(decode(node), context)));
        } else {
            inner(node, context);
            out.write(encode(HttpAnswer.ok()));
        }
    }

    /**
     * Sees to an event that did not come through the URL, such as one that the function sent to
     * itself: Lambda wraps whatever is sent to the URL.
     *
     * @throws IllegalArgumentException if it is nothing that the function knows
     */
    protected void inner(JsonNode event, Context context) {
        throw new IllegalArgumentException(
                "not the event of a function URL: no \"requestContext\".\"http\"");
    }

    private static boolean isRequest(JsonNode event) {
        return event.path("requestContext").path("http").isObject();
    }

    /**
     * Reads the event of a function URL.
     *
     * @throws IllegalArgumentException if it is none
     */
    static HttpRequest decode(JsonNode event) {
        var http = event.path("requestContext").path("http");
        if (!isRequest(event)) {
            throw new IllegalArgumentException(
                    "not the event of a function URL: no \"requestContext\".\"http\"");
        }
        var headers = new HashMap<String, String>();
        event.path("headers")
                .properties()
                .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        var text = event.path("body").asText("");
        var body =
                event.path("isBase64Encoded").asBoolean()
                        ? Base64.getDecoder().decode(text)
                        : text.getBytes(StandardCharsets.UTF_8);
        return new HttpRequest(
                http.path("method").asText(), event.path("rawPath").asText("/"), headers, body);
    }

    private static byte[] encode(HttpAnswer answer) throws IOException {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("statusCode", answer.status());
        node.putObject("headers")
                .put(
                        "content-type",
                        answer.body().startsWith("{") ? "application/json" : "text/plain");
        node.put("body", answer.body());
        return JSON.writeValueAsBytes(node);
    }
}
