package dev.nightshift.rollback.events;

import java.util.List;

/**
 * What was told of deployments, by target. It only grows, and telling twice is telling once: what
 * is made of it is the same in whatever order it came.
 */
public interface DeploymentLog {
    /**
     * Writes an event down, unless it is there.
     *
     * @param target its id
     * @throws dev.nightshift.core.automation.CloudException if it could not be written
     */
    void note(String target, DeploymentEvent event);

    /**
     * What was told of a target lately.
     *
     * @throws dev.nightshift.core.automation.CloudException if it cannot be read
     */
    List<DeploymentEvent> of(String target);
}
