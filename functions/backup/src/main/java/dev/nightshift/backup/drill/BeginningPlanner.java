package dev.nightshift.backup.drill;

import static dev.nightshift.core.text.Words.length;

import dev.nightshift.backup.Slots;
import dev.nightshift.backup.drill.DrillAction.Build;
import dev.nightshift.backup.drill.DrillAction.Prove;
import dev.nightshift.backup.drill.DrillAction.Restore;
import dev.nightshift.backup.drill.DrillDraft.Trouble;
import dev.nightshift.backup.drill.DrillFacts.Copy;
import dev.nightshift.backup.drill.DrillFacts.Database;
import dev.nightshift.backup.drill.DrillFacts.Origin;
import dev.nightshift.backup.drill.DrillSettings.DatabaseDrill;
import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey.Usability;
import dev.nightshift.core.automation.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says which databases are due for a drill, and marks the copies that drills found good. */
final class BeginningPlanner {
    private static final Comparator<Copy> NEWEST_FIRST =
            Comparator.comparing(Copy::dataFrom).reversed().thenComparing(Copy::id);

    private final DrillSettings settings;
    private final Scope scope;
    private final DrillFacts facts;
    private final DrillDraft draft;

    BeginningPlanner(DrillSettings settings, Scope scope, DrillFacts facts, DrillDraft draft) {
        this.settings = settings;
        this.scope = scope;
        this.facts = facts;
        this.draft = draft;
    }

    /**
     * @param running sources that have a drill under way
     * @param taken how many drills there are already
     */
    void plan(Set<String> running, int taken) {
        var room = settings.maxDrills() - taken;
        var waiting = new ArrayList<Database>();
        for (var wanted : settings.databases()) {
            Optional.ofNullable(facts.databases().get(wanted.name())).ifPresent(waiting::add);
        }
        // whoever was looked at longest ago comes first
        waiting.sort(
                Comparator.<Database, Instant>comparing(
                                one ->
                                        one.evidence().stream()
                                                .findFirst()
                                                .map(Evidence::startedAt)
                                                .orElse(Instant.EPOCH))
                        .thenComparing(Database::name));
        for (var database : waiting) {
            prove(database);
            if (unread(database) || running.contains(database.name())) {
                continue;
            }
            var restore = due(database);
            if (restore.isEmpty()) {
                continue;
            }
            if (!facts.unlisted().isEmpty()) {
                draft.hold(
                        database.name(),
                        "its drill is due, and begins once it is known what is restored already");
            } else if (room <= 0) {
                draft.hold(
                        database.name(),
                        "its drill is due, and begins when another one is over: at most "
                                + settings.maxDrills()
                                + " at once");
            } else {
                draft.add(restore.get());
                room--;
            }
        }
    }

    /** Says so; a copy is neither restored nor proven from what is not known. */
    private boolean unread(Database database) {
        database.evidenceUnread()
                .ifPresent(
                        why ->
                                draft.unknown(
                                        Trouble.UNREADABLE,
                                        database.name(),
                                        "the evidence of its drills could not be read, so none is"
                                                + " begun: "
                                                + why));
        database.copiesUnread()
                .ifPresent(
                        why ->
                                draft.unknown(
                                        Trouble.UNREADABLE,
                                        database.name(),
                                        "its copies in "
                                                + database.region()
                                                + " could not be read, so no drill is begun: "
                                                + why));
        return database.evidenceUnread().isPresent() || database.copiesUnread().isPresent();
    }

    private void prove(Database database) {
        var marked = new HashSet<String>();
        for (var evidence : database.evidence()) {
            if (evidence.result() != Result.SUCCESSFUL
                    || !evidence.location().equals(database.region())) {
                continue;
            }
            database.copies().stream()
                    .filter(copy -> copy.id().equals(evidence.copy()))
                    // a name can be used again; what was proven is what was in it then
                    .filter(copy -> copy.dataFrom().equals(evidence.copyOf()))
                    .filter(copy -> copy.proven().isEmpty())
                    .filter(copy -> marked.add(copy.id()))
                    .forEach(
                            copy ->
                                    draft.add(
                                            new Prove(
                                                    copy.kind(),
                                                    database.name(),
                                                    database.region(),
                                                    copy.id(),
                                                    evidence.endedAt(),
                                                    "drill "
                                                            + evidence.drill()
                                                            + " restored it and found it good")));
        }
    }

