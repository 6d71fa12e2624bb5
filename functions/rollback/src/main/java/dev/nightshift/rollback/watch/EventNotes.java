package dev.nightshift.rollback.watch;

import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.events.DeploymentLog;

/** Writes down what was told of deployments, by the targets that it is about. */
public final class EventNotes {
    private final DeployWatchSettings settings;
    private final DeploymentLog log;

    public EventNotes(DeployWatchSettings settings, DeploymentLog log) {
        this.settings = settings;
        this.log = log;
    }

    /**
     * Notes an event; of what is not watched, nothing.
     *
     * @return how many services it is about
     * @throws dev.nightshift.core.automation.CloudException if it could not be written
     */
    public int note(DeploymentEvent event) {
        var services = settings.about(event.subject());
        services.forEach(service -> log.note(service.target().id(), event));
        return services.size();
    }
}
