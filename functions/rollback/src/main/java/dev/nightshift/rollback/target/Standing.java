package dev.nightshift.rollback.target;

import dev.nightshift.rollback.target.TargetPort.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is released on a target.
 *
 * @param current the newest revision that takes traffic, be it only a share of it
 * @param since when it was released, where the target itself says so
 * @param share percent of the traffic that it takes: less than 100 while traffic is shifted
 * @param formers what one could go back to, the most recent first; as far as the target itself
 *     knows
 * @param busy what is under way on the target, such as a deployment or another's rollback; nothing
 *     is begun beside it
 * @param stamp what the target calls this very state, for a change on condition that it is still so
 */
public record Standing(
        String current,
        Optional<Instant> since,
        int share,
        List<Former> formers,
        Optional<String> busy,
        Optional<String> stamp) {
    public Standing {
        formers = List.copyOf(formers);
    }

    /** Of a target that has no names for its states. */
    public Standing(
            String current,
            Optional<Instant> since,
            int share,
            List<Former> formers,
            Optional<String> busy) {
        this(current, since, share, formers, busy, Optional.empty());
    }

    /**
     * An earlier revision.
     *
     * @param obstacle why one cannot go back to it, if one cannot
     */
    public record Former(String revision, Optional<Instant> releasedAt, Optional<String> obstacle) {
        public Former(String revision) {
            this(revision, Optional.empty(), Optional.empty());
        }
    }

    /** The former revision of this name, if the target knows it. */
    public Optional<Former> former(String revision) {
        return formers.stream().filter(former -> former.revision().equals(revision)).findFirst();
    }

    /** How far going back to this revision has come. */
    public Progress progress(String to) {
        if (!current.equals(to)) {
            return new Progress.Elsewhere(current);
        }
        if (busy.isEmpty() && share < 100) {
            return new Progress.Underway("takes " + share + " % of the traffic");
        }
        return busy.<Progress>map(Progress.Underway::new).orElseGet(Progress.Arrived::new);
    }
}
