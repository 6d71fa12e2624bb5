package dev.nightshift.backup.drill;

import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan that is being written. */
final class DrillDraft {
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

    record Finding(Trouble trouble, Remark remark) {}

    private final List<DrillAction> actions = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private int deletable;

    void add(DrillAction action) {
        actions.add(action);
    }

    void keep(String subject, String because) {
        remarks.add(new Remark(Remark.Kind.KEEP, subject, because));
    }

    void await(String subject, String because) {
        remarks.add(new Remark(Remark.Kind.WAIT, subject, because));
    }

    void warn(Trouble trouble, String subject, String because) {
        find(trouble, new Remark(Remark.Kind.WARN, subject, because));
    }

    void refuse(Trouble trouble, String subject, String because) {
        find(trouble, new Remark(Remark.Kind.REFUSE, subject, because));
    }

    void unknown(String subject, String because) {
        find(Trouble.UNREADABLE, new Remark(Remark.Kind.UNKNOWN, subject, because));
    }

    private void find(Trouble trouble, Remark remark) {
        remarks.add(remark);
        findings.add(new Finding(trouble, remark));
    }

    /** Counts something that a drill made. */
    void owns() {
        deletable++;
    }

    List<Finding> findings() {
        return findings;
    }

    /**
     * All that a drill makes goes at its end, so that a share of it says nothing: the count of
     * deletions alone is a cap here.
     */
    Plan<DrillAction> plan() {
        return new Plan<>(actions, remarks, deletable * 100);
    }
}
