package dev.nightshift.backup.contabo;

import dev.nightshift.backup.contabo.ContaboBackupAction.DeleteSnapshot;
import dev.nightshift.backup.contabo.ContaboBackupFacts.Instance;
import dev.nightshift.backup.contabo.Draft.Trouble;
import dev.nightshift.backup.contabo.Holdings.Owned;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Applies retention to one instance, and says of each snapshot why it stays. */
final class Removals {
    private static final String NEW = "the one to come";

    private final ContaboBackupSettings settings;
    private final Instant now;
    private final Instance instance;
    private final Holdings holdings;
    private final Draft draft;
    private final Map<String, Owned> byId = new HashMap<>();
    private final List<Verdict> verdicts;

    Removals(
            ContaboBackupSettings settings,
            Instant now,
            Instance instance,
            Holdings holdings,
            Draft draft) {
        this.settings = settings;
        this.now = now;
        this.instance = instance;
        this.holdings = holdings;
        this.draft = draft;
        holdings.ours().forEach(owned -> byId.put(owned.snapshot().id(), owned));
        this.verdicts =
                Retention.decide(
                        settings.keep(),
                        holdings.ours().stream().map(Owned::candidate).toList(),
                        now);
    }

    /** The newest one that can be relied on when these, and all the surplus, are gone. */
    Optional<Owned> survivor(Set<Owned> gone) {
        var going = new HashSet<>(gone);
        verdicts.stream().filter(verdict -> !verdict.keeps()).map(this::of).forEach(going::add);
        return holdings.survivor(going, now);
    }

    /** The oldest of what retention would let go if one of this slot were there and good. */
    List<Owned> expendable(Instant slot, int most) {
        var candidates =
                Stream.concat(
                                Stream.of(Candidate.good(NEW, slot)),
                                holdings.ours().stream().map(Owned::candidate))
                        .toList();
        var surplus =
                Retention.decide(settings.keep(), candidates, now).stream()
                        .filter(verdict -> !verdict.keeps())
                        .map(verdict -> verdict.candidate().id())
                        .collect(Collectors.toSet());
        return holdings.ours().reversed().stream()
                .filter(owned -> surplus.contains(owned.snapshot().id()))
                .limit(most)
                .toList();
    }

    /** Says of each of ours why it stays or goes, but for those that go already. */
    void prune(Set<Owned> gone) {
        var surplus = new ArrayList<Verdict>();
        for (var verdict : verdicts) {
            var owned = of(verdict);
            if (gone.contains(owned)) {
                continue;
            }
            if (verdict.kind() == Verdict.Kind.FUTURE) {
                draft.warn(
                        Trouble.DATES,
                        Long.toString(instance.id()),
                        instance.subject(),
                        owned.snapshot().name()
                                + " is kept: "
                                + verdict.because()
                                + ". Check its description.");
            } else if (verdict.keeps()) {
                draft.keep(named(owned), verdict.because());
            } else {
                surplus.addFirst(verdict);
            }
        }
        var survivor = survivor(gone);
        for (var verdict : surplus) {
            var owned = of(verdict);
            if (survivor.isPresent()) {
                draft.remove(removal(owned, survivor, verdict.because()));
            } else {
                draft.hold(
                        named(owned),
                        verdict.because()
                                + ", but Contabo itself removes within a day all that would"
                                + " remain");
            }
        }
    }

    DeleteSnapshot removal(Owned owned, Optional<Owned> survivor, String because) {
        return new DeleteSnapshot(
                instance.subject(),
                instance.id(),
                owned.snapshot().id(),
                owned.snapshot().name(),
                survivor.map(stays -> stays.snapshot().id()),
                because);
    }

    private String named(Owned owned) {
        return owned.snapshot().name() + " of " + instance.subject();
    }

    private Owned of(Verdict verdict) {
        return Optional.ofNullable(byId.get(verdict.candidate().id())).orElseThrow();
    }
}
