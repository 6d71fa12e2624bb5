package dev.nightshift.backup.s3;

import dev.nightshift.core.automation.Impact;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import java.util.ArrayList;
import java.util.List;

/** A plan in the making: what the steps of the planner have decided so far. */
final class Draft {
    /** What is wrong, in one word that an incident can be named by. */
    enum Trouble {
        MISMATCH("mismatch"),
        RPO("rpo"),
        BATCH("batch"),
        GARBAGE("garbage"),
        REFUSED("refused"),
        ARCHIVED("archived"),
        UNREADABLE("unreadable"),
        SELECTION("selection"),
        DATES("dates");

        private final String word;

        Trouble(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** A remark that a person should hear of. */
    record Finding(Trouble trouble, Remark remark) {}

    private final List<S3BackupAction> copies = new ArrayList<>();
    private final List<S3BackupAction> removals = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private int owned;

    void copy(S3BackupAction action) {
        copies.add(action);
    }

    /** In the order in which they are to happen. */
    void remove(S3BackupAction action) {
        removals.add(action);
        if (!(action instanceof S3BackupAction.DropManifest) && action.impact() == Impact.DELETE) {
            // manifests are counted whether they go or not; of the rest only what could go is known
            owned++;
        }
    }

    void keep(String subject, String because) {
        remarks.add(new Remark(Remark.Kind.KEEP, subject, because));
    }

    void hold(String subject, String because) {
        remarks.add(new Remark(Remark.Kind.WAIT, subject, because));
    }

    void warn(Trouble trouble, String subject, String because) {
        find(trouble, Remark.Kind.WARN, subject, because);
    }

    void refuse(Trouble trouble, String subject, String because) {
        find(trouble, Remark.Kind.REFUSE, subject, because);
    }

    void unknown(Trouble trouble, String subject, String because) {
        find(trouble, Remark.Kind.UNKNOWN, subject, because);
    }

    private void find(Trouble trouble, Remark.Kind kind, String subject, String because) {
        var remark = new Remark(kind, subject, because);
        remarks.add(remark);
        findings.add(new Finding(trouble, remark));
    }

    void owns(int manifests) {
        owned += manifests;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Backups first, then removals. */
    Plan<S3BackupAction> plan() {
        var actions = new ArrayList<>(copies);
        actions.addAll(removals);
        return new Plan<>(actions, remarks, owned);
    }
}
