package dev.nightshift.local.cli;

/** Exit codes; part of the contract with scripts. */
public enum Exit {
    OK(0),
    /** There is something to look at: findings of a plan, actions that failed. */
    FINDINGS(1),
    /** The command line or nightshift.yaml is wrong, or something that was named is not there. */
    USAGE(2),
    /** Some of it was done and some was not. */
    PARTIAL(3),
    /** Not allowed, or nobody answered. */
    UNREACHABLE(4);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
