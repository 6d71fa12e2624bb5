package dev.nightshift.backup.contabo;

import dev.nightshift.backup.contabo.ContaboBackupAction.CreateSnapshot;
import dev.nightshift.backup.contabo.ContaboBackupAction.DeleteSnapshot;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remarks;
import java.util.ArrayList;
import java.util.List;

/** A plan in the making: what the steps of the planner have decided so far. */
final class Draft extends Remarks<Draft.Trouble> {
    /** What is wrong, in one word that an incident can be named by. */
    enum Trouble {
        RPO("rpo"),
        QUOTA("quota"),
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

    private final List<DeleteSnapshot> makingRoom = new ArrayList<>();
    private final List<CreateSnapshot> creations = new ArrayList<>();
    private final List<DeleteSnapshot> removals = new ArrayList<>();

    void create(CreateSnapshot action) {
        creations.add(action);
    }

    /** A removal that a new snapshot waits for. */
    void makeRoom(DeleteSnapshot action) {
        makingRoom.add(action);
    }

    void remove(DeleteSnapshot action) {
        removals.add(action);
    }

    /** Room first, then what it is for, then what retention no longer keeps. */
    Plan<ContaboBackupAction> plan() {
        var actions = new ArrayList<ContaboBackupAction>(makingRoom);
        actions.addAll(creations);
        actions.addAll(removals);
        return new Plan<>(actions, remarks(), owned());
    }
}
