package dev.nightshift.costs.explorer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Cost Explorer and AWS Budgets on loopback, in the protocol that they speak. Out of order when
 * told to be.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">awsJson1_1</a>
 */
final class BillingServer implements AutoCloseable {
    /**
     * The services by the first word of a request's target: as they sign, and as IAM names them.
     */
    private static final Map<String, List<String>> SERVICES =
            Map.of(
                    "AWSInsightsIndexService", List.of("ce", "ce"),
                    "AWSBudgetServiceGateway", List.of("budgets", "budgets"));

    /** What goes wrong with one call; the calls after it go well again. */
    sealed interface Mishap {
        record Answers(int status, String code) implements Mishap {}

        /** The connection ends without an answer. */
        record LosesTheAnswer() implements Mishap {}

        /** The connection ends in the midst of the answer. */
        record CutsTheAnswer() implements Mishap {}

        /** The call goes well, so that a later one may not. */
        record Nothing() implements Mishap {}
    }

    private final JsonMapper json = new JsonMapper();
    private final HttpServer server;
    private final Deque<Mishap> mishaps = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private BillingAccount account = new BillingAccount();

    BillingServer() {
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
        server.stop(0);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Forgets everything. */
    synchronized BillingAccount serveNew() {
        account = new BillingAccount();
        mishaps.clear();
        calls.clear();
        return account;
    }

    synchronized void next(Mishap... inOrder) {
        mishaps.addAll(List.of(inOrder));
    }

    /** As IAM names them, such as {@code ce:GetCostAndUsage}, in their order. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized int paid() {
        return (int) calls.stream().filter(call -> call.startsWith("ce:")).count();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var target =
                    String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                            .split("\\.", 2);
            var service = SERVICES.getOrDefault(target[0], List.of("?", "?"));
            var operation = target[target.length - 1];
            calls.add(service.getLast() + ":" + operation);
            var mishap = mishaps.isEmpty() ? new Mishap.Nothing() : mishaps.poll();
            switch (mishap) {
                case Mishap.LosesTheAnswer() -> {}
                case Mishap.Answers(int status, String code) ->
                        reply(exchange, status, error(code, "as told to"), false);
                case Mishap.CutsTheAnswer() -> take(exchange, service, operation, body, true);
                case Mishap.Nothing() -> take(exchange, service, operation, body, false);
            }
        }
    }

    private void take(
            HttpExchange exchange, List<String> service, String operation, byte[] body, boolean cut)
            throws IOException {
        var signed = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        var type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!signed.contains("/" + service.getFirst() + "/aws4_request")) {
            reply(exchange, 403, error("AccessDeniedException", "not signed: " + signed), false);
        } else if (!type.startsWith("application/x-amz-json-1.1")) {
            reply(exchange, 400, error("SerializationException", type), false);
        } else {
            try {
                reply(exchange, 200, account.answer(operation, json.readTree(body)), cut);
            } catch (BillingAccount.Refusal refusal) {
                reply(
                        exchange,
                        400,
                        error(refusal.code(), String.valueOf(refusal.getMessage())),
                        false);
            }
        }
    }

    private String error(String code, String message) {
        return json.createObjectNode()
                .put("__type", "com.amazonaws.billing#" + code)
                .put("Message", message)
                .toString();
    }

    private static void reply(HttpExchange exchange, int status, String body, boolean cut)
            throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes, 0, cut ? bytes.length / 2 : bytes.length);
    }
}
