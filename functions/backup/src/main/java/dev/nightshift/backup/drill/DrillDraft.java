package dev.nightshift.backup.drill;

import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan that is being written. */
final class DrillDraft extends Remarks<DrillDraft.Trouble> {
    /** What a finding is about; the last word of its incident's key. */
    enum Trouble {
        /** There is no copy that could be drilled. */
        COPY,
        /** Something could not be read. */
        UNREADABLE,
        /** The settings lack what a restore needs. */
        SETTINGS,
        /** What a drill left does not go, or is not to be touched. */
        LEFTOVER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final List<DrillAction> actions = new ArrayList<>();

    void add(DrillAction action) {
        actions.add(action);
    }

    /**
     * All that a drill makes goes at its end, so that a share of it says nothing: the count of
     * deletions alone is a cap here.
     */
    Plan<DrillAction> plan() {
        return new Plan<>(actions, remarks(), owned() * 100);
    }
}
