package dev.nightshift.core.testing;

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
import java.util.regex.Pattern;

/** A server that answers what it was told to, byte for byte, be it HTTP or not. */
public final class RawServer implements AutoCloseable {
    /** Closes the connection when it was sent. */
    public static final String CLOSE = "\0close";

    /** Sends nothing more, and does not close. */
    public static final String HANG = "\0hang";

    private static final Pattern LENGTH =
            Pattern.compile("\r\ncontent-length: ([0-9]{1,6})\r\n", Pattern.CASE_INSENSITIVE);

    private final ServerSocket socket;
    private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);

    public RawServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    public RawServer then(String answer) {
        answers.add(answer);
        return this;
    }

    /** An answer of status 200 with that body. */
    public RawServer ok(String body) {
        return then(
                "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(body.getBytes(StandardCharsets.UTF_8).length, body));
    }

    /** The requests so far, with what they carried. */
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    public int connections() {
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
            for (var request = request(in); !request.isEmpty(); request = request(in)) {
                synchronized (requests) {
                    requests.add(request);
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

    private static String request(InputStream in) throws IOException {
        var head = head(in);
        var length = LENGTH.matcher(head);
        return length.find()
                ? head
                        + new String(
                                in.readNBytes(Integer.parseInt(length.group(1))),
                                StandardCharsets.UTF_8)
                : head;
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
