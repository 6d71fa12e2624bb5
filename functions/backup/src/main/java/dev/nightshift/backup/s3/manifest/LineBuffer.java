package dev.nightshift.backup.s3.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One line as bytes, made anew for each line in the same place: fields with tabs between them. An
 * empty field is {@code -}; {@code %XX} stands for the control characters, {@code %} and {@code \},
 * and for the minus of a field that is one. See docs/backup-format.md.
 */
public final class LineBuffer {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1024];
    private int length;

    /** The bytes, of which {@link #length} count; they change with the next line. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** Begins a line with a letter. */
    public LineBuffer begin(byte letter) {
        length = 0;
        bytes[length++] = letter;
        return this;
    }

    public LineBuffer number(long value) {
        ensure(24);
        bytes[length++] = '\t';
        if (value < 0) {
            bytes[length++] = '-';
            value = -value;
        }
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + value % 10);
            value /= 10;
        }
        length += digits;
        return this;
    }

    public LineBuffer field(String text) {
        int chars = text.length();
        ensure(3 * chars + 4);
        bytes[length++] = '\t';
        if (chars == 0) {
            bytes[length++] = '-';
            return this;
        }
        if (chars == 1 && text.charAt(0) == '-') {
            escape((byte) '-');
            return this;
        }
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                rest(text.substring(i));
                return this;
            }
            ascii((byte) c);
        }
        return this;
    }

    /** A whole line. The place of the copy is left out when it is the usual one. */
    public LineBuffer line(LineState state, ManifestLine line, String plainPrefix) {
        begin(state.letter())
                .field(line.key())
                .number(line.sizeBytes())
                .number(line.lastModified().getEpochSecond())
                .field(line.vaultVersion())
                .field(line.storageClass())
                .field(line.etag())
                .field(line.version())
                .field(line.checksum())
                .field(line.digest());
        return isPlain(line, plainPrefix) ? this : field(line.vaultKey());
    }

    private static boolean isPlain(ManifestLine line, String plainPrefix) {
        var at = line.vaultKey();
        return at.length() == plainPrefix.length() + line.key().length()
                && at.startsWith(plainPrefix)
                && at.endsWith(line.key());
    }

    private void rest(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        ensure(3 * utf8.length);
        for (byte b : utf8) {
            ascii(b);
        }
    }

    private void ascii(byte b) {
        // bytes from 0x80 on are negative, and stay as they are
        if (b >= 0 && (b < 0x20 || b == '%' || b == '\\' || b == 0x7f)) {
            escape(b);
        } else {
            bytes[length++] = b;
        }
    }

    private void escape(byte b) {
        bytes[length++] = '%';
        bytes[length++] = HEX[b >> 4 & 15];
        bytes[length++] = HEX[b & 15];
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
