package dev.nightshift.costs.page;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A {@link Canvas} as a file of indexed colours. Written here because the JDK's own writer comes
 * with AWT, whose libraries Lambda's runtime does not promise.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics, third edition</a>
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte BITS = 8;
    private static final byte INDEXED = 3;
    private static final int BUFFER_BYTES = 1 << 14;

    private Png() {}

    static byte[] of(Canvas canvas) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        chunk(
                file,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(canvas.width())
                        .putInt(canvas.height())
                        .put(BITS)
                        .put(INDEXED)
                        // the only compression, the only set of filters, and not interlaced
                        .put(new byte[3])
                        .array());
        chunk(file, "PLTE", palette());
        chunk(file, "IDAT", compressed(rows(canvas)));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static byte[] palette() {
        var tones = Canvas.PALETTE;
        var bytes = ByteBuffer.allocate(3 * tones.size());
        for (var tone : tones) {
            bytes.put((byte) (tone.rgb >> 16)).put((byte) (tone.rgb >> 8)).put((byte) tone.rgb);
        }
        return bytes.array();
    }

    /** Each begins with its filter, which is none: colours by number gain nothing by one. */
    private static byte[] rows(Canvas canvas) {
        var rows = ByteBuffer.allocate(canvas.height() * (canvas.width() + 1));
        for (int y = 0; y < canvas.height(); y++) {
            rows.put((byte) 0).put(canvas.row(y));
        }
        return rows.array();
    }

    private static byte[] compressed(byte[] bytes) {
        var compressed = new ByteArrayOutputStream();
        try (var deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            var buffer = new byte[BUFFER_BYTES];
            while (!deflater.finished()) {
                compressed.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return compressed.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var sum = new CRC32();
        sum.update(name);
        sum.update(content);
        file.writeBytes(number(content.length));
        file.writeBytes(name);
        file.writeBytes(content);
        file.writeBytes(number((int) sum.getValue()));
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
