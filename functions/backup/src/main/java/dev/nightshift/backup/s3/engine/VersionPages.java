package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.store.Listed;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStore.Mark;
import dev.nightshift.backup.s3.store.ObjectStore.Page;
import java.util.Optional;

/** Goes over the versions under a prefix; holds one page. */
final class VersionPages {
    private final ObjectStore store;
    private final String bucket;
    private final String prefix;
    private Page<Listed> page;
    private int at;

    VersionPages(ObjectStore store, String bucket, String prefix) {
        this.store = store;
        this.bucket = bucket;
        this.prefix = prefix;
        this.page = store.listVersions(bucket, prefix, Optional.empty());
    }

    Optional<Listed> next() {
        if (at == page.entries().size() && page.more() && at > 0) {
            Mark mark = page.entries().getLast().mark();
            page = store.listVersions(bucket, prefix, Optional.of(mark));
            at = 0;
        }
        return at < page.entries().size()
                ? Optional.of(page.entries().get(at++))
                : Optional.empty();
    }
}
