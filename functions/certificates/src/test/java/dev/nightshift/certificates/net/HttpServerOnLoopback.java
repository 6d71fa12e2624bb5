package dev.nightshift.certificates.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Listens on a loopback address, takes down each request and answers as it is told, bytes as they
 * are.
 */
public final class HttpServerOnLoopback implements AutoCloseable {
    /** What is sent once the headers of a request are in. */
    @FunctionalInterface
    public interface Answer {
        void to(String request, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final Answer answer;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> serverNames = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final SSLContext tls;
    private final boolean secure;

    private HttpServerOnLoopback(
            String literal, int port, SSLContext tls, boolean secure, Answer answer)
            throws IOException {
        this.answer = answer;
        this.tls = tls;
        this.secure = secure;
        listening = new ServerSocket();
        listening.bind(new InetSocketAddress(InetAddress.ofLiteral(literal), port), 50);
        Thread.startVirtualThread(this::listen);
    }

    public static HttpServerOnLoopback plain(Answer answer) throws Exception {
        return new HttpServerOnLoopback("127.0.0.1", 0, SSLContext.getDefault(), false, answer);
    }

    public static HttpServerOnLoopback plainAt(String literal, int port, Answer answer)
            throws Exception {
        return new HttpServerOnLoopback(literal, port, SSLContext.getDefault(), false, answer);
    }

    public static HttpServerOnLoopback secure(SSLContext tls, Answer answer) throws IOException {
        return new HttpServerOnLoopback("127.0.0.1", 0, tls, true, answer);
    }

    /** Always the same bytes. */
    public static Answer bytes(byte[] bytes) {
        return (request, out) -> out.write(bytes);
    }

    /** Always the same text; line feeds become CR LF. */
    public static Answer text(String text) {
        return bytes(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    public int port() {
        return listening.getLocalPort();
    }

    public List<String> requests() {
        return requests;
    }

    /** What clients asked for in SNI. */
    public List<String> serverNames() {
        return serverNames;
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                open.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket raw) {
        try (raw) {
            raw.setTcpNoDelay(true);
            var socket = secure ? handshaken(raw) : raw;
            requests.add(head(socket.getInputStream()));
            answer.to(requests.getLast(), socket.getOutputStream());
            socket.getOutputStream().flush();
            socket.close();
        } catch (IOException | InterruptedException clientLeft) {
            // the test looks at the client
        }
    }

    private Socket handshaken(Socket raw) throws IOException {
        var socket =
                (SSLSocket) tls.getSocketFactory().createSocket(raw, null, raw.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        if (socket.getSession() instanceof javax.net.ssl.ExtendedSSLSession session) {
            session.getRequestedServerNames()
                    .forEach(
                            name ->
                                    serverNames.add(
                                            new String(
                                                    name.getEncoded(), StandardCharsets.US_ASCII)));
        }
        return socket;
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
