package dev.nightshift.backup.drill;

import static dev.nightshift.core.text.Words.length;

import dev.nightshift.backup.drill.DrillAction.AddInstance;
import dev.nightshift.backup.drill.DrillAction.Check;
import dev.nightshift.backup.drill.DrillAction.Clear;
import dev.nightshift.backup.drill.DrillAction.Conclude;
import dev.nightshift.backup.drill.DrillAction.Settle;
import dev.nightshift.backup.drill.DrillDraft.Trouble;
import dev.nightshift.backup.drill.DrillFacts.Database;
import dev.nightshift.backup.drill.DrillFacts.Restored;
import dev.nightshift.backup.drill.DrillFacts.Secret;
import dev.nightshift.backup.drill.DrillSettings.DatabaseDrill;
import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Moves each drill that has restored something one step on, and clears away what is over. */
final class RunningPlanner {
    /** After so many timeouts a drill's database goes, whatever else is the matter. */
    private static final int AT_MOST = 2;

    private static final Set<String> FAILED =
            Set.of(
                    "failed",
                    "restore-error",
                    "inaccessible-encryption-credentials",
                    "inaccessible-encryption-credentials-recoverable",
                    "storage-full");
    private static final String INCOMPATIBLE = "incompatible-";
    private static final String AURORA = "aurora";

    private final DrillSettings settings;
    private final DrillFacts facts;
    private final DrillDraft draft;
    private final Set<String> sources = new TreeSet<>();
    private int places;

    RunningPlanner(DrillSettings settings, DrillFacts facts, DrillDraft draft) {
        this.settings = settings;
        this.facts = facts;
        this.draft = draft;
    }

    /** The sources that have something restored. */
    Set<String> sources() {
        return sources;
    }

    /** How many drills have something restored. */
    int places() {
        return places;
    }

    void plan() {
        new TreeMap<>(facts.unlisted())
                .forEach(
                        (place, why) ->
                                draft.unknown(
                                        Trouble.UNREADABLE,
                                        place,
                                        "what was restored there is unknown: " + why));
        var drills = new TreeMap<String, List<Restored>>();
        for (var restored : facts.restored()) {
            var drill = DrillTags.drill(restored.tags());
            if (drill.isPresent()) {
                draft.owns(1);
                drills.computeIfAbsent(drill.get(), any -> new ArrayList<>()).add(restored);
            } else {
                draft.warn(
                        Trouble.LEFTOVER,
                        restored.id() + " in " + restored.region(),
                        "carries our owner tag and no drill tag, so it is neither looked at nor"
                                + " removed. Find out who made it, and remove the tag or the"
                                + " database.");
            }
        }
        drills.forEach((id, parts) -> step(new Drill(id, parts)));
    }

    /** What one drill has restored: an instance, or a cluster with its instance. */
    private record Drill(String id, List<Restored> parts) {
        Drill {
            parts =
                    parts.stream()
                            .sorted(
                                    // instances go before their cluster
                                    Comparator.comparing(Restored::kind)
                                            .thenComparing(Restored::region)
                                            .thenComparing(Restored::id))
                            .toList();
        }

        Optional<DrillTags> tags() {
            return parts.stream().flatMap(one -> DrillTags.read(one.tags()).stream()).findFirst();
        }

        Optional<Instant> since() {
            return tags().map(DrillTags::startedAt)
                    .or(
                            () ->
                                    parts.stream()
                                            .flatMap(RunningPlanner::since)
                                            .min(Comparator.naturalOrder()));
        }

        String subject() {
            return parts.stream()
                    .flatMap(
                            one ->
                                    Optional.ofNullable(one.tags().get(Ownership.SOURCE_TAG))
                                            .stream())
                    .findFirst()
                    .orElse(parts.getFirst().id());
        }

        /** What is connected to. */
        Restored door() {
            return parts.getLast();
        }
    }

    private static Stream<Instant> since(Restored restored) {
        return DrillTags.startedAt(restored.tags()).or(restored::created).stream();
    }

    private void step(Drill drill) {
        var subject = drill.subject();
        sources.add(subject);
        places++;
        var age = drill.since().map(since -> Duration.between(since, facts.at()));
        var wanted = settings.database(subject);
        var timeout = wanted.map(DatabaseDrill::timeout).orElse(DatabaseDrill.DEFAULT_TIMEOUT);
        var seen = Optional.ofNullable(facts.databases().get(subject));
        var kept = seen.flatMap(database -> database.of(drill.id()));
        if (kept.isPresent()) {
            clear(drill, "its drill is over: " + kept.get().result());
        } else if (age.isEmpty()) {
            draft.hold(subject, "it is not known yet since when " + names(drill) + " is there");
        } else if (age.get().compareTo(timeout.multipliedBy(AT_MOST)) > 0) {
            clear(
                    drill,
                    "left by a drill that began "
                            + length(age.get())
                            + " ago; at most "
                            + length(timeout.multipliedBy(AT_MOST))
                            + " are allowed");
        } else if (wanted.isEmpty() || drill.tags().isEmpty() || seen.isEmpty()) {
            orphan(drill, age.get(), timeout);
        } else if (seen.get().evidenceUnread().isPresent()) {
            // told where drills begin; whether this one is over is unknown
            draft.hold(subject, "whether drill " + drill.id() + " is over is unknown");
        } else {
            new Step(drill, subject, drill.tags().get(), wanted.get(), seen.get(), age.get())
                    .plan();
        }
    }

