package dev.nightshift.core.automation;

/** Keys of the tags on everything that Nightshift makes. What lacks the owner tag is not ours. */
public final class Ownership {
    /** {@code <stage>/<automation>}, see {@link Scope#owner()}. */
    public static final String OWNER_TAG = "nightshift:owner";

    /** The resource it was made from: an ARN or a name. */
    public static final String SOURCE_TAG = "nightshift:source";

    /** The schedule slot it was made for, an ISO-8601 instant in UTC. */
    public static final String SLOT_TAG = "nightshift:slot";

    /** Which drill restored it, for the time of its checks. Nobody backs that up. */
    public static final String DRILL_TAG = "nightshift:drill";

    /**
     * When a restore of this copy was last checked and found good, an ISO-8601 instant in UTC.
     * Retention never removes the newest copy that carries it.
     */
    public static final String PROVEN_TAG = "nightshift:proven";

    private Ownership() {}
}
