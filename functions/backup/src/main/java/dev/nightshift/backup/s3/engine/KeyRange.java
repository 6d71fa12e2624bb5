package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.Ahead;
import dev.nightshift.backup.s3.store.KeyOrder;
import dev.nightshift.backup.s3.store.Listed;
import dev.nightshift.backup.s3.store.ObjectStore.Mark;
import dev.nightshift.backup.s3.store.ObjectStore.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a list of a bucket has between two keys, versions and delete markers among it. The next page
 * is fetched while the last is looked at, the first one as soon as this is made.
 */
final class KeyRange implements AutoCloseable {
    private final Function<Optional<Mark>, Page<Listed>> list;
    private final boolean versioned;
    private final String upTo;
    private Optional<Ahead<Page<Listed>>> ahead;
    private List<Listed> page = List.of();
    private int at;

    /**
     * @param list the page after a mark, or the first one
     * @param versioned whether a key may have several entries
     * @param after only keys greater than this one; empty for the beginning
     * @param upTo the last key; empty for the end of the bucket
     */
    KeyRange(
            Function<Optional<Mark>, Page<Listed>> list,
            boolean versioned,
            String after,
            String upTo) {
        this(list, versioned, fetch(list, after), upTo);
    }

    /**
     * @param first its first page, on its way
     */
    KeyRange(
            Function<Optional<Mark>, Page<Listed>> list,
            boolean versioned,
            Ahead<Page<Listed>> first,
            String upTo) {
        this.list = list;
        this.versioned = versioned;
        this.upTo = upTo;
        this.ahead = Optional.of(first);
    }

    /** Begins to fetch the page after a key; empty for the first one. */
    static Ahead<Page<Listed>> fetch(Function<Optional<Mark>, Page<Listed>> list, String after) {
        var mark = after.isEmpty() ? Optional.<Mark>empty() : Optional.of(new Mark(after, ""));
        return Ahead.of(() -> list.apply(mark));
    }

    /** Whether nothing of the page in hand is left. */
    boolean isAtPageEnd() {
        return at == page.size();
    }

    /**
     * Waits for the next page.
     *
     * @return false if there is none
     */
    boolean turn() {
        if (ahead.isEmpty()) {
            return false;
        }
        var next = ahead.get().get();
        page = within(next.entries());
        at = 0;
        ahead =
                next.more() && !page.isEmpty() && page.size() == next.entries().size() && !isDone()
                        ? Optional.of(fetchAfter(page.getLast().mark()))
                        : Optional.empty();
        return true;
    }

    private Ahead<Page<Listed>> fetchAfter(Mark mark) {
        return Ahead.of(() -> list.apply(Optional.of(mark)));
    }

    private List<Listed> within(List<Listed> entries) {
        int count = entries.size();
        while (count > 0
                && !upTo.isEmpty()
                && KeyOrder.compare(entries.get(count - 1).key(), upTo) > 0) {
            count--;
        }
        return entries.subList(0, count);
    }

    /** Of the last key there may be older versions on the next page. */
    private boolean isDone() {
        return !versioned && page.getLast().key().equals(upTo);
    }

    /** The next entry of the page in hand. */
    Listed next() {
        return page.get(at++);
    }

    @Override
    public void close() {
        ahead.ifPresent(Ahead::cancel);
    }
}
