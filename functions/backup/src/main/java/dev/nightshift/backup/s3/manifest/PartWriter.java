package dev.nightshift.backup.s3.manifest;

import dev.nightshift.backup.s3.store.Body;
import dev.nightshift.backup.s3.store.KeyOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Writes one part of a manifest, a few megabytes at most when compressed, and keeps it out of
 * memory until it is uploaded. To be closed then.
 */
public final class PartWriter implements AutoCloseable {
    public static final String CONTENT_TYPE = "application/gzip";

    /** A part ends here even if it has few lines: keys may be long. In bytes, compressed. */
    private static final long FULL = 4L << 20;

    private final String name;
    private final String after;
    private final Spool spool = new Spool();
    private final OutputStream gzip;
    private final byte[] buffer = new byte[1 << 15];
    private int buffered;
    private String firstKey = "";
    private String lastKey = "";
    private final List<String> cuts = new ArrayList<>();
    private long lines;
    private long objects;
    private long bytes;
    private long deleted;
    private long left;
    private long copied;
    private long copiedBytes;
    private boolean finished;

    /**
     * @param name the last part of its key in the vault
     * @param after all its keys are greater than this one
     */
    public PartWriter(String name, String after) {
        this.name = name;
        this.after = after;
        this.lastKey = after;
        try {
            this.gzip = new FastGzip(spool);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long lines() {
        return lines;
    }

    /** The key of the last line; before the first, the one that all are greater than. */
    public String lastKey() {
        return lastKey;
    }

    public boolean isFull(int atMostLines) {
        return lines >= atMostLines || spool.size() >= FULL;
    }

    public void add(LineState state, LineBuffer line, String key, long sizeBytes) {
        add(state, key, sizeBytes, line.bytes(), 0, line.length());
    }

    /**
     * @param raw a line of {@link LineCursor#raw}; its state is replaced
     */
    public void add(LineState state, byte[] raw, String key, long sizeBytes) {
        add(state, key, sizeBytes, raw, 0, raw.length);
    }

    /** Takes over the line that a cursor stands at. */
    public void add(LineState state, LineCursor line) {
        line.writeTo(this, state);
    }

    void add(LineState state, String key, long sizeBytes, byte[] raw, int offset, int length) {
        if (finished) {
            throw new IllegalStateException(name + " is finished");
        }
        boolean first = lines == 0 && after.isEmpty();
        if (!first && KeyOrder.compare(lastKey, key) >= 0) {
            throw new IllegalStateException(name + ": " + key + " comes after " + lastKey);
        }
        if (lines++ == 0) {
            firstKey = key;
        }
        lastKey = key;
        if (lines % ManifestIndex.Part.CUT_LINES == 0) {
            cuts.add(key);
        }
        switch (state) {
            case CARRIED -> count(sizeBytes);
            case COPIED -> {
                count(sizeBytes);
                copied++;
                copiedBytes += sizeBytes;
            }
            case DELETED -> deleted++;
            case LEFT -> left++;
        }
        if (buffer.length - buffered <= length) {
            flush();
        }
        if (buffer.length <= length) {
            throw new IllegalStateException(name + ": a line of " + length + " bytes");
        }
        System.arraycopy(raw, offset, buffer, buffered, length);
        buffer[buffered] = state.letter();
        buffered += length;
        buffer[buffered++] = '\n';
    }

    private void count(long sizeBytes) {
        objects++;
        bytes += sizeBytes;
    }

    /** The end of it; nothing can be added any more. */
    public WrittenPart finish() {
        finished = true;
        flush();
        try {
            gzip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new WrittenPart(
                new ManifestIndex.Part(
                        name, firstKey, lastKey, lines, spool.size(), spool.sha256(), cuts),
                objects,
                bytes,
                deleted,
                left,
                copied,
                copiedBytes);
    }

    /** What to upload, once it is finished. */
    public Body body() {
        return new Body(CONTENT_TYPE, spool.size(), spool::open);
    }

    /** Lets go of it; what {@link #body} gave cannot be read any more. */
    @Override
    public void close() {
        try {
            if (!finished) {
                // the compressor holds memory of its own
                finish();
            }
        } finally {
            spool.close();
        }
    }

    private void flush() {
        try {
            gzip.write(buffer, 0, buffered);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        buffered = 0;
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 15);
            // most of a line is hashes, which no level makes smaller
            def.setLevel(1);
        }

        /** Leaves open what it wrote to: that is read now. */
        @Override
        public void close() throws IOException {
            try {
                finish();
            } finally {
                def.end();
            }
        }
    }
}
