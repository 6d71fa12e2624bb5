package dev.nightshift.backup.contabo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Names a snapshot after its slot, so that the same intention has the same name in every run. */
final class SnapshotName {
    /** What Contabo takes: letters, digits, spaces and hyphens. */
    static final int LONGEST = 30;

    private static final DateTimeFormatter SLOT =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmm").withZone(ZoneOffset.UTC);

    private SnapshotName() {}

    /** For example {@code nightshift-20261122-0000-5f0c}; the end tells stages apart. */
    static String of(SnapshotLabel label) {
        return "nightshift-" + SLOT.format(label.slot()) + "-" + hash(label.written());
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
