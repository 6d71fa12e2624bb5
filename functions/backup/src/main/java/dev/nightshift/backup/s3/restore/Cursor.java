package dev.nightshift.backup.s3.restore;

import dev.nightshift.backup.s3.store.KeyOrder;
import dev.nightshift.backup.s3.store.Listed;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStore.Mark;
import dev.nightshift.backup.s3.store.ObjectStore.Page;
import java.util.List;
import java.util.Optional;

/** Goes along a list of a bucket, a page at a time, and is asked for keys in their order. */
final class Cursor {
    /** The page after an entry; the first one after nothing. */
    @FunctionalInterface
    private interface Pages {
        Page<Listed> after(Optional<Listed> last);
    }

    private final Pages pages;
    private List<Listed> page = List.of();
    private int next;
    private boolean more = true;
    private Optional<Listed> last = Optional.empty();
    private long skipped;

    private Cursor(Pages pages) {
        this.pages = pages;
    }

    static Cursor objects(ObjectStore store, String bucket, String prefix) {
        return new Cursor(last -> store.list(bucket, prefix, last.map(Listed::key).orElse("")));
    }

    static Cursor versions(ObjectStore store, String bucket, String prefix) {
        return new Cursor(
                last -> {
                    Optional<Mark> mark = last.map(Listed::mark);
                    return store.listVersions(bucket, prefix, mark);
                });
    }

    /** The object with this key; keys must be asked for in their order. */
    Optional<Listed> at(String key) {
        for (var entry = peek(); entry.isPresent(); entry = peek()) {
            int order = KeyOrder.compare(entry.get().key(), key);
            if (order > 0) {
                return Optional.empty();
            }
            next++;
            if (order == 0) {
                return entry;
            }
            skipped++;
        }
        return Optional.empty();
    }

    /**
     * A version of a key, delete markers apart.
     *
     * @param version empty for the current one
     */
    Optional<Listed> version(String key, String version) {
        Optional<Listed> found = Optional.empty();
        for (var entry = peek(); entry.isPresent(); entry = peek()) {
            int order = KeyOrder.compare(entry.get().key(), key);
            if (order > 0) {
                break;
            }
            next++;
            var seen = entry.get();
            if (order == 0
                    && !seen.deleteMarker()
                    && (version.isEmpty() ? seen.latest() : seen.version().equals(version))) {
                found = entry;
            }
        }
        return found;
    }

    /** Goes to the end; how many entries were passed over in all. */
    long skipAll() {
        while (peek().isPresent()) {
            next++;
            skipped++;
        }
        return skipped;
    }

    private Optional<Listed> peek() {
        while (next == page.size() && more) {
            var fresh = pages.after(last);
            page = fresh.entries();
            next = 0;
            more = fresh.more();
            if (page.isEmpty()) {
                more = false; // a page without entries cannot say where the next one begins
            } else {
                last = Optional.of(page.getLast());
            }
        }
        return next < page.size() ? Optional.of(page.get(next)) : Optional.empty();
    }
}
