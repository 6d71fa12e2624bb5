package dev.nightshift.backup.s3.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers what it was told to, byte for byte, be it HTTP or not. */
final class RawServer implements AutoCloseable {
    /** Closes the connection when it was sent. */
    static final String CLOSE = "\0close";

    /** Sends nothing more, and does not close. */
    static final String HANG = "\0hang";

    private final ServerSocket socket;
    private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);

    RawServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    RawServer then(String answer) {
        answers.add(answer);
        return this;
    }

    /** An answer of status 200 with that body. */
    RawServer ok(String body) {
        return then(
                "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(body.getBytes(StandardCharsets.UTF_8).length, body));
    }

    /** Heads of the requests so far. */
    List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        while (true) {
            Socket client;
            try {
                client = socket.accept();
            } catch (IOException e) {
                return; // closed
            }
            connections.incrementAndGet();
            Thread.ofVirtual().start(() -> serve(client));
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new BufferedInputStream(client.getInputStream());
            var out = client.getOutputStream();
            for (var head = head(in); !head.isEmpty(); head = head(in)) {
                synchronized (requests) {
                    requests.add(head);
                }
                var answer = answers.poll();
                if (answer == null) {
                    return;
                }
                out.write(
                        answer.replace(CLOSE, "")
                                .replace(HANG, "")
                                .getBytes(StandardCharsets.UTF_8));
                out.flush();
                if (answer.endsWith(HANG)) {
                    ended.await();
                }
                if (answer.endsWith(CLOSE) || answer.endsWith(HANG)) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client had enough
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
