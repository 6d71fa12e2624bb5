package dev.nightshift.certificates.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does whatever a test wants, for each connection on a thread of its own. */
public final class ScriptedServer implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final ServerSocket listener;
    private final AtomicInteger connections = new AtomicInteger();

    /** What it does with a connection; an exception is a connection that was hung up. */
    @FunctionalInterface
    public interface Script {
        void play(Socket socket) throws Exception;
    }

    public ScriptedServer(Script script) throws IOException {
        listener = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual()
                .start(
                        () -> {
                            while (!listener.isClosed()) {
                                try {
                                    var socket = listener.accept();
                                    connections.incrementAndGet();
                                    Thread.ofVirtual().start(() -> play(script, socket));
                                } catch (IOException closed) {
                                    return;
                                }
                            }
                        });
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private static void play(Script script, Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            script.play(socket);
        } catch (Exception hungUp) {
            // the probe ends conversations as it likes
        }
    }
}
