package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.Hashes;
import dev.nightshift.backup.s3.manifest.LineBuffer;
import dev.nightshift.backup.s3.manifest.LineCursor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Changes in memory while they are few, and in a temporary file when they are not; compressed
 * either way, so that the file system of a function has room for those of a million objects.
 */
public final class SpooledChanges implements ChangeList {
    private static final int IN_MEMORY_BYTES = 1 << 18;

    private final long size;
    private final String hash;
    private final byte[] memory;
    private final Optional<Path> file;

    private SpooledChanges(long size, String hash, byte[] memory, Optional<Path> file) {
        this.size = size;
        this.hash = hash;
        this.memory = memory;
        this.file = file;
    }

    /** For plans and their tests. */
    public static ChangeList of(List<Change> changes) {
        try (var writer = new Writer()) {
            changes.forEach(writer::add);
            return writer.finish();
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Reader read() {
        try {
            InputStream raw =
                    file.isPresent()
                            ? Files.newInputStream(file.get())
                            : new ByteArrayInputStream(memory);
            var lines = new LineCursor(new GZIPInputStream(raw, 1 << 15));
            return new Reader() {
                @Override
                public Optional<Change> next() {
                    try {
                        return lines.next() ? Optional.of(Change.decode(lines)) : Optional.empty();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }

                @Override
                public void close() {
                    SpooledChanges.close(lines);
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        file.ifPresent(SpooledChanges::delete);
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(java.io.Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpooledChanges that && size == that.size && hash.equals(that.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return size + " changes " + hash;
    }

    /** Takes changes in key order. Closed before it is finished, it leaves nothing behind. */
    static final class Writer implements AutoCloseable {
        private final LineBuffer line = new LineBuffer();
        private final Spill spill = new Spill();
        private final MessageDigest sha = Hashes.sha256();
        private final OutputStream out;
        private long size;
        private boolean finished;

        Writer() {
            try {
                // compressed bytes tell lists apart as well, and are a fifth of the work
                out = new GZIPOutputStream(new DigestOutputStream(spill, sha), 1 << 15);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void add(Change change) {
            change.encode(line);
            try {
                out.write(line.copy());
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            size++;
        }

        ChangeList finish() {
            SpooledChanges.close(out);
            finished = true;
            return new SpooledChanges(
                    size, HexFormat.of().formatHex(sha.digest()), spill.memory(), spill.file);
        }

        @Override
        public void close() {
            if (!finished) {
                SpooledChanges.close(out);
                spill.file.ifPresent(SpooledChanges::delete);
            }
        }
    }

    /** Memory first, then a file. */
    private static final class Spill extends OutputStream {
        private ByteArrayOutputStream first = new ByteArrayOutputStream();
        private Optional<Path> file = Optional.empty();
        private OutputStream out = first;

        byte[] memory() {
            return first.toByteArray();
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (file.isEmpty() && first.size() + length > IN_MEMORY_BYTES) {
                var path = Files.createTempFile("nightshift-changes-", ".gz");
                file = Optional.of(path);
                out = Files.newOutputStream(path);
                first.writeTo(out);
                first = new ByteArrayOutputStream(0);
            }
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
