package dev.nightshift.backup.s3.manifest;

import dev.nightshift.backup.s3.store.Body;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** Bytes in memory that grow without being copied. */
final class Chunks extends OutputStream {
    private static final int CHUNK = 1 << 16;

    private final List<byte[]> chunks = new ArrayList<>();
    private int used = CHUNK;

    long size() {
        return (long) chunks.size() * CHUNK - (CHUNK - used);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        while (length > 0) {
            if (used == CHUNK) {
                chunks.add(new byte[CHUNK]);
                used = 0;
            }
            int count = Math.min(length, CHUNK - used);
            System.arraycopy(bytes, offset, chunks.getLast(), used, count);
            used += count;
            offset += count;
            length -= count;
        }
    }

    Body body(String contentType) {
        return new Body(contentType, size(), this::open);
    }

    String sha256() {
        var sha = Hashes.sha256();
        for (int i = 0; i < chunks.size(); i++) {
            sha.update(chunks.get(i), 0, i == chunks.size() - 1 ? used : CHUNK);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private InputStream open() {
        var all = new ArrayList<InputStream>(chunks.size());
        for (int i = 0; i < chunks.size(); i++) {
            int length = i == chunks.size() - 1 ? used : CHUNK;
            all.add(new ByteArrayInputStream(chunks.get(i), 0, length));
        }
        return new SequenceInputStream(Collections.enumeration(all));
    }
}
