package dev.nightshift.backup.contabo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightshift.backup.contabo.ContaboBackupFacts.Instance;
import dev.nightshift.backup.contabo.ContaboBackupFacts.Snapshot;
import dev.nightshift.core.automation.CloudException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Contabo's API and its token endpoint on loopback, as their description has them: a password
 * grant, tokens that end, request ids, pages, statuses; and out of order when told to be.
 *
 * @see <a href="https://api.contabo.com">Contabo API</a>
 */
final class ContaboServer implements AutoCloseable {
    static final ContaboCredentials CREDENTIALS =
            new ContaboCredentials(
                    "nightshift/contabo",
                    "INT-123",
                    "client-s3cret+&=",
                    "ops@example.com",
                    "pässword %20&");

    /** What goes wrong with one call to the API; the calls after it go well again. */
    sealed interface Mishap {
        record Answers(int status, Map<String, String> headers, String body) implements Mishap {}

        /** The call is carried out, but half of the answer is missing. */
        record Truncates() implements Mishap {}

        /** The connection ends before anything was done. */
        record Resets() implements Mishap {}

        /** No answer for as long as the caller cares to wait. */
        record Hangs() implements Mishap {}

        /** The call is carried out after somebody else has changed something. */
        record Meanwhile(Runnable change) implements Mishap {}
    }

    private record Reply(int status, String body) {
        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static final String REQUEST_ID =
            "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-4[0-9A-Fa-f]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}";

    /** As the examples of the API's description write it. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Clock clock;
    private final Map<String, Instant> tokens = new HashMap<>();
    private final Set<String> requestIds = new HashSet<>();
    private final Deque<Mishap> mishaps = new ArrayDeque<>();
    private final Deque<Mishap.Answers> loginMishaps = new ArrayDeque<>();
    private FakeContabo contabo;
    private String password = CREDENTIALS.apiPassword();
    private Duration lifetime = Duration.ofMinutes(5);
    private int logins;
    private int calls;

    ContaboServer(FakeContabo contabo, Clock clock) {
        this.contabo = contabo;
        this.clock = clock;
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
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    URI auth() {
        return api().resolve("/auth/realms/contabo/protocol/openid-connect/token");
    }

    /** A gateway with its own connections, and no token yet. */
    HttpContaboBackupGateway gateway(Duration patience) {
        return new HttpContaboBackupGateway(
                ContaboHttp.onLoopback(api(), auth(), () -> CREDENTIALS, patience, clock));
    }

    /** Another account at the same address. */
    synchronized void serve(FakeContabo other) {
        contabo = other;
    }

    synchronized void next(Mishap... inOrder) {
        mishaps.addAll(List.of(inOrder));
    }

    synchronized void nextLogin(Mishap.Answers answer) {
        loginMishaps.add(answer);
    }

    static Mishap.Answers status(int status, String body) {
        return new Mishap.Answers(status, Map.of(), body);
    }

    /** No token given out so far is good any more. */
    synchronized void revoke() {
        tokens.clear();
    }

    synchronized void lifetime(Duration of) {
        lifetime = of;
    }

    synchronized void changePassword() {
        password = "another";
    }

    synchronized int logins() {
        return logins;
    }

    /** Calls to the API, those that went wrong among them. */
    synchronized int calls() {
        return calls;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().startsWith("/auth/")) {
                reply(exchange, Map.of(), login(exchange, body));
                return;
            }
            Optional<Mishap> mishap;
            synchronized (this) {
                calls++;
                mishap = Optional.ofNullable(mishaps.poll());
            }
            if (mishap.isEmpty()) {
                reply(exchange, Map.of(), take(exchange, body));
                return;
            }
            switch (mishap.get()) {
                case Mishap.Answers(var status, var headers, var text) ->
                        reply(exchange, headers, new Reply(status, text));
                case Mishap.Truncates() -> {
                    var whole = take(exchange, body);
                    exchange.sendResponseHeaders(whole.status(), whole.bytes().length);
                    exchange.getResponseBody().write(whole.bytes(), 0, whole.bytes().length / 2);
                    exchange.getResponseBody().flush();
                }
                case Mishap.Resets() -> {}
                case Mishap.Hangs() -> hang();
                case Mishap.Meanwhile(var change) -> {
                    change.run();
                    reply(exchange, Map.of(), take(exchange, body));
                }
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

    private static void reply(HttpExchange exchange, Map<String, String> headers, Reply reply)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(
                reply.status(), reply.body().isEmpty() ? -1 : reply.bytes().length);
        exchange.getResponseBody().write(reply.bytes());
    }

