package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.Ahead;
import dev.nightshift.backup.s3.store.KeyOrder;
import dev.nightshift.backup.s3.store.Listed;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStore.Mark;
import dev.nightshift.backup.s3.store.ObjectStore.Page;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a bucket has under each of its keys now, key by key: an object, or the delete marker that
 * hides one. Where it is known how the keys are spread, the ranges between some of them are listed
 * side by side, as one page says where the next begins only once it is there.
 */
final class SourceCursor implements AutoCloseable {
    /** Ranges that are listed, or wait to be looked at; a page of each is in memory. */
    private static final int AT_ONCE = 12;

    private final Function<Optional<Mark>, Page<Listed>> list;
    private final boolean versioned;
    private final String after;
    private final Iterator<String> cuts;
    private final ArrayDeque<KeyRange> ranges = new ArrayDeque<>();
    private String begun;
    private boolean all;
    private long seen;
    private long pages;

    /**
     * @param list the page after a mark, or the first one; see {@link #lister}
     * @param versioned whether it lists versions
     * @param after only keys greater than this one; empty for the beginning
     * @param cuts keys that the list is cut after, whether they are there or not; those that are
     *     not greater than the one before are no harm
     */
    SourceCursor(
            Function<Optional<Mark>, Page<Listed>> list,
            boolean versioned,
            String after,
            List<String> cuts) {
        this(list, versioned, after, cuts, KeyRange.fetch(list, after));
    }

    /**
     * @param first the page after {@code after}, on its way
     */
    SourceCursor(
            Function<Optional<Mark>, Page<Listed>> list,
            boolean versioned,
            String after,
            List<String> cuts,
            Ahead<Page<Listed>> first) {
        this.list = list;
        this.versioned = versioned;
        this.after = after;
        this.cuts = cuts.iterator();
        this.begun = after;
        begin(upTo -> new KeyRange(list, versioned, first, upTo));
        begin();
    }

    /** Pages of what a source has. */
    static Function<Optional<Mark>, Page<Listed>> lister(ObjectStore store, Source source) {
        var bucket = source.bucket();
        return source.versioned()
                ? mark -> store.listVersions(bucket, "", mark)
                : mark -> store.list(bucket, "", mark.map(Mark::key).orElse(""));
    }

    private void begin() {
        while (!all && ranges.size() < AT_ONCE) {
            begin(upTo -> new KeyRange(list, versioned, begun, upTo));
        }
    }

    private void begin(Function<String, KeyRange> range) {
        var upTo = nextCut();
        ranges.add(range.apply(upTo));
        begun = upTo;
        all = upTo.isEmpty();
    }

    /** Empty if there is none left. */
    private String nextCut() {
        while (cuts.hasNext()) {
            var cut = cuts.next();
            if (KeyOrder.compare(cut, begun) > 0) {
                return cut;
            }
        }
        return "";
    }

    /** How many entries were listed, older versions among them. */
    long seen() {
        return seen;
    }

    /** How many pages were looked at. */
    long pages() {
        return pages;
    }

    Optional<Listed> next() {
        while (!ranges.isEmpty()) {
            var range = ranges.getFirst();
            if (range.isAtPageEnd()) {
                if (range.turn()) {
                    pages++;
                } else {
                    ranges.removeFirst();
                    begin();
                }
                continue;
            }
            var entry = range.next();
            seen++;
            if (isCurrent(entry)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private boolean isCurrent(Listed entry) {
        return (!versioned || entry.latest())
                && (after.isEmpty() || KeyOrder.compare(entry.key(), after) > 0);
    }

    @Override
    public void close() {
        ranges.forEach(KeyRange::close);
    }
}
