package dev.nightshift.backup.rds;

import dev.nightshift.backup.rds.RdsBackupAction.CopySnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.CreateSnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.ShareSnapshot;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remarks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A plan in the making: what the steps of the planner have decided so far. */
final class Draft extends Remarks<Draft.Trouble> {
    /** What is wrong, in one word that an incident can be named by. */
    enum Trouble {
        RPO("rpo"),
        QUOTA("quota"),
        KEY("key"),
        OPTION_GROUP("option-group"),
        NAME("name"),
        UNREADABLE("unreadable"),
        SELECTION("selection"),
        DATES("dates"),
        SNAPSHOT("snapshot");

        private final String word;

        Trouble(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    private record Removal(String id, RdsBackupAction action) {}

    private final List<RdsBackupAction> creations = new ArrayList<>();
    private final Map<String, RdsBackupAction> shares = new LinkedHashMap<>();
    private final List<RdsBackupAction> copies = new ArrayList<>();
    private final Set<String> sources = new HashSet<>();

    /** By slot: sorting within one is cheap, sorting all of a large estate is not. */
    private final Map<Instant, List<Removal>> removals = new HashMap<>();

    void create(CreateSnapshot action) {
        creations.add(action);
    }

    void share(ShareSnapshot action) {
        shares.putIfAbsent(action.id(), action);
    }

    void copy(CopySnapshot action) {
        copies.add(action);
        sources.add(action.source());
    }

    /** Whether a copy of this snapshot, by ARN, is to be begun. */
    boolean copies(String source) {
        return sources.contains(source);
    }

    void remove(Instant slot, RdsBackupAction.DeleteSnapshot action) {
        removals.computeIfAbsent(slot, any -> new ArrayList<>())
                .add(new Removal(action.id(), action));
    }

    /** New backups first, then copies, then removals with the oldest first. */
    Plan<RdsBackupAction> plan() {
        var oldestFirst = new ArrayList<RdsBackupAction>();
        for (var slot : new TreeMap<>(removals).values()) {
            slot.sort(Comparator.comparing(Removal::id));
            slot.forEach(removal -> oldestFirst.add(removal.action()));
        }
        var actions = new ArrayList<RdsBackupAction>();
        // a failed snapshot goes before the one that takes its name
        oldestFirst.stream().filter(Draft::isOfFailed).forEach(actions::add);
        actions.addAll(creations);
        actions.addAll(shares.values());
        actions.addAll(copies);
        oldestFirst.stream().filter(action -> !isOfFailed(action)).forEach(actions::add);
        return new Plan<>(actions, remarks(), owned());
    }

    private static boolean isOfFailed(RdsBackupAction action) {
        return action instanceof RdsBackupAction.DeleteSnapshot removal
                && removal.survivor().isEmpty();
    }
}
