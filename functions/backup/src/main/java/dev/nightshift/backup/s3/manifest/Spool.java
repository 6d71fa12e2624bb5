package dev.nightshift.backup.s3.manifest;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Bytes in memory while they are few, and in a temporary file when they are not, so that a part of
 * any size takes the same memory. The file is gone once this is closed, or with the process.
 */
public final class Spool extends OutputStream {
    private static final int IN_MEMORY_BYTES = 1 << 16;

    private final MessageDigest sha = Hashes.sha256();
    private byte[] memory = new byte[1 << 10];
    private Optional<FileChannel> file = Optional.empty();
    private long size;
    private String hash = "";

    /** In bytes. */
    public long size() {
        return size;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!hash.isEmpty()) {
            throw new IOException("nothing can be added after the hash was taken");
        }
        sha.update(bytes, offset, length);
        if (file.isEmpty() && size + length <= IN_MEMORY_BYTES) {
            int used = (int) size;
            if (memory.length < used + length) {
                memory = Arrays.copyOf(memory, Math.max(2 * memory.length, used + length));
            }
            System.arraycopy(bytes, offset, memory, used, length);
        } else {
            if (file.isEmpty()) {
                file = Optional.of(temporary());
                append(file.get(), memory, 0, (int) size);
                memory = new byte[0];
            }
            append(file.get(), bytes, offset, length);
        }
        size += length;
    }

    private static FileChannel temporary() throws IOException {
        var path = Files.createTempFile("nightshift-part-", ".gz");
        try {
            return FileChannel.open(
                    path,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static void append(FileChannel file, byte[] bytes, int offset, int length)
            throws IOException {
        var rest = ByteBuffer.wrap(bytes, offset, length);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
    }

    /** Of all there is, in hex; nothing can be added any more. */
    public String sha256() {
        if (hash.isEmpty()) {
            hash = HexFormat.of().formatHex(sha.digest());
        }
        return hash;
    }

    /** Reads all there is from the first byte; as often as one likes, until this is closed. */
    public InputStream open() {
        return file.<InputStream>map(it -> new FromFile(it, size))
                .orElseGet(() -> new ByteArrayInputStream(memory, 0, (int) size));
    }

    @Override
    public void close() {
        file.ifPresent(Spool::end);
    }

    static void end(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has a place of its own in the file, which others may read as well. */
    private static final class FromFile extends InputStream {
        private final FileChannel file;
        private final long size;
        private long at;

        FromFile(FileChannel file, long size) {
            this.file = file;
            this.size = size;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (at >= size) {
                return -1;
            }
            int count = file.read(ByteBuffer.wrap(into, offset, length), at);
            if (count < 0) {
                throw new IOException("a temporary file was cut short");
            }
            at += count;
            return count;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, size - at);
        }
    }
}
