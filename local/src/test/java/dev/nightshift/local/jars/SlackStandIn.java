package dev.nightshift.local.jars;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slack on loopback. What it makes of a message depends on a word in it: {@link #TOO_FAST} is
 * answered with 429, {@link #NO_CHANNEL} is never taken, everything else is posted.
 */
public final class SlackStandIn implements AutoCloseable {
    public static final String TOO_FAST = "toofast";
    public static final String NO_CHANNEL = "nochannel";

    private final HttpServer server;
    private final AtomicInteger posted = new AtomicInteger();

    public SlackStandIn() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public String api() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api";
    }

    /** How many messages it has taken. */
    public int posted() {
        return posted.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (body.contains(TOO_FAST)) {
                exchange.getResponseHeaders().set("Retry-After", "600");
                reply(exchange, 429, "{\"ok\":false,\"error\":\"ratelimited\"}");
            } else if (body.contains(NO_CHANNEL)) {
                reply(exchange, 200, "{\"ok\":false,\"error\":\"channel_not_found\"}");
            } else {
                reply(
                        exchange,
                        200,
                        "{\"ok\":true,\"channel\":\"C0\",\"ts\":\"%d.000100\"}"
                                .formatted(posted.incrementAndGet()));
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
