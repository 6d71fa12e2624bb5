package dev.nightshift.costs.anomaly;

import java.time.Instant;
import java.util.List;

/** The record of who changed what in this account, in one region. */
interface Trail {
    /**
     * Changes in a service, the latest first; a bounded number of them.
     *
     * @param source whose they are, such as {@code ec2.amazonaws.com}
     * @param end the first instant that is not looked at
     * @throws dev.nightshift.core.automation.CloudException if it could not be read
     */
    Read changes(String source, Instant first, Instant end);

    /** Those of an account. */
    @FunctionalInterface
    interface Regions {
        Trail in(String region);
    }

    /**
     * @param more whether there are more than were read
     */
    record Read(List<Change> changes, boolean more) {
        public Read {
            changes = List.copyOf(changes);
        }
    }

    /**
     * @param what the API call, such as {@code RunInstances}
     * @param who a user's name, or that of a role's session; empty if it is not told
     */
    record Change(String what, String who) {}
}
