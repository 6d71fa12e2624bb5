package dev.nightshift.rollback.auto;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * moto behind a server that sees every request: it tells when the call arrives that rolls back, and
 * answers DescribeAlarmHistory itself, which moto does not know.
 */
final class RollbackBenchCloud implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Set<String> OF_THE_CONNECTION =
            Set.of(
                    "host",
                    "connection",
                    "content-length",
                    "transfer-encoding",
                    "expect",
                    "upgrade");

    private final Process moto;
    private final URI endpoint;
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile AlarmHistoryAnswer history = AlarmHistoryAnswer.none();
    private volatile CompletableFuture<Call> awaited =
            CompletableFuture.failedFuture(new IllegalStateException("nobody is measured"));
    private volatile long pid;

    /**
     * @param at when the call that rolls back arrived, as {@link System#nanoTime} has it
     * @param used what its process had used by then
     * @param requests how many came, this one included
     */
    record Call(long at, ProcessUse used, int requests) {}

    private RollbackBenchCloud(Process moto, URI endpoint) throws IOException {
        this.moto = moto;
        this.endpoint = endpoint;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.start();
    }

    static RollbackBenchCloud start(String python, Path log) throws Exception {
        int port;
        try (var free = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var moto =
                new ProcessBuilder(
                                List.of(
                                        python,
                                        "-m",
                                        "moto.server",
                                        "-H",
                                        "127.0.0.1",
                                        "-p",
                                        String.valueOf(port)))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .redirectInput(new File("/dev/null"))
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(moto::destroyForcibly));
        var cloud = new RollbackBenchCloud(moto, URI.create("http://127.0.0.1:" + port));
        cloud.awaitMoto();
        return cloud;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From here on requests are those of one process; the future is completed by its call. */
    CompletableFuture<Call> await(long process, AlarmHistoryAnswer answer) {
        requests.set(0);
        pid = process;
        history = answer;
        awaited = new CompletableFuture<>();
        return awaited;
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
        moto.destroyForcibly().onExit().join();
    }

    private void awaitMoto() throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && moto.isAlive()) {
            try {
                client.send(
                        HttpRequest.newBuilder(endpoint.resolve("/moto-api/")).build(),
                        BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("moto did not start; is it installed (pip install moto)?");
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            long now = System.nanoTime();
            int count = requests.incrementAndGet();
            if (!awaited.isDone() && isRollback(exchange)) {
                awaited.complete(new Call(now, ProcessUse.of(pid), count));
            }
            var body = exchange.getRequestBody().readAllBytes();
            if (history.isAskedBy(exchange)) {
                history.answer(exchange);
            } else {
                forward(exchange, body);
            }
        } catch (IOException gone) {
            // the process was ended: it has made its call
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isRollback(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("PUT")
                && exchange.getRequestURI().getPath().endsWith("/functions/shop/aliases/live");
    }

    private void forward(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(endpoint.resolve(exchange.getRequestURI().toString()))
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) -> {
                            if (!isOfTheConnection(name)) {
                                values.forEach(value -> request.header(name, value));
                            }
                        });
        var answer = client.send(request.build(), BodyHandlers.ofByteArray());
        answer.headers()
                .map()
                .forEach(
                        (name, values) -> {
                            if (!isOfTheConnection(name)) {
                                exchange.getResponseHeaders().put(name, values);
                            }
                        });
        send(exchange, answer.statusCode(), answer.body());
    }

    private static boolean isOfTheConnection(String name) {
        return OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /** IAM has no client on this class path; moto wants a function's role to be there. */
    void role(String name) throws IOException, InterruptedException {
        var answer =
                client.send(
                        HttpRequest.newBuilder(endpoint.resolve("/"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=test/20261128/us-east-1/iam/aws4_request,"
                                                + " SignedHeaders=host, Signature=00")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "Action=CreateRole&Version=2010-05-08&RoleName="
                                                        + name
                                                        + "&AssumeRolePolicyDocument=%7B%22Version%22%3A%222012-10-17%22%2C%22"
                                                        + "Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A"
                                                        + "%7B%22Service%22%3A%22lambda.amazonaws.com%22%7D%2C%22Action%22%3A"
                                                        + "%22sts%3AAssumeRole%22%7D%5D%7D",
                                                StandardCharsets.UTF_8))
                                .build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new UncheckedIOException(new IOException("no role: " + answer.body()));
        }
    }
}