    private synchronized Reply login(HttpExchange exchange, byte[] body) {
        logins++;
        var mishap = loginMishaps.poll();
        if (mishap != null) {
            return new Reply(mishap.status(), mishap.body());
        }
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (!exchange.getRequestMethod().equals("POST")
                || !"application/x-www-form-urlencoded".equals(type)) {
            return json(400, oauth("invalid_request", "form expected"));
        }
        var form = new HashMap<String, String>();
        for (var field : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            var pair = field.split("=", 2);
            form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        if (!"password".equals(form.get("grant_type"))) {
            return json(400, oauth("unsupported_grant_type", "Unsupported grant_type"));
        }
        if (!CREDENTIALS.clientId().equals(form.get("client_id"))
                || !CREDENTIALS.clientSecret().equals(form.get("client_secret"))) {
            return json(401, oauth("unauthorized_client", "Invalid client secret"));
        }
        if (!CREDENTIALS.apiUser().equals(form.get("username"))
                || !password.equals(form.get("password"))) {
            return json(401, oauth("invalid_grant", "Invalid user credentials"));
        }
        var token = "token-number-" + logins;
        tokens.put(token, clock.instant().plus(lifetime));
        return json(
                200,
                object().put("access_token", token)
                        .put("expires_in", lifetime.toSeconds())
                        .put("token_type", "bearer"));
    }

    private static ObjectNode oauth(String error, String description) {
        return object().put("error", error).put("error_description", description);
    }

    private synchronized Reply take(HttpExchange exchange, byte[] body) {
        var id = exchange.getRequestHeaders().getFirst("x-request-id");
        if (id == null || !id.matches(REQUEST_ID) || !requestIds.add(id)) {
            return refusal(400, "x-request-id must be a UUID of its own, is " + id);
        }
        var bearer = exchange.getRequestHeaders().getFirst("Authorization");
        var until =
                bearer == null ? null : tokens.get(bearer.substring("Bearer ".length()).strip());
        if (until == null || !clock.instant().isBefore(until)) {
            return refusal(401, "Unauthorized");
        }
        try {
            return route(exchange, body);
        } catch (CloudException refused) {
            var status =
                    switch (refused.kind()) {
                        case DENIED -> 403;
                        case THROTTLED -> 429;
                        case QUOTA -> 402;
                        case UNREACHABLE -> 500;
                        case NOT_FOUND -> 404;
                        case REJECTED -> 400;
                    };
            return refusal(status, refused.getMessage());
        }
    }

    private Reply route(HttpExchange exchange, byte[] body) {
        var uri = exchange.getRequestURI();
        var parts = uri.getPath().split("/", -1);
        var route = exchange.getRequestMethod() + " " + parts.length;
        if (!uri.getPath().startsWith("/v1/compute/instances")) {
            return refusal(404, "Cannot find " + uri.getPath());
        }
        return switch (route) {
            case "GET 4" -> page(uri, contabo.instances(), ContaboServer::json);
            case "GET 6" -> {
                long instance = Long.parseLong(parts[4]);
                yield page(uri, contabo.snapshots(instance), snapshot -> json(instance, snapshot));
            }
            case "POST 6" -> create(exchange, Long.parseLong(parts[4]), body);
            case "DELETE 7" ->
                    contabo.delete(Long.parseLong(parts[4]), parts[6])
                            ? new Reply(204, "")
                            : refusal(404, "Snapshot " + parts[6] + " not found");
            default -> refusal(404, "Cannot " + route);
        };
    }

    private Reply create(HttpExchange exchange, long instance, byte[] body) {
        if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            return refusal(400, "JSON expected");
        }
        JsonNode request;
        try {
            request = new JsonMapper().readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException notJson) {
            return refusal(400, "Unexpected token");
        }
        var made =
                contabo.create(
                        instance,
                        request.path("name").asText(),
                        request.path("description").asText());
        var answer = object();
        answer.putArray("data").add(json(instance, made));
        answer.putObject("_links").put("self", "/v1/compute/instances/" + instance + "/snapshots");
        return json(201, answer);
    }

    private static <T> Reply page(URI uri, List<T> all, Function<T, ObjectNode> json) {
        var query = new HashMap<String, Integer>();
        if (uri.getQuery() != null) {
            for (var field : uri.getQuery().split("&", -1)) {
                var pair = field.split("=", 2);
                query.put(pair[0], Integer.valueOf(pair[1]));
            }
        }
        int page = query.getOrDefault("page", 1);
        int size = Math.min(query.getOrDefault("size", 10), 100);
        if (page < 1 || size < 1) {
            return refusal(400, "page and size must not be less than 1");
        }
        var answer = object();
        var data = answer.putArray("data");
        all.stream().skip((page - 1L) * size).limit(size).map(json).forEach(data::add);
        answer.putObject("_pagination")
                .put("size", size)
                .put("totalElements", all.size())
                .put("totalPages", (all.size() + size - 1) / size)
                .put("page", page);
        answer.putObject("_links").put("self", uri.toString());
        return json(200, answer);
    }

    private static ObjectNode json(Instance instance) {
        var node =
                object().put("tenantId", "DE")
                        .put("customerId", "54321")
                        .put("instanceId", instance.id())
                        .put("name", instance.name())
                        .put("displayName", instance.displayName())
                        .put("productName", instance.product())
                        .put("status", instance.status())
                        .put("ramMb", 24_576)
                        .put("region", "EU");
        instance.created().ifPresent(at -> node.put("createdDate", TIME.format(at)));
        node.putArray("addOns");
        return node;
    }

    private static ObjectNode json(long instance, Snapshot snapshot) {
        var node =
                object().put("tenantId", "DE")
                        .put("customerId", "54321")
                        .put("snapshotId", snapshot.id())
                        .put("name", snapshot.name())
                        .put("description", snapshot.description())
                        .put("instanceId", instance)
                        .put("createdDate", TIME.format(snapshot.created()))
                        .put("imageName", "debian-12");
        snapshot.leaves().ifPresent(at -> node.put("autoDeleteDate", TIME.format(at)));
        return node;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Reply refusal(int status, String message) {
        return json(status, object().put("statusCode", status).put("message", message));
    }

    private static Reply json(int status, ObjectNode node) {
        return new Reply(status, node.toString());
    }
}
