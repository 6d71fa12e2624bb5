package dev.nightshift.rollback.approvals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/** All that the function calls beside the ledger. */
interface Outside {
    /**
     * What Slack signs with.
     *
     * @throws dev.nightshift.core.automation.CloudException if it could not be read
     */
    String signingSecret();

    /** Has the function called again, and does not wait for it. */
    void later(Later rest);

    /** Has an automation look at once, and does not wait for it. */
    void wake(String automation);

    /**
     * Changes a message in Slack.
     *
     * @throws dev.nightshift.core.automation.CloudException if Slack did not answer
     */
    void answer(URI where, ObjectNode reply);
}
