package dev.nightshift.core.automation;

/**
 * Which automation of which deployment: the value of the ownership tag, and the prefix of all
 * names.
 *
 * @param stage for example {@code prod}
 * @param automation for example {@code rds-backup}
 */
public record Scope(String stage, String automation) {
    /**
     * The value of the tag {@value Ownership#OWNER_TAG} on everything that the automation makes.
     */
    public String owner() {
        return stage + "/" + automation;
    }

    /** The name of a resource of the deployment, such as {@code nightshift-prod-ledger}. */
    public String resource(String what) {
        return "nightshift-" + stage + "-" + what;
    }
}
