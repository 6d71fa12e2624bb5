package dev.nightshift.backup.contabo;

import dev.nightshift.backup.contabo.ContaboBackupAction.CreateSnapshot;
import dev.nightshift.backup.contabo.ContaboBackupAction.DeleteSnapshot;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import java.util.ArrayList;
import java.util.List;

/** A plan in the making: what the steps of the planner have decided so far. */
final class Draft {
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

    /**
     * A remark that a person should hear of.
     *
     * @param about names what it is about in the key of an incident
     */
    record Finding(Trouble trouble, String about, Remark remark) {}

    private final List<DeleteSnapshot> makingRoom = new ArrayList<>();
    private final List<CreateSnapshot> creations = new ArrayList<>();
    private final List<DeleteSnapshot> removals = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private int owned;

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

    void keep(String subject, String because) {
        remarks.add(new Remark(Remark.Kind.KEEP, subject, because));
    }

    void hold(String subject, String because) {
        remarks.add(new Remark(Remark.Kind.WAIT, subject, because));
    }

    void warn(Trouble trouble, String about, String subject, String because) {
        find(trouble, about, new Remark(Remark.Kind.WARN, subject, because));
    }

    void refuse(Trouble trouble, String about, String subject, String because) {
        find(trouble, about, new Remark(Remark.Kind.REFUSE, subject, because));
    }

    void unknown(Trouble trouble, String about, String subject, String because) {
        find(trouble, about, new Remark(Remark.Kind.UNKNOWN, subject, because));
    }

    private void find(Trouble trouble, String about, Remark remark) {
        remarks.add(remark);
        findings.add(new Finding(trouble, about, remark));
    }

    void owns(int snapshots) {
        owned += snapshots;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Room first, then what it is for, then what retention no longer keeps. */
    Plan<ContaboBackupAction> plan() {
        var actions = new ArrayList<ContaboBackupAction>(makingRoom);
        actions.addAll(creations);
        actions.addAll(removals);
        return new Plan<>(actions, remarks, owned);
    }
}
