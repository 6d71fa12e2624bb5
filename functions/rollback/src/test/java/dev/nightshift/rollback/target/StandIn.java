package dev.nightshift.rollback.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/** A service on loopback, of which a subclass says what it answers. */
abstract class StandIn implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * What was asked.
     *
     * @param target of the JSON protocol, such as {@code ListDeployments}; empty with others
     * @param query of the address, and the form of the query protocol
     */
    record Ask(
            String method,
            String path,
            String target,
            Map<String, String> query,
            Map<String, String> headers,
            String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body.isEmpty() ? "{}" : body);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        Optional<String> field(String name) {
            return Optional.ofNullable(query.get(name));
        }
    }

    record Reply(int status, Map<String, String> headers, String body) {
        static Reply json(Object node) {
            return new Reply(200, Map.of("Content-Type", "application/json"), node.toString());
        }

        /** As the JSON protocols say no. */
        static Reply no(int status, String code, String message) {
            return new Reply(
                    status,
                    Map.of("Content-Type", "application/json", "x-amzn-errortype", code),
                    JSON.createObjectNode().put("__type", code).put("message", message).toString());
        }

        /** As the query protocol answers. */
        static Reply xml(String operation, String result) {
            return new Reply(
                    200,
                    Map.of("Content-Type", "text/xml"),
                    "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                            .formatted(operation, result));
        }

        static Reply noXml(String code, String message) {
            return new Reply(
                    400,
                    Map.of("Content-Type", "text/xml"),
                    "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                            .formatted(code, message));
        }
    }

    private final HttpServer server;

    StandIn() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    abstract Reply answer(Ask ask);

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, all) -> headers.put(name, all.getFirst()));
            var query = new TreeMap<String, String>();
            read(exchange.getRequestURI().getRawQuery(), query);
            if (headers.getOrDefault("Content-Type", "").contains("form-urlencoded")) {
                read(body, query);
            }
            var target = headers.getOrDefault("X-Amz-Target", "");
            Reply reply;
            synchronized (this) {
                reply =
                        answer(
                                new Ask(
                                        exchange.getRequestMethod(),
                                        exchange.getRequestURI().getPath(),
                                        target.substring(target.indexOf('.') + 1),
                                        query,
                                        headers,
                                        body));
            }
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void read(String form, Map<String, String> into) {
        for (var field : (form == null ? "" : form).split("&", -1)) {
            var pair = field.split("=", 2);
            if (pair.length == 2) {
                into.put(
                        URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
        }
    }
}
