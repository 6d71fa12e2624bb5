package dev.nightshift.notices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Slack on loopback, as strict as Slack is about authorisation, channels, threads and blocks, and
 * out of order when told to be.
 */
final class FakeSlack implements AutoCloseable {
    /** What goes wrong with one call; the calls after it go well again. */
    sealed interface Mishap {
        record Answers(int status, Optional<String> retryAfter, String body) implements Mishap {}

        /** The connection ends before the message is taken. */
        record Resets() implements Mishap {}

        /** The message is taken, but the answer never arrives. */
        record ResetsAfter() implements Mishap {}

        /** Nothing goes wrong with this one, so that a later one may. */
        record Nothing() implements Mishap {}

        /** No answer for as long as the caller cares to wait. */
        record Hangs() implements Mishap {}
    }

    /** A message as it stands in a channel; mutable, as messages are. */
    static final class Posted {
        final String channel;
        final String ts;
        final Optional<String> thread;
        final List<JsonNode> versions = new ArrayList<>();

        Posted(String channel, String ts, Optional<String> thread, JsonNode first) {
            this.channel = channel;
            this.ts = ts;
            this.thread = thread;
            versions.add(first);
        }

        JsonNode now() {
            return versions.getLast();
        }

        String title() {
            return now().at("/blocks/0/text/text").asText();
        }

        String allText() {
            return SlackRules.texts(now().path("blocks")).stream()
                    .collect(java.util.stream.Collectors.joining("\n"));
        }
    }

    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Deque<Mishap> mishaps = new ArrayDeque<>();
    private final List<Posted> posted = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Map<String, String> channels = new HashMap<>();
    private String token = "xoxb-0000000000-good";
    private String webhookPath = "/services/T0/B0/good";
    private final FakeFiles files =
            new FakeFiles(
                    id -> api().resolve("/upload/" + id),
                    (channel, ts) ->
                            channels.containsValue(channel) && find(channel, ts).isPresent());
    private int calls;
    private int clock = 1_700_000_000;

    FakeSlack() {
        channels.put("#ops", "C0000000001");
        channels.put("#night", "C0000000002");
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }

