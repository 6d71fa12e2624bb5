package dev.nightshift.backup.s3.store;

import dev.nightshift.core.wire.WireBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Content to write. It can be opened again for a second attempt.
 *
 * @param contentType such as {@code application/gzip}
 */
public record Body(String contentType, long lengthBytes, Supplier<InputStream> open)
        implements WireBody {
    @Override
    public InputStream stream() {
        return open.get();
    }

    public static Body of(String contentType, byte[] bytes) {
        return new Body(contentType, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    public static Body json(String text) {
        return of("application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Body of(String contentType, Path file) throws IOException {
        return new Body(
                contentType,
                Files.size(file),
                () -> {
                    try {
                        return Files.newInputStream(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
