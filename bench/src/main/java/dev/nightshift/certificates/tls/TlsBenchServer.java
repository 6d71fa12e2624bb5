package dev.nightshift.certificates.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The endpoints of {@link TlsBench}: each on an address of its own, all on one port. */
public final class TlsBenchServer {
    static final char[] PASSWORD = "bench-only".toCharArray();

    private static final int BACKLOG = 256;

    private TlsBenchServer() {}

    /** How an endpoint behaves. */
    enum Kind {
        TLS13_RSA("rsa", true),
        TLS13_ECDSA("ec", true),
        TLS12_RSA("rsa", false),
        TLS12_ECDSA("ec", false),
        EXPIRED("expired", true),
        /** Says something, but not TLS. */
        GARBAGE("", false),
        /** Takes the connection and says nothing. */
        SILENT("", false),
        /** Nobody listens. */
        CLOSED("", false);

        private final String keys;
        private final boolean tls13;

        Kind(String keys, boolean tls13) {
            this.keys = keys;
            this.tls13 = tls13;
        }

        /** Of a hundred: three closed, three silent, three garbage, three expired. */
        static Kind of(int index) {
            return switch (index % 33) {
                case 7 -> CLOSED;
                case 15 -> SILENT;
                case 23 -> GARBAGE;
                case 31 -> EXPIRED;
                default -> values()[index % 4];
            };
        }

        boolean serves() {
            return !keys.isEmpty();
        }
    }

    static String address(int index) {
        return "127.77." + index / 250 + "." + (1 + index % 250);
    }

    /** Folder of key stores, port, how many, milliseconds before each answer. */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        int latency = Integer.parseInt(arguments[3]);
        var contexts = new HashMap<String, SSLContext>();
        for (var keys : List.of("rsa", "ec", "expired")) {
            contexts.put(keys, context(Path.of(arguments[0], keys + ".p12")));
        }
        var sockets = new ArrayList<ServerSocket>();
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            var kind = Kind.of(i);
            if (kind == Kind.CLOSED) {
                continue;
            }
            var listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.ofLiteral(address(i)), port), BACKLOG);
            sockets.add(listener);
            Thread.ofVirtual().start(() -> serve(listener, kind, contexts, latency));
        }
        System.out.println("ready");
        // until the bench closes this end
        while (System.in.read() >= 0) {}
        for (var listener : sockets) {
            listener.close();
        }
    }

    private static SSLContext context(Path file) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        var keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void serve(
            ServerSocket listener, Kind kind, Map<String, SSLContext> contexts, int latency) {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> answer(socket, kind, contexts, latency));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void answer(
            Socket socket, Kind kind, Map<String, SSLContext> contexts, int latency) {
        try (socket) {
            socket.setTcpNoDelay(true);
            if (latency > 0) {
                Thread.sleep(latency);
            }
            if (kind == Kind.GARBAGE) {
                socket.getOutputStream()
                        .write(
                                "220 no TLS here\r\n"
                                        .repeat(20)
                                        .getBytes(StandardCharsets.US_ASCII));
                return;
            }
            var context = contexts.get(kind.keys);
            if (context == null) {
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                return;
            }
            var tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
            tls.setUseClientMode(false);
            tls.setEnabledProtocols(
                    kind.tls13 ? new String[] {"TLSv1.3", "TLSv1.2"} : new String[] {"TLSv1.2"});
            tls.startHandshake();
            tls.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException | InterruptedException hungUp) {
            // a prober never finishes a handshake
        }
    }
}
