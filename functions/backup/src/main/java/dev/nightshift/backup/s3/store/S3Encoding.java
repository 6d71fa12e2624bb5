package dev.nightshift.backup.s3.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Percent encoding as S3 signs it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
final class S3Encoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private S3Encoding() {}

    /** All but letters, digits and {@code -._~}. */
    static String component(String text) {
        return encoded(text, false);
    }

    /** The same, but slashes stay. */
    static String path(String text) {
        return encoded(text, true);
    }

    private static String encoded(String text, boolean keepSlash) {
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain), keepSlash)) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        var out = new StringBuilder(text.length() + 16).append(text, 0, plain);
        for (byte b : text.substring(plain).getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && isPlain((char) b, keepSlash)) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c, boolean keepSlash) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~'
                || (keepSlash && c == '/');
    }

    /** What a list with {@code encoding-type=url} holds; a plus is a space there. */
    static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        var out = new ByteArrayOutputStream(text.length());
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%'
                    && i + 2 < bytes.length
                    && hex(bytes[i + 1]) >= 0
                    && hex(bytes[i + 2]) >= 0) {
                out.write((hex(bytes[i + 1]) << 4) | hex(bytes[i + 2]));
                i += 2;
            } else {
                out.write(bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }
}
