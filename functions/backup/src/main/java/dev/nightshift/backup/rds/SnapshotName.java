package dev.nightshift.backup.rds;

import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * Names a snapshot after what it is of, so that the same intention has the same name in every run.
 * RDS has no client token; the name is what makes a second attempt find the first.
 */
final class SnapshotName {
    // RDS takes 255 characters for a DB snapshot and 63 for a cluster snapshot: one rule for both
    private static final int LONGEST = 63;
    private static final DateTimeFormatter SLOT =
            DateTimeFormatter.ofPattern("yyyyMMdd't'HHmm").withZone(ZoneOffset.UTC);

    private SnapshotName() {}

    /**
     * For example {@code nightshift-shop-20261122t0000-5f0c1d2e}. The hash tells apart owners
     * (hence stages), and databases whose names look alike once shortened.
     *
     * @param source ARN of the database
     */
    static String of(String owner, Kind kind, String database, String source, Instant slot) {
        var end = "-" + SLOT.format(slot) + "-" + hash(owner, kind.name(), source, slot.toString());
        var start = "nightshift-" + legal(database);
        var room = LONGEST - end.length();
        return withoutTrailingHyphens(start.length() <= room ? start : start.substring(0, room))
                + end;
    }

    /** Letters, digits and single hyphens, lower case. */
    private static String legal(String name) {
        var legal = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                legal.append(c);
            } else if (c >= 'A' && c <= 'Z') {
                legal.append((char) (c - 'A' + 'a'));
            } else if (!legal.isEmpty() && legal.charAt(legal.length() - 1) != '-') {
                legal.append('-');
            }
        }
        return legal.toString();
    }

    private static String withoutTrailingHyphens(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '-') {
            end--;
        }
        return text.substring(0, end);
    }

    private static String hash(String... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
