package dev.nightshift.backup.s3;

import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
final class Sizes {
    private static final List<String> UNITS = List.of("KB", "MB", "GB", "TB", "PB");

    private Sizes() {}

    /** For example {@code 512 bytes}, {@code 1.5 GB}; powers of two. */
    static String bytes(long bytes) {
        if (bytes < 1_024) {
            return bytes + " bytes";
        }
        double size = bytes;
        int unit = -1;
        while (size >= 1_024 && unit < UNITS.size() - 1) {
            size /= 1_024;
            unit++;
        }
        return String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, UNITS.get(unit));
    }

    /** For example {@code 1 object}, {@code 12,345 objects}. */
    static String count(long count, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
    }

    static String objects(long count) {
        return count(count, "object", "objects");
    }
}
