package dev.nightshift.costs.explorer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names that may stand in a key. */
public final class SafeNames {
    private static final int HASH_CHARACTERS = 12;
    private static final int LONGEST = 60;

    private SafeNames() {}

    /** Readable and unlike every other: a tag's key may hold any character. */
    static String safe(String text) {
        var readable = text.replaceAll("[^A-Za-z0-9]+", "-");
        if (readable.equals(text)) {
            return text;
        }
        return readable.substring(0, Math.min(readable.length(), LONGEST)) + "-" + hash(text);
    }

    /** Unlike that of every other text; hexadecimal. */
    public static String hash(String text) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
