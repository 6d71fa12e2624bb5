package dev.nightshift.costs.waste.hours;

import dev.nightshift.core.automation.CloudException;
import java.util.List;
import java.util.Optional;

/**
 * All that off-hours asks of AWS. Lists are complete: every page is read, or the call fails. Every
 * method may throw {@link CloudException}, and an effect that did may have been made all the same.
 */
interface OffHoursGateway {
    List<Machine> list(Machine.Kind kind);

    /** As it is now; empty if it is gone. */
    Optional<Machine> look(Machine.Kind kind, String id);

    void tag(Machine machine, String key, String value);

    /** Taking off what is not there changes nothing. */
    void untag(Machine machine, String key);

    void stop(Machine machine);

    /**
     * @param count tasks of an ECS service; 1 for everything else
     */
    void start(Machine machine, int count);
}
