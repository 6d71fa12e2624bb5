package dev.nightshift.backup.s3.store;

import dev.nightshift.backup.s3.store.ObjectStore.Upload;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Has time for so many steps: to begin is one, and each part is one. */
final class Steps implements LongCopy {
    private final AtomicInteger left;
    private Optional<Upload> upload;

    Steps(Optional<Upload> begun, int steps) {
        upload = begun;
        left = new AtomicInteger(steps);
    }

    /** The one that was there, or that was begun. */
    Optional<Upload> upload() {
        return upload;
    }

    @Override
    public Optional<Upload> begun() {
        return upload;
    }

    @Override
    public void began(Upload begun) {
        upload = Optional.of(begun);
    }

    @Override
    public boolean isTimeUp() {
        return left.getAndDecrement() <= 0;
    }
}
