package dev.nightshift.core.automation;

/**
 * The actions of an automation that only watches: there are none, and the compiler knows it. An
 * enum without constants has no value.
 */
public enum NoAction implements Action {
    ;

    @Override
    public String id() {
        throw new IllegalStateException("there is no such action");
    }

    @Override
    public String subject() {
        return id();
    }

    @Override
    public String because() {
        return id();
    }

    @Override
    public Impact impact() {
        return Impact.valueOf(id());
    }
}
