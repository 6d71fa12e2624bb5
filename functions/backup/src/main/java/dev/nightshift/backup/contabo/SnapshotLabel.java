package dev.nightshift.backup.contabo;

import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What a snapshot of ours says of itself in its description, as Contabo has no tags for snapshots:
 * {@code nightshift:owner=prod/contabo-backup nightshift:source=100
 * nightshift:slot=2026-11-22T00:00:00Z}. A description that differs from that in any character is
 * not ours.
 *
 * @param owner see {@link Scope#owner()}
 * @param instance id of the instance that it is of
 * @param slot the schedule slot that it was taken for
 * @param proven when a restore of it was found good; for a person to add
 */
record SnapshotLabel(String owner, long instance, Instant slot, Optional<Instant> proven) {
    /**
     * What Contabo takes.
     *
     * @see <a href="https://api.contabo.com/#tag/Snapshots/operation/createSnapshot">Create a new
     *     instance snapshot</a>
     */
    static final int LONGEST = 255;

    private static final String OWNER = Ownership.OWNER_TAG + "=";
    private static final String SOURCE = " " + Ownership.SOURCE_TAG + "=";
    private static final String SLOT = " " + Ownership.SLOT_TAG + "=";
    private static final String PROVEN = " " + Ownership.PROVEN_TAG + "=";

    static SnapshotLabel of(Scope scope, long instance, Instant slot) {
        return new SnapshotLabel(scope.owner(), instance, slot, Optional.empty());
    }

    /** The description. */
    String written() {
        return OWNER
                + owner
                + SOURCE
                + instance
                + SLOT
                + slot
                + proven.map(when -> PROVEN + when).orElse("");
    }

    /** What a description says; empty if it is not exactly what we write for this instance. */
    static Optional<SnapshotLabel> read(String description, Scope scope, long instance) {
        var start = OWNER + scope.owner() + SOURCE + instance + SLOT;
        if (!description.startsWith(start)) {
            return Optional.empty();
        }
        var rest = description.substring(start.length());
        var mark = rest.indexOf(PROVEN);
        var slot = instant(mark < 0 ? rest : rest.substring(0, mark));
        var proven =
                mark < 0
                        ? Optional.<Instant>empty()
                        : instant(rest.substring(mark + PROVEN.length()));
        return slot.map(when -> new SnapshotLabel(scope.owner(), instance, when, proven))
                .filter(label -> label.written().equals(description));
    }

    /** Whether a description that is not ours once was, or pretends to be. */
    static boolean claims(String description, Scope scope) {
        var claim = OWNER + scope.owner();
        return description.equals(claim) || description.startsWith(claim + " ");
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException spoilt) {
            return Optional.empty();
        }
    }
}
