package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.store.Listed;
import dev.nightshift.backup.s3.store.ObjectStore.Page;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Goes over a list of objects; holds one page. */
final class Pages implements Iterator<Listed> {
    private final Function<String, Page<Listed>> list;
    private List<Listed> page;
    private boolean more;
    private int at;

    /**
     * @param list the page after a key
     */
    Pages(Function<String, Page<Listed>> list) {
        this.list = list;
        var first = list.apply("");
        this.page = first.entries();
        this.more = first.more();
    }

    @Override
    public boolean hasNext() {
        if (at == page.size() && more && !page.isEmpty()) {
            var next = list.apply(page.getLast().key());
            page = next.entries();
            more = next.more();
            at = 0;
        }
        return at < page.size();
    }

    @Override
    public Listed next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.get(at++);
    }
}
