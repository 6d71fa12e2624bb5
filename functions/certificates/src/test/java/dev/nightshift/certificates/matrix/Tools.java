package dev.nightshift.certificates.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The programs of others, and what they say. */
final class Tools {
    private static final Pattern PROTOCOL =
            Pattern.compile("<protocol type=\"(ssl|tls)\" version=\"([0-9.]+)\" enabled=\"1\"");
    private static final Pattern CIPHER =
            Pattern.compile("<cipher [^>]*sslversion=\"([^\"]+)\"[^>]* id=\"0x([0-9A-Fa-f]+)\"");
    private static final Pattern TESTSSL_CIPHER =
            Pattern.compile("cipher-(ssl2|ssl3|tls1|tls1_1|tls1_2|tls1_3)_x([0-9a-f]+)");

    private static final Map<String, ProtocolVersion> VERSIONS = new HashMap<>();

    static {
        versions(ProtocolVersion.SSL_2, "SSLv2", "ssl2");
        versions(ProtocolVersion.SSL_3, "SSLv3", "ssl3");
        versions(ProtocolVersion.TLS_1_0, "TLSv1.0", "TLS1", "tls1");
        versions(ProtocolVersion.TLS_1_1, "TLSv1.1", "TLS1_1", "tls1_1");
        versions(ProtocolVersion.TLS_1_2, "TLSv1.2", "TLS1_2", "tls1_2");
        versions(ProtocolVersion.TLS_1_3, "TLSv1.3", "TLS1_3", "tls1_3");
    }

    private Tools() {}

    private static void versions(ProtocolVersion version, String... names) {
        Arrays.stream(names).forEach(name -> VERSIONS.put(name, version));
    }

    static ProtocolVersion version(String name) {
        var version = VERSIONS.get(name);
        if (version == null) {
            throw new IllegalArgumentException("no version of TLS is called " + name);
        }
        return version;
    }

    static Optional<Path> onPath(String program) {
        return Arrays.stream((System.getenv("PATH") + ":/usr/sbin").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What the program says, whatever it ends with. */
    static String run(Duration patience, List<String> command) throws IOException {
        var out = Files.createTempFile("matrix", ".out");
        try {
            var builder = new ProcessBuilder(command);
            builder.environment().put("OPENSSL_CONF", "/dev/null");
            var process =
                    builder.redirectErrorStream(true)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(out.toFile())
                            .start();
            try {
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                    throw new IOException("took longer than " + patience + ": " + command);
                }
            } catch (InterruptedException stop) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new IOException(stop);
            }
            return Files.readString(out);
        } finally {
            Files.delete(out);
        }
    }

    /** sslscan 2 on a port of the loopback. */
    static Seen sslscan(int port) throws IOException {
        var xml =
                run(
                        Duration.ofMinutes(4),
                        List.of(
                                "sslscan",
                                "--xml=-",
                                "--no-colour",
                                "--no-heartbleed",
                                "--no-groups",
                                // 3 s by default, which a busy machine may need for one handshake
                                "--timeout=20",
                                "--sni-name=localhost",
                                RunningServer.HOST.getHostAddress() + ":" + port));
        var seen = new HashMap<ProtocolVersion, Set<Integer>>();
        var protocols = PROTOCOL.matcher(xml);
        while (protocols.find()) {
            var version = protocols.group(2);
            seen.put(
                    version((protocols.group(1).equals("ssl") ? "SSLv" : "TLSv") + version),
                    new HashSet<>());
        }
        var ciphers = CIPHER.matcher(xml);
        while (ciphers.find()) {
            seen.computeIfAbsent(version(ciphers.group(1)), none -> new HashSet<>())
                    .add(Integer.parseInt(ciphers.group(2), 16));
        }
        return new Seen(seen);
    }

    /**
     * What testssl.sh wrote as JSON.
     *
     * @param letter empty without its rating, which came with 3.2
     */
    record Rated(Seen seen, Optional<String> letter, List<String> reasons) {}

    /** The whole of testssl.sh, as far as its rating needs it; takes minutes. */
    static void testssl(Path program, int port, Path root, Path json) throws IOException {
        run(
                Duration.ofMinutes(60),
                List.of(
                        "bash",
                        program.toString(),
                        "--ip",
                        RunningServer.HOST.getHostAddress(),
                        "--openssl",
                        "/usr/bin/openssl",
                        "--add-ca",
                        root.toString(),
                        "--warnings",
                        "off",
                        "--color",
                        "0",
                        "--overwrite",
                        "--jsonfile",
                        json.toString(),
                        "-p",
                        "-s",
                        "-f",
                        "-S",
                        "-h",
                        "-U",
                        "-E",
                        "localhost:" + port));
    }

    static Rated rated(Path json) throws IOException {
        var seen = new HashMap<ProtocolVersion, Set<Integer>>();
        var reasons = new ArrayList<String>();
        var letter = Optional.<String>empty();
        for (JsonNode finding : new ObjectMapper().readTree(json.toFile())) {
            var id = finding.path("id").asText();
            var text = finding.path("finding").asText();
            var cipher = TESTSSL_CIPHER.matcher(id);
            if (cipher.matches()) {
                seen.computeIfAbsent(version(cipher.group(1)), none -> new HashSet<>())
                        .add(Integer.parseInt(cipher.group(2), 16));
            } else if (VERSIONS.containsKey(id) && text.startsWith("offered")) {
                seen.computeIfAbsent(version(id), none -> new HashSet<>());
            } else if (id.equals("overall_grade")) {
                letter = Optional.of(text);
            } else if (id.startsWith("grade_cap_")) {
                reasons.add(text);
            }
        }
        return new Rated(new Seen(seen), letter, reasons);
    }
}
