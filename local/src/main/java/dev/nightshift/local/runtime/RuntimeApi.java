package dev.nightshift.local.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightshift.local.runtime.RawHttp.Request;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedTransferQueue;

/**
 * The Lambda Runtime API for one execution environment, on a loopback port of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime
 *     API</a>
 */
final class RuntimeApi implements AutoCloseable {
    private static final String PREFIX = "/2018-06-01/runtime/";

    /** What Lambda answers for a larger one: the invocation fails. */
    private static final int LARGEST_RESPONSE = 6 * 1024 * 1024;

    private final LoopbackServer server;
    private final LinkedTransferQueue<Invocation> waiting = new LinkedTransferQueue<>();
    private final Map<String, Invocation> open = new ConcurrentHashMap<>();
    private final CompletableFuture<Optional<Reply>> initialised = new CompletableFuture<>();
    private final CompletableFuture<Instant> ready = new CompletableFuture<>();

    /** What the function answered to one event, or to being started. */
    record Reply(boolean failed, String errorType, String body) {}

    private record Invocation(
            String id,
            String event,
            String functionArn,
            Instant deadline,
            CompletableFuture<Reply> reply) {}

    private RuntimeApi() {
        this.server = LoopbackServer.start("runtime-api", this::serve);
    }

    static RuntimeApi start() {
        return new RuntimeApi();
    }

    /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return server.address();
    }

    /** Completes when the function's init phase is over; holds the error if it failed. */
    CompletableFuture<Optional<Reply>> initialised() {
        return initialised;
    }

    /** Completes when the function asks for its first event, which is after a restore. */
    CompletableFuture<Instant> ready() {
        return ready;
    }

    /** Hands the function one event; the future completes with what it answers. */
    CompletableFuture<Reply> offer(
            UUID requestId, String event, String functionArn, Duration timeout) {
        var invocation =
                new Invocation(
                        requestId.toString(),
                        event,
                        functionArn,
                        Instant.now().plus(timeout),
                        new CompletableFuture<>());
        open.put(invocation.id(), invocation);
        waiting.add(invocation);
        return invocation.reply();
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            var out = socket.getOutputStream();
            for (var request = RawHttp.read(in, out);
                    request.isPresent();
                    request = RawHttp.read(in, out)) {
                answer(request.get(), out);
            }
        } catch (IOException e) {
            // the function went away; whoever waits for its answer sees the process end
            initialised.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Request request, OutputStream out)
            throws IOException, InterruptedException {
        var path =
                request.path().startsWith(PREFIX) ? request.path().substring(PREFIX.length()) : "";
        var parts = path.split("/", -1);
        switch (parts[parts.length - 1]) {
            case "next" -> {
                initialised.complete(Optional.empty());
                if (path.equals("restore/next")) {
                    send(out, "200 OK", Map.of(), "");
                } else {
                    ready.complete(Instant.now());
                    next(out);
                }
            }
            case "response" -> {
                var size = request.body().getBytes(UTF_8).length;
                var fits = size <= LARGEST_RESPONSE;
                finish(
                        parts[1],
                        fits
                                ? new Reply(false, "", request.body())
                                : failure(
                                        "Function.ResponseSizeTooLarge",
                                        "Response payload size (%d bytes) exceeded maximum allowed payload size (%d bytes)."
                                                .formatted(size, LARGEST_RESPONSE)));
                send(out, fits ? "202 Accepted" : "413 Payload Too Large", Map.of(), "");
            }
            case "error" -> {
                var type = request.header("lambda-runtime-function-error-type").orElse("Unhandled");
                var reply = new Reply(true, type, request.body());
                if (path.startsWith("invocation/")) {
                    finish(parts[1], reply);
                } else {
                    initialised.complete(Optional.of(reply));
                }
                send(out, "202 Accepted", Map.of(), "");
            }
            default -> send(out, "404 Not Found", Map.of(), "");
        }
    }

    private void next(OutputStream out) throws IOException, InterruptedException {
        var invocation = waiting.take();
        send(
                out,
                "200 OK",
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Lambda-Runtime-Aws-Request-Id",
                        invocation.id(),
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(invocation.deadline().toEpochMilli()),
                        "Lambda-Runtime-Invoked-Function-Arn",
                        invocation.functionArn(),
                        // the native client of the runtime interface client crashes without one
                        "Lambda-Runtime-Trace-Id",
                        traceId(invocation)),
                invocation.event());
    }

    private static String traceId(Invocation invocation) {
        var hex = invocation.id().replace("-", "");
        var seconds = "%08x".formatted(invocation.deadline().getEpochSecond());
        return "Root=1-%s-%s;Parent=%s;Sampled=0"
                .formatted(seconds, hex.substring(0, 24), hex.substring(16));
    }

    private void finish(String id, Reply reply) {
        var invocation = open.remove(id);
        if (invocation != null) {
            invocation.reply().complete(reply);
        }
    }

    static Reply failure(String type, String message) {
        var json =
                "{\"errorType\":\"%s\",\"errorMessage\":\"%s\"}"
                        .formatted(type, message.replace("\\", "\\\\").replace("\"", "\\\""));
        return new Reply(true, type, json);
    }

    /** Head and body in one write: the native client waits for a second packet, if there is one. */
    private static void send(
            OutputStream out, String status, Map<String, String> headers, String body)
            throws IOException {
        var bytes = body.getBytes(UTF_8);
        var head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        var whole = new ByteArrayOutputStream(head.length() + bytes.length);
        whole.writeBytes(head.toString().getBytes(US_ASCII));
        whole.writeBytes(bytes);
        out.write(whole.toByteArray());
        out.flush();
    }
}
