package dev.nightshift.backup.drill;

import dev.nightshift.backup.evidence.Evidence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Names a drill after what it is of, so that the same intention has the same name in every run, and
 * what is left to chance is the same chance.
 */
final class DrillId {
    /** Restored databases are called so; the function's role names the same pattern. */
    static final String PREFIX = "nightshift-drill-";

    // what RDS takes for instances and clusters
    private static final int LONGEST = 63;
    private static final int HASH = 8;
    private static final DateTimeFormatter SLOT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private DrillId() {}

    /** For example {@code 20261119T000000Z-5f0c1d2e}: sorts by slot, and hence by start. */
    static String of(String owner, Evidence.Kind kind, String source, Instant slot) {
        var hash = hash(owner, kind.name(), source, slot.toString());
        return SLOT.format(slot) + "-" + HexFormat.of().formatHex(hash, 0, HASH / 2);
    }

    /** For example {@code nightshift-drill-shop-5f0c1d2e}. */
    static String database(String source, String drill) {
        var end = "-" + drill.substring(drill.length() - HASH);
        var room = LONGEST - PREFIX.length() - end.length();
        var start = source.length() <= room ? source : source.substring(0, room);
        while (start.endsWith("-")) {
            start = start.substring(0, start.length() - 1);
        }
        return PREFIX + start + end;
    }

    /** The name of the only instance of a restored cluster. */
    static String member(String cluster) {
        var end = "-1";
        return (cluster.length() + end.length() <= LONGEST
                        ? cluster
                        : PREFIX + cluster.substring(cluster.length() - HASH))
                + end;
    }

    /** A number below {@code bound} that depends on the drill and on nothing else. */
    static int chance(String drill, int bound) {
        var hash = hash("pick", drill);
        long number = 0;
        for (byte part : Arrays.copyOf(hash, 7)) {
            number = number << 8 | (part & 0xff);
        }
        return (int) (number % bound);
    }

    private static byte[] hash(String... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
