package dev.nightshift.core.testing;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Automation;

/**
 * A behaving fake of what an automation looks after, for {@link AutomationContractTest}: a fresh
 * one has work to do, at least one thing to create and one to delete, and something foreign beside
 * it.
 */
public interface World<F, A extends Action> {
    /**
     * The automation, looking at this world through a gateway whose every call passes {@link
     * #faults()}.
     */
    Automation<F, A> automation();

    Faults faults();

    /**
     * All that the automation made or may delete, comparable with {@code equals}; no timestamps of
     * the moment.
     */
    Object owned();

    /** All that it must never touch, comparable with {@code equals}. */
    Object foreign();

    /** Lets what is under way at the provider finish: snapshots become available, copies arrive. */
    void settle();

    /**
     * Makes one resource unreadable for good.
     *
     * @return what plans call that resource
     */
    String blind();
}
