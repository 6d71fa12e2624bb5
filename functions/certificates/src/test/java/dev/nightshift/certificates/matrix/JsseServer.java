package dev.nightshift.certificates.matrix;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A server on the JDK's own TLS, in a process of its own, since what it may offer is a setting of
 * the whole process. It answers any request with one line of text.
 */
final class JsseServer {
    private static final byte[] ANSWER =
            "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nok\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int PATIENCE_MILLIS = 5_000;

    private JsseServer() {}

    /**
     * @param args port, PKCS #12 file, versions and suites, both with commas between
     */
    static void main(String[] args) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(Path.of(args[1]))) {
            store.load(in, Mint.PASSWORD);
        }
        var keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, Mint.PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        try (var server =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(
                                        Integer.parseInt(args[0]),
                                        100,
                                        InetAddress.getLoopbackAddress())) {
            var parameters = server.getSSLParameters();
            parameters.setProtocols(args[2].split(",", -1));
            parameters.setCipherSuites(args[3].split(",", -1));
            parameters.setUseCipherSuitesOrder(true);
            server.setSSLParameters(parameters);
            while (true) {
                var socket = (SSLSocket) server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        }
    }

    private static void serve(SSLSocket socket) {
        try (socket) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            if (socket.getInputStream().read() >= 0) {
                socket.getOutputStream().write(ANSWER);
            }
        } catch (IOException clientLeft) {
            // what scanners do
        }
    }
}
