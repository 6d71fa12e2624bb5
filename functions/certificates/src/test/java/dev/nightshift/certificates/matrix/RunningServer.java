package dev.nightshift.certificates.matrix;

import dev.nightshift.certificates.tls.ProtocolVersion;
import dev.nightshift.core.testing.FreePorts;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.crypto.spec.DHParameterSpec;

/** A server of the matrix in a process of its own, on a free port of the loopback. */
final class RunningServer implements AutoCloseable {
    static final InetAddress HOST = InetAddress.getLoopbackAddress();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A safe prime of 1024 bits that was drawn for this file. */
    private static final BigInteger OWN_1024 =
            new BigInteger(
                    "e10251301d7b24136458e0a7352adbf0661f1a4ce178ac17262b0e33aa15c47c"
                            + "12c0c71e9fffbe93441e930587b71727bc7a2c8ae20fb882d29bef387bfaebfd"
                            + "7751d570d8ba8adf3cadabbed0634818a8509bd3e26e0132cd49d5872570fcaa"
                            + "a02a0fd129da0af9b2449bbd596d105f58451e5866b01ad59fa3700f5fa61147",
                    16);

    private final Process process;
    private final int port;

    private RunningServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    int port() {
        return port;
    }

    static RunningServer start(Setup setup, Mint mint) throws IOException {
        int port = FreePorts.next();
        var home = Files.createTempDirectory("matrix-" + setup.name().replace(' ', '-'));
        var log = home.resolve("log");
        var builder =
                new ProcessBuilder(
                        switch (setup.engine()) {
                            case OPENSSL -> openssl(setup, mint, home, port);
                            case NGINX -> nginx(setup, mint, home, port);
                            case JSSE -> jsse(setup, mint, home, port);
                        });
        // nothing of what Debian forbids by its own configuration
        builder.environment().put("OPENSSL_CONF", "/dev/null");
        var process =
                builder.redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(log.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!listens(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException(
                        "%s did not come up: %s".formatted(setup, Files.readString(log)));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return new RunningServer(process, port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static List<String> openssl(Setup setup, Mint mint, Path home, int port)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                "openssl",
                                "s_server",
                                "-www",
                                "-accept",
                                HOST.getHostAddress() + ":" + port));
        command.addAll(identity(mint.files(setup.certificates().getFirst()), ""));
        if (setup.certificates().size() > 1) {
            command.addAll(identity(mint.files(setup.certificates().get(1)), "d"));
        }
        command.addAll(List.of("-cipher", setup.ciphers() + ":@SECLEVEL=0"));
        if (!setup.suites13().isEmpty()) {
            command.addAll(List.of("-ciphersuites", String.join(":", setup.suites13())));
        }
        OPENSSL_SWITCHES.forEach(
                (version, off) -> {
                    if (!setup.versions().contains(version)) {
                        command.add(off);
                    }
                });
        switch (setup.dh()) {
            case AUTOMATIC -> {
                // its default
            }
            case NONE -> command.add("-no_dhe");
            default -> command.addAll(List.of("-dhparam", dh(setup.dh(), home).toString()));
        }
        command.addAll(setup.options());
        return command;
    }

    private static List<String> identity(Mint.Issued issued, String prefix) {
        var options =
                new ArrayList<>(
                        List.of(
                                "-" + prefix + "cert",
                                issued.certificate().toString(),
                                "-" + prefix + "key",
                                issued.key().toString()));
        issued.issuers()
                .ifPresent(
                        issuers ->
                                options.addAll(
                                        List.of("-" + prefix + "cert_chain", issuers.toString())));
        return options;
    }

    private static final Map<ProtocolVersion, String> OPENSSL_SWITCHES =
            Map.of(
                    ProtocolVersion.TLS_1_0, "-no_tls1",
                    ProtocolVersion.TLS_1_1, "-no_tls1_1",
                    ProtocolVersion.TLS_1_2, "-no_tls1_2",
                    ProtocolVersion.TLS_1_3, "-no_tls1_3");

    private static List<String> nginx(Setup setup, Mint mint, Path home, int port)
            throws IOException {
        var versions =
                setup.versions().stream()
                        .sorted()
                        .map(
                                version ->
                                        "TLSv"
                                                + version.toString()
                                                        .substring(4)
                                                        .replace("1.0", "1"))
                        .collect(Collectors.joining(" "));
        var certificates =
                setup.certificates().stream()
                        .map(mint::files)
                        .map(
                                files ->
                                        "ssl_certificate %s; ssl_certificate_key %s;"
                                                .formatted(files.chain(), files.key()))
                        .collect(Collectors.joining("\n"));
        var dh =
                switch (setup.dh()) {
                    case AUTOMATIC, NONE -> "";
                    default -> "ssl_dhparam " + dh(setup.dh(), home) + ";";
                };
        var configuration = home.resolve("nginx.conf");
        Files.writeString(
                configuration,
                """
                daemon off; master_process off; error_log stderr; pid %1$s/pid;
                events {}
                http {
                  access_log off;
                  client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi; uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  server {
                    listen %2$s:%3$d ssl;
                    %4$s
                    ssl_protocols %5$s;
                    ssl_ciphers "%6$s:@SECLEVEL=0";
                    %7$s
                    %8$s
                    return 200 "ok\\n";
                  }
                }
                """
                        .formatted(
                                home,
                                HOST.getHostAddress(),
                                port,
                                certificates,
                                versions,
                                setup.ciphers(),
                                dh,
                                String.join("\n", setup.options())));
        return List.of(
                "/usr/sbin/nginx",
                "-p",
                home.toString(),
                "-e",
                "stderr",
                "-c",
                configuration.toString());
    }

    private static List<String> jsse(Setup setup, Mint mint, Path home, int port)
            throws IOException {
        var policy = home.resolve("security");
        Files.writeString(
                policy,
                "jdk.tls.disabledAlgorithms=\njdk.certpath.disabledAlgorithms=\njdk.tls.legacyAlgorithms=\n");
        var versions =
                setup.versions().stream()
                        .sorted()
                        .map(
                                version ->
                                        version == ProtocolVersion.SSL_3
                                                ? "SSLv3"
                                                : "TLSv"
                                                        + version.toString()
                                                                .substring(4)
                                                                .replace("1.0", "1"))
                        .collect(Collectors.joining(","));
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx64m",
                                "-Djava.security.properties=" + policy));
        command.addAll(setup.options());
        var suites = new ArrayList<>(setup.suites13());
        if (!setup.ciphers().isEmpty()) {
            suites.add(setup.ciphers());
        }
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        JsseServer.class.getName(),
                        Integer.toString(port),
                        mint.files(setup.certificates().getFirst()).store().toString(),
                        versions,
                        String.join(",", suites)));
        return command;
    }

    private static Path dh(Setup.Dh dh, Path home) throws IOException {
        var parameters =
                switch (dh) {
                    case OWN_1024 -> OWN_1024;
                    case OAKLEY_1024 -> moreOrLessPi(1024, 129_093);
                    case OAKLEY_1536 -> moreOrLessPi(1536, 741_804);
                    case FFDHE_2048 -> moreOrLessE(2048, 560_316);
                    case FFDHE_4096 -> moreOrLessE(4096, 5_736_041);
                    case AUTOMATIC, NONE ->
                            throw new IllegalArgumentException(dh + " has no parameters");
                };
        var file = home.resolve("dh.pem");
        try {
            var encoded = AlgorithmParameters.getInstance("DH");
            encoded.init(new DHParameterSpec(parameters, BigInteger.TWO));
            Files.writeString(file, Mint.block("DH PARAMETERS", encoded.getEncoded()));
        } catch (GeneralSecurityException broken) {
            throw new IOException(broken);
        }
        return file;
    }

    /** The primes of RFC 2409 and RFC 3526, by the formula that they give. */
    private static BigInteger moreOrLessPi(int bits, long offset) {
        return Primes.from(Primes.pi(bits), bits, offset);
    }

    /** The primes of RFC 7919, by the formula that it gives. */
    private static BigInteger moreOrLessE(int bits, long offset) {
        return Primes.from(Primes.e(bits), bits, offset);
    }
}
