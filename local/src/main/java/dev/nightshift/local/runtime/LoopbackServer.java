package dev.nightshift.local.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.function.Consumer;

/**
 * Listens on a loopback port of its own, and gives each connection a thread. It never listens
 * anywhere else.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final int BACKLOG = 64;

    private final ServerSocket server;
    private final String name;
    private final Consumer<Socket> serve;

    private LoopbackServer(ServerSocket server, String name, Consumer<Socket> serve) {
        this.server = server;
        this.name = name;
        this.serve = serve;
    }

    /**
     * @param serve answers one connection, and closes it
     */
    public static LoopbackServer start(String name, Consumer<Socket> serve) {
        try {
            var server =
                    new LoopbackServer(
                            new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()),
                            name,
                            serve);
            Thread.ofVirtual().name(name).start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("no loopback port for the " + name, e);
        }
    }

    /** Host and port, such as {@code 127.0.0.1:40123}. */
    public String address() {
        return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    public URI endpoint() {
        return URI.create("http://" + address());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                // without it every call waits for a delayed acknowledgement, some 40 ms
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().name(name + "-connection").start(() -> serve.accept(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
