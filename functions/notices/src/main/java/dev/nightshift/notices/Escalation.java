package dev.nightshift.notices;

import dev.nightshift.core.automation.CloudException;

/** The way to people that does not lead through Slack. */
@FunctionalInterface
interface Escalation {
    /**
     * @throws CloudException if it is not known to be on its way
     */
    void send(PlainMail mail);
}
