package dev.nightshift.backup.rds;

import dev.nightshift.backup.rds.Draft.Trouble;
import dev.nightshift.backup.rds.RdsBackupFacts.Database;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupSettings.Select;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.text.Globs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which databases the settings mean, and which of them are backed up by way of another. */
final class Selection {
    private static final Comparator<Database> BY_ID =
            Comparator.comparing(Database::id).thenComparing(Database::kind);

    private Selection() {}

    /** The databases to snapshot, by id. Says of every other selected one why it is not. */
    static List<Database> of(RdsBackupFacts facts, Select select, Draft draft) {
        var matches = matcher(select);
        var selected = new HashMap<Kind, Map<String, Database>>();
        var ordered = facts.databases().stream().sorted(BY_ID).toList();
        for (var database : ordered) {
            if (matches.test(database)) {
                selected.computeIfAbsent(database.kind(), any -> new HashMap<>())
                        .put(database.id(), database);
            }
        }
        var mine = new ArrayList<Database>();
        for (var database : ordered) {
            if (selected.getOrDefault(database.kind(), Map.of()).containsKey(database.id())
                    && !isCovered(database, selected, draft)) {
                mine.add(database);
            }
        }
        facts.unlisted()
                .forEach(
                        (kind, why) ->
                                draft.unknown(
                                        Trouble.UNREADABLE,
                                        kind + "s in " + facts.home(),
                                        "could not be listed: "
                                                + why
                                                + ". There may be some to back up."));
        missing(facts, select, selected, draft);
        return mine;
    }

    /**
     * Whether these settings mean this database, not asking who covers it. What a drill has
     * restored is gone by tomorrow; no pattern or tag means it.
     */
    static Predicate<Database> matcher(Select select) {
        var names = new HashSet<>(select.names());
        var patterns = select.patterns().stream().map(Globs::compile).toList();
        return database ->
                names.contains(database.id())
                        || (!database.tags().containsKey(Ownership.DRILL_TAG)
                                && (isTagged(database, select)
                                        || patterns.stream()
                                                .anyMatch(
                                                        pattern ->
                                                                pattern.matcher(database.id())
                                                                        .matches())));
    }

    private static boolean isTagged(Database database, Select select) {
        return !select.tags().isEmpty()
                && database.tags().entrySet().containsAll(select.tags().entrySet());
    }

    /** A replica may be of either kind's making, whatever its own. */
    private static boolean isIn(Map<Kind, Map<String, Database>> selected, String id) {
        return selected.values().stream().anyMatch(ofKind -> ofKind.containsKey(id));
    }

    private static boolean isCovered(
            Database database, Map<Kind, Map<String, Database>> selected, Draft draft) {
        if (database.cluster().isPresent()) {
            covered(database, "a member of cluster", database.cluster().get(), selected, draft);
            return true;
        }
        if (database.replicaOf().isPresent()) {
            covered(database, "a read replica of", database.replicaOf().get(), selected, draft);
            return true;
        }
        return false;
    }

    private static void covered(
            Database database,
            String as,
            String by,
            Map<Kind, Map<String, Database>> selected,
            Draft draft) {
        var id = by.substring(by.lastIndexOf(':') + 1);
        if (!isArnElsewhere(by, database) && isIn(selected, id)) {
            draft.keep(database.id(), as + " " + id + ", whose backups cover it");
        } else {
            draft.warn(
                    Trouble.SELECTION,
                    database.id(),
                    as
                            + " "
                            + by
                            + ", which is not selected here: nobody backs either up."
                            + " Select that one instead.");
        }
    }

    /** A replica of another region's database names its source by ARN. */
    private static boolean isArnElsewhere(String source, Database replica) {
        if (!source.startsWith("arn:")) {
            return false;
        }
        var region = source.split(":", 5)[3];
        return !region.equals(replica.arn().split(":", 5)[3]);
    }

    private static void missing(
            RdsBackupFacts facts,
            Select select,
            Map<Kind, Map<String, Database>> selected,
            Draft draft) {
        if (!facts.unlisted().isEmpty()) {
            return;
        }
        for (var name : select.names()) {
            if (!isIn(selected, name)) {
                draft.warn(
                        Trouble.SELECTION,
                        name,
                        "is named in the settings, but "
                                + facts.home()
                                + " has no such database. Correct select.names.");
            }
        }
        if (selected.isEmpty() && select.names().isEmpty()) {
            draft.warn(
                    Trouble.SELECTION,
                    "selection",
                    "no database in " + facts.home() + " is selected by tags or patterns");
        }
    }
}
