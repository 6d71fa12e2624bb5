package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.Draft.Trouble;
import dev.nightshift.backup.rds.Holdings.Owned;
import dev.nightshift.backup.rds.RdsBackupAction.DeleteSnapshot;
import dev.nightshift.backup.rds.RdsBackupSettings.Target;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.retention.Candidate;
import dev.nightshift.core.retention.Retention;
import dev.nightshift.core.retention.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applies retention to one database in one location, and says of each snapshot why it stays. */
final class Removals {
    private final RdsBackupSettings settings;
    private final Instant now;
    private final Map<Location, Holdings> holdings;
    private final Holdings home;
    private final Draft draft;

    /** Slots of each database of which a copy is on its way somewhere. */
    private final Map<String, Set<Instant>> inFlight = new HashMap<>();

    private final Set<String> copiedFrom = new HashSet<>();

    Removals(
            RdsBackupSettings settings,
            Instant now,
            Map<Location, Holdings> holdings,
            Holdings home,
            Draft draft) {
        this.settings = settings;
        this.now = now;
        this.holdings = holdings;
        this.home = home;
        this.draft = draft;
        for (var there : holdings.values()) {
            for (var snapshot : there.shelf().snapshots()) {
                if (snapshot.isInProgress()) {
                    snapshot.copyOf().ifPresent(copiedFrom::add);
                }
            }
            if (there == home) {
                continue;
            }
            for (var source : there.sources()) {
                for (var owned : there.of(source)) {
                    if (owned.snapshot().isInProgress()) {
                        inFlight.computeIfAbsent(source, any -> new HashSet<>()).add(owned.slot());
                    }
                }
            }
        }
    }

    /** The removal of a snapshot of ours that failed, and so holds nothing. */
    static DeleteSnapshot failed(String subject, Location in, Owned owned) {
        return new DeleteSnapshot(
                owned.snapshot().kind(),
                subject,
                in,
                owned.snapshot().id(),
                Optional.empty(),
                "its status is failed: it holds nothing, and its name is needed");
    }

    /**
     * @param subject the database, as the plan names it
     * @param source its ARN
     * @param held why nothing of it may be removed; empty if retention may decide
     * @param waitsForCopies whether a backup must have been copied before it goes
     */
    void plan(
            String subject,
            String source,
            Holdings there,
            Optional<String> held,
            boolean waitsForCopies) {
        var ours = there.of(source);
        draft.owns(ours.size());
        var candidates = new ArrayList<Candidate>(ours.size());
        var reason = held;
        for (var owned : ours) {
            candidates.add(
                    new Candidate(
                            owned.snapshot().id(), owned.slot(), owned.flaw(), owned.isProven()));
            if (owned.uncertain() && reason.isEmpty()) {
                reason = Optional.of("not everything about its snapshots is known");
            }
        }
        var verdicts = Retention.decide(settings.keep(), candidates, now);
        var survivor = survivor(verdicts);
        var where = " in " + there.location();
        for (int i = 0; i < verdicts.size(); i++) {
            // both are newest first, and of one slot by id
            var verdict = verdicts.get(i);
            var owned = ours.get(i);
            if (!verdict.candidate().id().equals(owned.snapshot().id())) {
                throw new IllegalStateException("verdicts in another order than their snapshots");
            }
            var named = owned.snapshot().id() + where;
            if (owned.snapshot().isFailed()) {
                draft.remove(owned.slot(), failed(subject, there.location(), owned));
            } else if (verdict.kind() == Verdict.Kind.FUTURE) {
                draft.warn(
                        Trouble.DATES,
                        subject,
                        named
                                + " is kept: "
                                + verdict.because()
                                + ". Check its nightshift:slot tag.");
            } else if (verdict.keeps()) {
                draft.keep(named, verdict.because());
            } else if (reason.isPresent()) {
                draft.hold(named, verdict.because() + ", but nothing is removed: " + reason.get());
            } else {
                remove(subject, owned, there, verdict.because(), survivor, waitsForCopies);
            }
        }
    }

    private static Optional<String> survivor(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(
                        verdict ->
                                verdict.kind() == Verdict.Kind.KEPT
                                        || verdict.kind() == Verdict.Kind.LAST_PROVEN
                                        || verdict.kind() == Verdict.Kind.LAST_GOOD)
                .map(verdict -> verdict.candidate().id())
                .findFirst();
    }

    private void remove(
            String subject,
            Owned owned,
            Holdings there,
            String because,
            Optional<String> survivor,
            boolean waitsForCopies) {
        var snapshot = owned.snapshot();
        var source = snapshot.tags().getOrDefault(Ownership.SOURCE_TAG, "");
        if (there == home) {
            if (copiedFrom.contains(snapshot.arn())
                    || draft.copies(snapshot.arn())
                    || inFlight.getOrDefault(source, Set.of()).contains(owned.slot())) {
                draft.hold(
                        snapshot.id() + " in " + there.location(),
                        because + ", but a copy of it is still on its way");
                return;
            }
            var lacking =
                    waitsForCopies ? lacking(source, owned.slot()) : Optional.<Location>empty();
            if (lacking.isPresent()) {
                draft.hold(
                        snapshot.id() + " in " + there.location(),
                        because
                                + ", but neither it nor a newer one is available in "
                                + lacking.get()
                                + " yet");
                return;
            }
        }
        draft.remove(
                owned.slot(),
                new DeleteSnapshot(
                        snapshot.kind(),
                        subject,
                        there.location(),
                        snapshot.id(),
                        survivor,
                        because));
    }

    /** A target that has neither this backup nor a newer one, good. */
    private Optional<Location> lacking(String source, Instant slot) {
        return settings.copyTo().stream()
                .map(Target::location)
                .filter(
                        location -> {
                            var there = holdings.get(location);
                            return there == null
                                    || there.of(source).stream()
                                            .noneMatch(
                                                    copy ->
                                                            copy.isGood()
                                                                    && !copy.slot().isBefore(slot)
                                                                    && !copy.slot().isAfter(now));
                        })
                .findFirst();
    }
}
