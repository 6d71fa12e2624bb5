package dev.nightshift.backup.s3;

import dev.nightshift.core.automation.Impact;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remarks;
import java.util.ArrayList;
import java.util.List;

/** A plan in the making: what the steps of the planner have decided so far. */
final class Draft extends Remarks<Draft.Trouble> {
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

    private final List<S3BackupAction> copies = new ArrayList<>();
    private final List<S3BackupAction> removals = new ArrayList<>();

    void copy(S3BackupAction action) {
        copies.add(action);
    }

    /** In the order in which they are to happen. */
    void remove(S3BackupAction action) {
        removals.add(action);
        if (!(action instanceof S3BackupAction.DropManifest) && action.impact() == Impact.DELETE) {
            // manifests are counted whether they go or not; of the rest only what could go is known
            owns(1);
        }
    }

    /** Backups first, then removals. */
    Plan<S3BackupAction> plan() {
        var actions = new ArrayList<>(copies);
        actions.addAll(removals);
        return new Plan<>(actions, remarks(), owned());
    }
}
