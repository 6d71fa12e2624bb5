package dev.nightshift.core.automation;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a plan that ask for nothing, as the steps of a planner come by them; and of those
 * that a person should hear of, what is wrong. A plan in the making extends it by its actions.
 *
 * @param <T> what can be wrong; its text is the last word of an incident's key
 */
public abstract class Remarks<T> {
    /**
     * A remark that a person should hear of.
     *
     * @param about names what it is about in the key of an incident
     */
    public record Finding<T>(T trouble, String about, Remark remark) {}

    private final List<Remark> remarks = new ArrayList<>();
    private final List<Finding<T>> findings = new ArrayList<>();
    private int owned;

    public final void keep(String subject, String because) {
        remarks.add(new Remark(Remark.Kind.KEEP, subject, because));
    }

    public final void hold(String subject, String because) {
        remarks.add(new Remark(Remark.Kind.WAIT, subject, because));
    }

    public final void warn(T trouble, String subject, String because) {
        warn(trouble, subject, subject, because);
    }

    public final void warn(T trouble, String about, String subject, String because) {
        find(trouble, about, new Remark(Remark.Kind.WARN, subject, because));
    }

    public final void refuse(T trouble, String subject, String because) {
        refuse(trouble, subject, subject, because);
    }

    public final void refuse(T trouble, String about, String subject, String because) {
        find(trouble, about, new Remark(Remark.Kind.REFUSE, subject, because));
    }

    public final void unknown(T trouble, String subject, String because) {
        unknown(trouble, subject, subject, because);
    }

    public final void unknown(T trouble, String about, String subject, String because) {
        find(trouble, about, new Remark(Remark.Kind.UNKNOWN, subject, because));
    }

    private void find(T trouble, String about, Remark remark) {
        remarks.add(remark);
        findings.add(new Finding<>(trouble, about, remark));
    }

    /** Counts what is the automation's own and could be deleted. */
    public final void owns(int resources) {
        owned += resources;
    }

    /** See {@link Plan#deletable()}. */
    protected final int owned() {
        return owned;
    }

    public final List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    public final List<Finding<T>> findings() {
        return List.copyOf(findings);
    }
}
