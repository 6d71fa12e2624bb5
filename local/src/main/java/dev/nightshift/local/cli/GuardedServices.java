package dev.nightshift.local.cli;

import dev.nightshift.core.config.AutomationSettings;
import dev.nightshift.core.config.Nearest;
import dev.nightshift.core.config.Settings;
import dev.nightshift.rollback.auto.RollbackAutomation;
import dev.nightshift.rollback.service.Service;
import java.util.ArrayList;
import java.util.List;

/** The services of auto-rollback, by what people call them. */
record GuardedServices(RollbackAutomation automation) {
    static final String AUTOMATION = "auto-rollback";

    static GuardedServices of(Session session, Settings settings) {
        AutomationSettings<?> own = session.automation(settings, AUTOMATION);
        if (PlanCommand.make(own, settings) instanceof RollbackAutomation automation) {
            return new GuardedServices(automation);
        }
        throw new IllegalStateException(AUTOMATION + " is another automation");
    }

    /**
     * @param named its name, or its target: with the kind, as in {@code lambda shop-api:live}, or
     *     without
     */
    Service find(String named) {
        var services = automation.services();
        var matches = services.stream().filter(service -> calls(service).contains(named)).toList();
        if (matches.size() == 1) {
            return matches.getFirst();
        }
        if (!matches.isEmpty()) {
            throw new Trouble(
                    Exit.USAGE,
                    "%s are several targets: %s"
                            .formatted(
                                    named,
                                    String.join(
                                            ", ",
                                            matches.stream()
                                                    .map(service -> service.target().id())
                                                    .toList())));
        }
        var known = new ArrayList<>(services.stream().map(Service::name).toList());
        services.forEach(service -> known.add(service.target().id()));
        throw new Trouble(
                Exit.USAGE,
                "auto-rollback guards no service %s; %s"
                        .formatted(named, Nearest.hint(named, known)));
    }

    private static List<String> calls(Service service) {
        return List.of(service.name(), service.target().id(), service.target().name());
    }
}
