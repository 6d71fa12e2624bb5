package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.Ahead;
import dev.nightshift.backup.s3.store.KeyOrder;
import dev.nightshift.backup.s3.store.Listed;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStore.Mark;
import dev.nightshift.backup.s3.store.ObjectStore.Page;
import java.util.List;
import java.util.Optional;

/**
 * What a bucket has under each of its keys now, key by key: an object, or the delete marker that
 * hides one. The next page is fetched while the last is looked at.
 */
final class SourceCursor implements AutoCloseable {
    private final ObjectStore store;
    private final Source source;
    private final String after;
    private Optional<Ahead<Page<Listed>>> ahead;
    private List<Listed> page = List.of();
    private int at;
    private long seen;

    SourceCursor(ObjectStore store, Source source, String after) {
        this.store = store;
        this.source = source;
        this.after = after;
        this.ahead =
                Optional.of(
                        fetch(
                                after,
                                after.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(new Mark(after, ""))));
    }

    /** How many entries were listed, older versions among them. */
    long seen() {
        return seen;
    }

    Optional<Listed> next() {
        while (true) {
            if (at == page.size()) {
                if (ahead.isEmpty()) {
                    return Optional.empty();
                }
                turn(ahead.get().get());
                continue;
            }
            var entry = page.get(at++);
            seen++;
            if (isCurrent(entry)) {
                return Optional.of(entry);
            }
        }
    }

    private boolean isCurrent(Listed entry) {
        return (!source.versioned() || entry.latest())
                && (after.isEmpty() || KeyOrder.compare(entry.key(), after) > 0);
    }

    private void turn(Page<Listed> next) {
        page = next.entries();
        at = 0;
        ahead =
                next.more() && !page.isEmpty()
                        ? Optional.of(
                                fetch(page.getLast().key(), Optional.of(page.getLast().mark())))
                        : Optional.empty();
    }

    private Ahead<Page<Listed>> fetch(String afterKey, Optional<Mark> mark) {
        return Ahead.of(
                () ->
                        source.versioned()
                                ? store.listVersions(source.bucket(), "", mark)
                                : store.list(source.bucket(), "", afterKey));
    }

    @Override
    public void close() {
        ahead.ifPresent(Ahead::cancel);
    }
}