    private Optional<Restore> due(Database database) {
        var slot = Slots.of(facts.at(), settings.every());
        var last = database.evidence().stream().findFirst();
        if (last.isPresent()) {
            var began = last.get().startedAt();
            // a drill that began late in its slot is not followed by one at once
            var earliest = began.plus(settings.every().dividedBy(2));
            var next = slot.isAfter(began) ? slot : slot.plus(settings.every());
            if (next.isBefore(earliest)) {
                next = earliest;
            }
            if (next.isAfter(facts.at())) {
                draft.keep(
                        database.name(),
                        "drilled "
                                + RunningPlanner.ago(began, facts.at())
                                + ": "
                                + last.get().result()
                                + "; the next one is due from "
                                + next);
                return Optional.empty();
            }
        }
        var wanted = settings.database(database.name()).orElseThrow();
        var drill = DrillId.of(scope.owner(), Evidence.Kind.RDS, database.name(), slot);
        return copy(database, wanted, drill)
                .flatMap(copy -> restore(database, wanted, copy, drill, slot));
    }

    private Optional<Copy> copy(Database database, DatabaseDrill wanted, String drill) {
        var good = new ArrayList<Copy>();
        var bad = new ArrayList<String>();
        for (var copy : database.copies().stream().sorted(NEWEST_FIRST).toList()) {
            if (copy.dataFrom().isAfter(facts.at())) {
                bad.add(copy.id() + " is dated in the future");
                continue;
            }
            var fault = fault(copy);
            if (fault.isPresent()) {
                bad.add(copy.id() + ": " + fault.get());
            } else {
                good.add(copy);
            }
        }
        if (good.isEmpty()) {
            draft.warn(
                    Trouble.COPY,
                    database.name(),
                    "has no good copy in "
                            + database.region()
                            + " that could be drilled"
                            + (bad.isEmpty()
                                    ? "; rds-backup has made none there"
                                    : ": "
                                            + String.join(
                                                    "; ",
                                                    bad.subList(0, Math.min(3, bad.size())))));
            return Optional.empty();
        }
        return Optional.of(pick(wanted, good, drill));
    }

    private Optional<String> fault(Copy copy) {
        if (!copy.status().equals("available")) {
            return Optional.of("its status is " + copy.status());
        }
        return copy.key()
                .filter(key -> key.usability() != Usability.USABLE)
                .map(
                        key ->
                                (key.usability() == Usability.UNKNOWN
                                                ? "whether its key can be used is unknown: "
                                                : "its key: ")
                                        + key.detail());
    }

    /** Copies come newest first. */
    private Copy pick(DatabaseDrill wanted, List<Copy> good, String drill) {
        var window = wanted.pick().within();
        if (window.isEmpty()) {
            return good.getFirst();
        }
        var oldest = facts.at().minus(window.get());
        var choice = good.stream().filter(copy -> !copy.dataFrom().isBefore(oldest)).toList();
        return choice.isEmpty()
                ? good.getFirst()
                : choice.get(DrillId.chance(drill, choice.size()));
    }

    private Optional<Restore> restore(
            Database database, DatabaseDrill wanted, Copy copy, String drill, Instant slot) {
        var origin = database.origin();
        var build =
                new Build(
                        wanted.instanceClass().or(() -> origin.flatMap(Origin::instanceClass)),
                        wanted.subnetGroup().or(() -> origin.flatMap(Origin::subnetGroup)),
                        wanted.securityGroups().isEmpty()
                                ? origin.map(Origin::securityGroups).orElse(List.of())
                                : wanted.securityGroups(),
                        wanted.parameterGroup().or(() -> origin.flatMap(Origin::parameterGroup)),
                        wanted.optionGroup().or(() -> origin.flatMap(Origin::optionGroup)));
        if (copy.kind() == Kind.CLUSTER
                && build.instanceClass().isEmpty()
                && needsClass(wanted, copy)) {
            draft.refuse(
                    Trouble.SETTINGS,
                    database.name(),
                    "a cluster's copy does not say what class of instance to look at it through:"
                            + " give class");
            return Optional.empty();
        }
        var tags =
                new DrillTags(database.name(), drill, slot, facts.at(), copy.id(), copy.dataFrom());
        return Optional.of(
                new Restore(
                        copy.kind(),
                        database.name(),
                        database.region(),
                        copy.id(),
                        copy.engine(),
                        DrillId.database(database.name(), drill),
                        drill,
                        build,
                        tags.asTags(scope),
                        why(database, wanted, copy)));
    }

    private static boolean needsClass(DatabaseDrill wanted, Copy copy) {
        return !wanted.checks().isEmpty() || !copy.engine().startsWith("aurora");
    }

    private String why(Database database, DatabaseDrill wanted, Copy copy) {
        var last =
                database.evidence().stream()
                        .findFirst()
                        .map(
                                one ->
                                        "it was last drilled "
                                                + RunningPlanner.ago(one.startedAt(), facts.at()))
                        .orElse("it was never drilled");
        var age = length(Duration.between(copy.dataFrom(), facts.at()));
        return last
                + ", and is every "
                + length(settings.every())
                + "; "
                + wanted.pick()
                        .within()
                        .map(
                                window ->
                                        "a copy of the last "
                                                + length(window)
                                                + ", taken at random,")
                        .orElse("the newest good copy")
                + " is "
                + age
                + " old";
    }
}
