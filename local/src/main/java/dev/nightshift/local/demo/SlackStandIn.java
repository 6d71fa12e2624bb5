package dev.nightshift.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * As much of Slack's Web API as a notifier meets, on loopback. Refuses what Slack would refuse, is
 * busy at first (one 429, then one 500), and keeps what it was sent.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/chat.postMessage">chat.postMessage</a>
 */
final class SlackStandIn implements AutoCloseable {
    /** Not one that Slack ever gave anybody. */
    static final String TOKEN = "xoxb-nightshift-demo-0000";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String UPLOAD = "upload/";

    private final HttpServer server;
    private final List<Received> received = new ArrayList<>();
    private final Map<String, Integer> files = new HashMap<>();
    private int messages;

    /**
     * A request and what was answered.
     *
     * @param answered for example {@code 200 ok}, {@code 429}, {@code 200 invalid_blocks}
     */
    record Received(
            Instant at, String method, JsonNode body, String answered, Optional<String> messageId) {
        boolean accepted() {
            return answered.equals("200 ok");
        }

        String text(String field) {
            return body.path(field).asText("");
        }
    }

    private SlackStandIn(HttpServer server) {
        this.server = server;
    }

    static SlackStandIn start() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            var slack = new SlackStandIn(server);
            server.createContext("/api/", slack::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return slack;
        } catch (IOException e) {
            throw new UncheckedIOException("no loopback port for the Slack stand-in", e);
        }
    }

    URI apiBaseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api");
    }

    synchronized List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var method = exchange.getRequestURI().getPath().substring("/api/".length());
            var bytes = exchange.getRequestBody().readAllBytes();
            var text = new String(bytes, UTF_8);
            synchronized (this) {
                var count = received.size();
                if (method.startsWith(UPLOAD) || method.startsWith("files.")) {
                    file(exchange, method, bytes);
                } else if (count == 0) {
                    keep(method, text, "429", Optional.empty());
                    exchange.getResponseHeaders().add("Retry-After", "1");
                    send(exchange, 429, error("ratelimited"));
                } else if (count == 1) {
                    keep(method, text, "500", Optional.empty());
                    send(exchange, 500, error("internal_error"));
                } else {
                    judge(exchange, method, text);
                }
            }
        }
    }

    /** A file takes three requests; only what comes of them is kept. */
    private void file(HttpExchange exchange, String method, byte[] body) throws IOException {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (method.startsWith(UPLOAD)) {
            // its address is all that it takes
            files.put(method.substring(UPLOAD.length()), body.length);
            send(
                    exchange,
                    authorization == null ? 200 : 400,
                    JsonNodeFactory.instance.objectNode());
            return;
        }
        var fields = form(new String(body, UTF_8));
        var answer = JsonNodeFactory.instance.objectNode().put("ok", true);
        if (!("Bearer " + TOKEN).equals(authorization)) {
            send(exchange, 200, error("invalid_auth"));
        } else if (method.equals("files.getUploadURLExternal")) {
            var id = "F" + (files.size() + 1);
            send(
                    exchange,
                    200,
                    answer.put("file_id", id).put("upload_url", apiBaseUrl() + "/" + UPLOAD + id));
        } else {
            var file = parse(fields.getOrDefault("files", "").replaceAll("^\\[|]$", ""));
            var known = file.map(one -> one.path("id").asText()).filter(files::containsKey);
            if (known.isEmpty()) {
                send(exchange, 200, error("file_not_found"));
                return;
            }
            var kept =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("channel", fields.getOrDefault("channel_id", ""))
                            .put("thread_ts", fields.getOrDefault("thread_ts", ""))
                            .put("text", file.get().path("title").asText() + " (picture)")
                            .put("bytes", files.get(known.get()));
            received.add(new Received(Instant.now(), method, kept, "200 ok", Optional.empty()));
            send(exchange, 200, answer);
        }
    }

    private static Map<String, String> form(String text) {
        var fields = new HashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            var parts = pair.split("=", 2);
            if (parts.length == 2) {
                fields.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
            }
        }
        return fields;
    }

    private void judge(HttpExchange exchange, String method, String text) throws IOException {
        var refusal = refusal(exchange, method, text);
        if (refusal.isPresent()) {
            keep(method, text, "200 " + refusal.get(), Optional.empty());
            send(exchange, 200, error(refusal.get()));
            return;
        }
        var body = parse(text).orElseThrow();
        var id =
                method.equals("chat.update")
                        ? body.path("ts").asText()
                        : "%d.%06d".formatted(Instant.now().getEpochSecond(), ++messages);
        keep(method, text, "200 ok", Optional.of(id));
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("ok", true);
        answer.put("channel", "C0DEMO");
        answer.put("ts", id);
        send(exchange, 200, answer);
    }

    private Optional<String> refusal(HttpExchange exchange, String method, String text) {
        var headers = exchange.getRequestHeaders();
        var type = Optional.ofNullable(headers.getFirst("Content-Type")).orElse("");
        var authorization = Optional.ofNullable(headers.getFirst("Authorization")).orElse("");
        var body = parse(text);
        if (!exchange.getRequestMethod().equals("POST")
                || !(method.equals("chat.postMessage") || method.equals("chat.update"))) {
            return Optional.of("unknown_method");
        }
        if (!authorization.equals("Bearer " + TOKEN)) {
            return Optional.of("invalid_auth");
        }
        if (!type.startsWith("application/json") || body.isEmpty()) {
            return Optional.of("invalid_json");
        }
        if (method.equals("chat.update") && body.get().path("ts").asText("").isEmpty()) {
            return Optional.of("message_not_found");
        }
        return SlackShape.refusal(body.get());
    }

    private static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private void keep(String method, String text, String answered, Optional<String> id) {
        var body =
                parse(text).orElseGet(() -> JsonNodeFactory.instance.objectNode().put("raw", text));
        received.add(new Received(Instant.now(), method, body, answered, id));
    }

    private static ObjectNode error(String code) {
        return JsonNodeFactory.instance.objectNode().put("ok", false).put("error", code);
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body)
            throws IOException {
        var bytes = body.toString().getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
