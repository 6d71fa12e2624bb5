package dev.nightshift.backup.s3.manifest;

import dev.nightshift.backup.s3.store.KeyOrder;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * Walks over the lines of some parts. A part is fetched as a whole, one ahead, and is compared with
 * its hash before the first line of it is believed; it is kept out of memory meanwhile.
 */
public final class ManifestCursor implements AutoCloseable {
    private final List<ManifestIndex.Part> parts;
    private final String where;
    private final Function<String, Spool> read;
    private final String after;
    private int number;
    private Optional<Ahead<Spool>> ahead = Optional.empty();
    private Optional<Spool> held = Optional.empty();
    private Optional<LineCursor> open = Optional.empty();
    private long linesOfPart;
    private String lastKey;
    private boolean begun;

    /**
     * @param where for errors: the folder of the parts
     * @param read a part by its name; throws CloudException
     * @param after only keys greater than this one; empty for all
     */
    ManifestCursor(
            List<ManifestIndex.Part> parts,
            String where,
            Function<String, Spool> read,
            String after) {
        this.parts =
                after.isEmpty()
                        ? parts
                        : parts.stream()
                                .filter(it -> KeyOrder.compare(it.lastKey(), after) > 0)
                                .toList();
        this.where = where;
        this.read = read;
        this.after = after;
        this.lastKey = "";
        prefetch();
    }

    private void prefetch() {
        ahead =
                number < parts.size()
                        ? Optional.of(Ahead.of(() -> checked(parts.get(number))))
                        : Optional.empty();
    }

    private Spool checked(ManifestIndex.Part part) {
        var fetched = read.apply(part.name());
        if (fetched.size() != part.bytes() || !fetched.sha256().equals(part.sha256())) {
            fetched.close();
            throw broken(part, "is not what its index says: it was altered or cut short");
        }
        return fetched;
    }

    private CloudException broken(ManifestIndex.Part part, String what) {
        return new CloudException(Kind.REJECTED, where + part.name() + " " + what);
    }

    /**
     * Goes to the next line.
     *
     * @return false at the end
     * @throws CloudException if the next part is missing, cut short or altered
     */
    public boolean next() {
        while (true) {
            if (open.isEmpty() && !openNext()) {
                return false;
            }
            var lines = open.get();
            var part = parts.get(number - 1);
            try {
                if (!lines.next()) {
                    if (linesOfPart != part.lines() || !lastKey.equals(part.lastKey())) {
                        throw broken(part, "has other lines than its index says");
                    }
                    closePart();
                    continue;
                }
            } catch (IOException e) {
                throw new CloudException(
                        Kind.REJECTED, where + part.name() + ": " + e.getMessage(), e);
            }
            linesOfPart++;
            if (begun && KeyOrder.compare(lastKey, lines.key()) >= 0) {
                throw broken(part, "is not sorted: " + lines.key() + " after " + lastKey);
            }
            begun = true;
            lastKey = lines.key();
            if (after.isEmpty() || KeyOrder.compare(lastKey, after) > 0) {
                return true;
            }
        }
    }

    private boolean openNext() {
        if (ahead.isEmpty()) {
            return false;
        }
        var part = parts.get(number);
        var fetched = ahead.get().get();
        held = Optional.of(fetched);
        number++;
        prefetch();
        linesOfPart = 0;
        try {
            open = Optional.of(new LineCursor(new GZIPInputStream(fetched.open(), 1 << 15)));
        } catch (IOException e) {
            throw new CloudException(Kind.REJECTED, where + part.name() + ": " + e.getMessage(), e);
        }
        return true;
    }

    /**
     * The line it stands at.
     *
     * @throws IllegalStateException if there is none
     */
    public LineCursor line() {
        return open.orElseThrow(() -> new IllegalStateException("no line"));
    }

    @Override
    public void close() {
        ahead.ifPresent(it -> it.cancel(Spool::close));
        closePart();
    }

    private void closePart() {
        open.ifPresent(Spool::end);
        open = Optional.empty();
        held.ifPresent(Spool::close);
        held = Optional.empty();
    }
}