    URI api() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api");
    }

    SlackSecret bot() {
        return new SlackSecret.Bot(token, api());
    }

    SlackSecret webhook() {
        return new SlackSecret.Webhook(api().resolve(webhookPath));
    }

    /** The old token and the old webhook are no longer good. */
    synchronized void rotate() {
        token = token + "-rotated";
        webhookPath = webhookPath + "rotated";
    }

    synchronized void removeChannel(String name) {
        channels.remove(name);
    }

    synchronized void remove(Posted message) {
        posted.remove(message);
    }

    synchronized void next(Mishap... inOrder) {
        mishaps.addAll(List.of(inOrder));
    }

    static Mishap passes() {
        return new Mishap.Nothing();
    }

    static Mishap status(int status) {
        return new Mishap.Answers(status, Optional.empty(), "Something went wrong.");
    }

    static Mishap tooFast(Duration wait) {
        return new Mishap.Answers(
                429,
                Optional.of(Long.toString(wait.toSeconds())),
                "{\"ok\":false,\"error\":\"ratelimited\"}");
    }

    static Mishap error(String code) {
        return new Mishap.Answers(
                200, Optional.empty(), "{\"ok\":false,\"error\":\"" + code + "\"}");
    }

    synchronized List<Posted> posted() {
        return List.copyOf(posted);
    }

    synchronized List<Posted> heads() {
        return posted.stream().filter(message -> message.thread.isEmpty()).toList();
    }

    synchronized List<Posted> repliesTo(Posted head) {
        return posted.stream()
                .filter(message -> message.thread.equals(Optional.of(head.ts)))
                .toList();
    }

    /** What no message should be, whether or not Slack would have taken it. */
    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    synchronized int calls() {
        return calls;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            Optional<Mishap> mishap;
            synchronized (this) {
                calls++;
                mishap = Optional.ofNullable(mishaps.poll());
            }
            if (mishap.isEmpty()) {
                reply(exchange, 200, Optional.empty(), take(exchange, body));
                return;
            }
            switch (mishap.get()) {
                case Mishap.Answers(var status, var retryAfter, var text) ->
                        reply(exchange, status, retryAfter, new Reply(status, text));
                case Mishap.Resets() -> {}
                case Mishap.ResetsAfter() -> {
                    var _ = take(exchange, body);
                }
                case Mishap.Nothing() ->
                        reply(exchange, 200, Optional.empty(), take(exchange, body));
                case Mishap.Hangs() -> hang();
            }
        }
    }

    private void hang() {
        try {
            if (!closing.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("nobody closed the stand-in");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private record Reply(int status, String body) {}

    private static void reply(
            HttpExchange exchange, int status, Optional<String> retryAfter, Reply reply)
            throws IOException {
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        retryAfter.ifPresent(seconds -> exchange.getResponseHeaders().set("Retry-After", seconds));
        exchange.sendResponseHeaders(status == 200 ? reply.status() : status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private synchronized Reply take(HttpExchange exchange, byte[] body) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.startsWith("/upload/") || path.startsWith("/api/files.")) {
            return file(exchange, path, body);
        }
        var type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!exchange.getRequestMethod().equals("POST")
                || !type.equals(Optional.of("application/json; charset=utf-8"))) {
            complaints.add(exchange.getRequestMethod() + " with content type " + type);
            return new Reply(200, "{\"ok\":false,\"error\":\"invalid_post_type\"}");
        }
        var message = new JsonMapper().readTree(body);
        if (!path.startsWith("/api/")) {
            return hook(path, message);
        }
        var bearer = exchange.getRequestHeaders().getFirst("Authorization");
        if (!("Bearer " + token).equals(bearer)) {
            return no("invalid_auth");
        }
        var broken = SlackRules.complaints(message);
        complaints.addAll(broken);
        if (!broken.isEmpty()) {
            return no("invalid_blocks");
        }
        return switch (path) {
            case "/api/chat.postMessage" -> post(message);
            case "/api/chat.update" -> update(message);
            default -> no("unknown_method");
        };
    }

    /** The app is without the scope for files. */
    synchronized void refuseFiles() {
        files.refuse();
    }

    synchronized List<FakeFiles.Shared> shared() {
        return files.shared();
    }

    private Reply file(HttpExchange exchange, String path, byte[] body) throws IOException {
        var headers = exchange.getRequestHeaders();
        var bearer = Optional.ofNullable(headers.getFirst("Authorization"));
        if (path.startsWith("/upload/")) {
            return files.upload(path.substring("/upload/".length()), bearer, body)
                    ? new Reply(200, "OK - " + body.length)
                    : new Reply(400, "no");
        }
        if (!bearer.equals(Optional.of("Bearer " + token))) {
            return no("invalid_auth");
        }
        return new Reply(
                200,
                files.answer(
                        path.substring("/api/".length()),
                        String.valueOf(headers.getFirst("Content-Type")),
                        new String(body, StandardCharsets.UTF_8)));
    }

    private Reply hook(String path, JsonNode message) {
        if (!path.equals(webhookPath)) {
            return new Reply(404, "no_service");
        }
        var broken = SlackRules.complaints(message);
        complaints.addAll(broken);
        if (message.has("channel") || message.has("thread_ts")) {
            complaints.add("a webhook takes neither channel nor thread");
        }
        if (!broken.isEmpty()) {
            return new Reply(400, "invalid_blocks");
        }
        posted.add(new Posted("C0000000001", ts(), Optional.empty(), message));
        return new Reply(200, "ok");
    }

    private Reply post(JsonNode message) {
        var channel = message.path("channel").asText();
        var id = channels.getOrDefault(channel, channel);
        if (!channels.containsValue(id)) {
            return no("channel_not_found");
        }
        var thread = Optional.of(message.path("thread_ts").asText()).filter(ts -> !ts.isEmpty());
        if (thread.isPresent() && find(id, thread.get()).isEmpty()) {
            return no("thread_not_found");
        }
        var post = new Posted(id, ts(), thread, message);
        posted.add(post);
        return yes(id, post.ts);
    }

    private Reply update(JsonNode message) {
        // unlike posting, updating takes ids only
        var id = message.path("channel").asText();
        var ts = message.path("ts").asText();
        if (!channels.containsValue(id)) {
            return no("channel_not_found");
        }
        return find(id, ts)
                .map(
                        post -> {
                            post.versions.add(message);
                            return yes(id, ts);
                        })
                .orElseGet(() -> no("message_not_found"));
    }

    private Optional<Posted> find(String channel, String ts) {
        return posted.stream()
                .filter(post -> post.channel.equals(channel) && post.ts.equals(ts))
                .findFirst();
    }

    private String ts() {
        return clock++ + ".000100";
    }

    private static Reply yes(String channel, String ts) {
        return new Reply(
                200, "{\"ok\":true,\"channel\":\"%s\",\"ts\":\"%s\"}".formatted(channel, ts));
    }

    private static Reply no(String error) {
        return new Reply(200, "{\"ok\":false,\"error\":\"%s\"}".formatted(error));
    }
}
