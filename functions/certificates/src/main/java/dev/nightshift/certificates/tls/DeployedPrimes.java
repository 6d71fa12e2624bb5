package dev.nightshift.certificates.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Primes that came with software, known by their fingerprints. */
final class DeployedPrimes {
    private static final String FILE = "deployed-primes.txt";
    private static final Map<String, String> NAMES = load();

    private DeployedPrimes() {}

    static Optional<String> name(BigInteger prime) {
        return Optional.ofNullable(NAMES.get(fingerprint(prime)));
    }

    private static String fingerprint(BigInteger prime) {
        var bytes = prime.toByteArray();
        // the sign takes a byte of its own where the highest bit is set
        int from = bytes[0] == 0 ? 1 : 0;
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, bytes.length - from);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static Map<String, String> load() {
        var file = Objects.requireNonNull(DeployedPrimes.class.getResourceAsStream(FILE), FILE);
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