    private void orphan(Drill drill, Duration age, Duration timeout) {
        var why =
                drill.tags().isEmpty()
                        ? "its tags do not say any more what it is of"
                        : drill.subject() + " is no longer in the settings";
        if (age.compareTo(timeout) > 0) {
            clear(drill, why + ", and it is " + length(age) + " old");
        } else {
            draft.hold(drill.subject(), names(drill) + " is left alone for now: " + why);
        }
    }

    private static String names(Drill drill) {
        return String.join(" and ", drill.parts().stream().map(Restored::id).toList());
    }

    private void clear(Drill drill, String because) {
        for (var part : drill.parts()) {
            if (part.isGoing()) {
                draft.hold(drill.subject(), part.id() + " is being removed");
            } else if (part.kind() == Kind.CLUSTER
                    && part.engine().startsWith(AURORA)
                    && !part.members().isEmpty()) {
                draft.hold(
                        drill.subject(),
                        part.id()
                                + " goes after its instances: "
                                + String.join(", ", part.members()));
            } else {
                draft.add(
                        new Clear(
                                part.kind(),
                                drill.subject(),
                                part.region(),
                                part.id(),
                                drill.id(),
                                because));
            }
        }
    }

    /** One drill that is neither over nor too old to be. */
    private final class Step {
        private final Drill drill;
        private final String subject;
        private final DrillTags tags;
        private final DatabaseDrill wanted;
        private final Database seen;
        private final Duration age;

        Step(
                Drill drill,
                String subject,
                DrillTags tags,
                DatabaseDrill wanted,
                Database seen,
                Duration age) {
            this.drill = drill;
            this.subject = subject;
            this.tags = tags;
            this.wanted = wanted;
            this.seen = seen;
            this.age = age;
        }

        void plan() {
            var door = drill.door();
            var failed = drill.parts().stream().filter(Step::hasFailed).findFirst();
            if (failed.isPresent()) {
                conclude(
                        Result.FAILED,
                        "the restore of "
                                + tags.copy()
                                + " failed: RDS calls "
                                + failed.get().id()
                                + " "
                                + failed.get().status());
            } else if (age.compareTo(wanted.timeout()) > 0) {
                late(door);
            } else if (drill.parts().stream().anyMatch(Restored::isGoing)) {
                draft.hold(subject, names(drill) + " is being removed by someone");
            } else if (!drill.parts().stream().allMatch(Restored::isAvailable)) {
                draft.hold(
                        subject,
                        "restoring "
                                + tags.copy()
                                + " since "
                                + length(age)
                                + ": "
                                + door.id()
                                + " is "
                                + door.status());
            } else if (wanted.checks().isEmpty()) {
                check(door, "it is restored, and no checks inside it are asked for");
            } else if (needsInstance(door)) {
                addInstance(door);
            } else {
                look(door);
            }
        }

        private static boolean hasFailed(Restored part) {
            return FAILED.contains(part.status()) || part.status().startsWith(INCOMPATIBLE);
        }

        private void late(Restored door) {
            var after =
                    "given up after "
                            + length(age)
                            + " of at most "
                            + length(wanted.timeout())
                            + ": ";
            if (isReady(door)) {
                conclude(
                        Result.UNKNOWN,
                        after + door.id() + " was restored, and could not be looked at until then");
            } else {
                conclude(Result.TIMED_OUT, after + door.id() + " is " + door.status());
            }
        }

        private boolean isReady(Restored door) {
            return drill.parts().stream().allMatch(Restored::isAvailable)
                    && (wanted.checks().isEmpty()
                            || door.secret().filter(Secret::isReady).isPresent());
        }

        private boolean needsInstance(Restored door) {
            return door.kind() == Kind.CLUSTER
                    && door.engine().startsWith(AURORA)
                    && drill.parts().size() == 1;
        }

        private void addInstance(Restored cluster) {
            var instanceClass =
                    wanted.instanceClass()
                            .or(() -> seen.origin().flatMap(DrillFacts.Origin::instanceClass));
            if (instanceClass.isEmpty()) {
                draft.refuse(
                        Trouble.SETTINGS,
                        subject,
                        "its restored cluster needs an instance to be looked at: give class");
                return;
            }
            draft.add(
                    new AddInstance(
                            subject,
                            cluster.region(),
                            cluster.id(),
                            cluster.engine(),
                            DrillId.member(cluster.id()),
                            drill.id(),
                            instanceClass.get(),
                            cluster.tags(),
                            "the cluster is restored, and has no instance to connect to"));
        }

        private void look(Restored door) {
            if (door.secret().isEmpty()) {
                draft.add(
                        new Settle(
                                door.kind(),
                                subject,
                                door.region(),
                                door.id(),
                                drill.id(),
                                "it came up with the password of its source, which is nobody's"
                                        + " business here"));
            } else if (!door.secret().get().isReady() || door.address().isEmpty()) {
                draft.hold(subject, "RDS is setting a fresh password for " + door.id());
            } else {
                check(door, "it is restored and can be logged in to");
            }
        }

        private void check(Restored door, String because) {
            draft.add(
                    new Check(
                            door.kind(),
                            subject,
                            door.region(),
                            door.id(),
                            tags,
                            wanted,
                            lastGood(seen.evidence()),
                            because));
        }

        private void conclude(Result result, String because) {
            draft.add(new Conclude(subject, drill.door().region(), tags, wanted, result, because));
        }
    }

    /** What a drill compares with: the newest that found its copy good. */
    static Optional<Evidence> lastGood(List<Evidence> evidence) {
        return evidence.stream().filter(one -> one.result() == Result.SUCCESSFUL).findFirst();
    }

    static String ago(Instant then, Instant now) {
        return Words.age(then, now) + " ago";
    }
}
