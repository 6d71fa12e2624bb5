package dev.nightshift.backup.history;

import dev.nightshift.backup.history.BackupFacts.Copy;
import dev.nightshift.backup.history.BackupFacts.Gap;
import dev.nightshift.core.automation.CloudException;
import java.time.Instant;
import java.util.List;

/** Finds the copies of one kind of source. */
@FunctionalInterface
public interface Copies {
    /**
     * @throws CloudException if nothing could be found out
     */
    Found find(Instant now);

    /**
     * @param sources all that are to be backed up, with copies or without
     * @param gaps what there may be more of
     */
    record Found(List<Held> sources, List<Gap> gaps) {
        public Found {
            sources = List.copyOf(sources);
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * What is held of one source.
     *
     * @param copies the good ones, in no order
     * @param unread why there may be more than these
     */
    record Held(String source, List<Copy> copies, List<String> unread) {
        public Held {
            copies = List.copyOf(copies);
            unread = List.copyOf(unread);
        }
    }
}
