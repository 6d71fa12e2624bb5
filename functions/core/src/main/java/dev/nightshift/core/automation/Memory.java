package dev.nightshift.core.automation;

import java.util.Map;

/**
 * What earlier runs of an automation kept for the next: small texts by key. It is house-keeping, as
 * the ledger is, and kept in dry runs too. One that is lost costs a comparison with the last run,
 * or a question asked again, and nothing else.
 */
@FunctionalInterface
public interface Memory {
    /**
     * All that was kept, by key.
     *
     * @throws CloudException if it cannot be read
     */
    Map<String, String> recall();

    /** Of somebody who has never run, or does not want to be reminded. */
    static Memory none() {
        return Map::of;
    }
}
