package dev.nightshift.backup.evidence;

import dev.nightshift.backup.evidence.Evidence.Kind;
import dev.nightshift.backup.s3.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where evidence is in a vault: {@code evidence/<rds|s3>/<source>/<drill>.json}. What is not a
 * letter or digit of ASCII, {@code -}, {@code _} or {@code .} is percent-encoded, so that no name
 * reaches into another's folder.
 */
final class EvidenceKeys {
    static final String SUFFIX = ".json";

    private static final String ROOT = "evidence/";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    // what S3 takes in the value of a tag
    private static final Pattern NOT_FOR_TAGS = Pattern.compile("[^\\p{L}\\p{Z}\\p{N}_.:/=+@-]");
    private static final int LONGEST_TAG = 256;

    private EvidenceKeys() {}

    static String folder(Kind kind) {
        return ROOT + EvidenceJson.word(kind) + "/";
    }

    static String folder(Kind kind, String source) {
        return folder(kind) + encoded(source) + "/";
    }

    /**
     * @throws IllegalArgumentException if a name is empty or too long for a key
     */
    static String key(Kind kind, String source, String drill) {
        var key = folder(kind, source) + encoded(drill) + SUFFIX;
        if (key.length() > ObjectStore.LONGEST_KEY_BYTES) {
            throw new IllegalArgumentException("too long for the key of a document: " + key);
        }
        return key;
    }

    /**
     * The source in a key of that folder.
     *
     * @return empty if it is not one that {@link #key} made
     */
    static Optional<String> source(Kind kind, String key) {
        var start = folder(kind).length();
        var end = key.indexOf('/', start);
        return end < 0 || !key.endsWith(SUFFIX)
                ? Optional.empty()
                : decoded(key.substring(start, end));
    }

    /** After every document of the source that this key is of, and before those of the next. */
    static String pastSource(Kind kind, String key) {
        var end = key.indexOf('/', folder(kind).length());
        // '0' follows '/'
        return end < 0 ? key : key.substring(0, end) + "0";
    }

    /** The source as the value of a tag, which takes less than a name may have. */
    static String tag(String source) {
        var legal = NOT_FOR_TAGS.matcher(source).replaceAll("_");
        return legal.length() <= LONGEST_TAG ? legal : legal.substring(0, LONGEST_TAG);
    }

    private static String encoded(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a source or a drill without a name");
        }
        // a name of dots alone would be a step through folders to some clients
        var dots = name.chars().allMatch(c -> c == '.');
        var safe = new StringBuilder(name.length());
        for (var b : name.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b) || (b == '.' && !dots)) {
                safe.append((char) b);
            } else {
                safe.append('%').append(HEX.toHexDigits(b));
            }
        }
        return safe.toString();
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '_';
    }

    private static Optional<String> decoded(String name) {
        var bytes = new byte[name.length()];
        int length = 0;
        for (int i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if (c != '%') {
                bytes[length++] = (byte) c;
            } else if (i + 2 < name.length()
                    && HexFormat.isHexDigit(name.charAt(i + 1))
                    && HexFormat.isHexDigit(name.charAt(i + 2))) {
                bytes[length++] = (byte) HexFormat.fromHexDigits(name, i + 1, i + 3);
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        var text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        return !text.isEmpty() && encoded(text).equals(name) ? Optional.of(text) : Optional.empty();
    }
}
