package dev.nightshift.local.demo;

import dev.nightshift.local.runtime.Account;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.AcmClient;

/**
 * A web site on loopback whose certificate ends in ten days, and the same certificate in ACM, where
 * somebody imported it and forgot.
 */
final class Storefront implements AutoCloseable {
    /** What the certificate is for. */
    static final String NAME = "localhost";

    /** Of 90 days. */
    static final int DAYS_LEFT = 10;

    private static final String PASSWORD = "nightshift";
    private static final String ALIAS = "shop";
    private static final int PATIENCE_MS = 5_000;
    private static final String BODY = "<!doctype html><title>shop</title><h1>A shop</h1>\n";
    private static final String PAGE =
            String.join(
                    "\r\n",
                    "HTTP/1.1 200 OK",
                    "Content-Type: text/html; charset=utf-8",
                    "Strict-Transport-Security: max-age=31536000",
                    "X-Content-Type-Options: nosniff",
                    "Content-Length: " + BODY.length(),
                    "Connection: close",
                    "",
                    BODY);

    private final KeyStore keys;
    private final SSLServerSocket server;

    private Storefront(KeyStore keys, SSLServerSocket server) {
        this.keys = keys;
        this.server = server;
    }

    /**
     * @param folder for its key
     */
    static Storefront open(Path folder) {
        try {
            var keys = keys(folder.resolve("storefront.p12"));
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            var server =
                    (SSLServerSocket)
                            context.getServerSocketFactory()
                                    .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            var storefront = new Storefront(keys, server);
            Thread.ofVirtual().name("storefront").start(storefront::serve);
            return storefront;
        } catch (IOException e) {
            throw new UncheckedIOException("could not open the web site of the demo", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not make a certificate for the demo", e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** The JDK's own tool makes what its libraries cannot: a certificate. */
    private static KeyStore keys(Path file) throws IOException, GeneralSecurityException {
        var tool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                ALIAS,
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-dname",
                                "CN=" + NAME,
                                "-ext",
                                "san=dns:" + NAME,
                                "-startdate",
                                "-" + (90 - DAYS_LEFT) + "d",
                                "-validity",
                                "90",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        var said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (tool.waitFor() != 0) {
                throw new IOException("keytool failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var visitor = server.accept();
                Thread.ofVirtual().start(() -> answer(visitor));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void answer(Socket visitor) {
        try (visitor) {
            visitor.setSoTimeout(PATIENCE_MS);
            visitor.setTcpNoDelay(true);
            var lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    visitor.getInputStream(), StandardCharsets.ISO_8859_1));
            var line = lines.readLine();
            while (line != null && !line.isEmpty()) {
                line = lines.readLine();
            }
            visitor.getOutputStream().write(PAGE.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            // who only wants to see the certificate hangs up; that is no trouble of the demo's
            return;
        }
    }

    void importInto(Account account, String region) {
        try (var acm = account.client(AcmClient.builder(), region)) {
            var certificate = keys.getCertificate(ALIAS).getEncoded();
            var key = keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
            acm.importCertificate(
                    request ->
                            request.certificate(pem("CERTIFICATE", certificate))
                                    .privateKey(pem("PRIVATE KEY", key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate of the demo cannot be read", e);
        }
    }

    private static SdkBytes pem(String what, byte[] der) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return SdkBytes.fromUtf8String(
                String.join(
                                "\n",
                                List.of(
                                        "-----BEGIN " + what + "-----",
                                        lines,
                                        "-----END " + what + "-----"))
                        + "\n");
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
