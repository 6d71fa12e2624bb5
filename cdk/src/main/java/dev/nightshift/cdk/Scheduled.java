package dev.nightshift.cdk;

import dev.nightshift.core.automation.AutomationSpec.Network;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.AutomationSpec.ServiceRole;
import dev.nightshift.core.automation.AutomationSpec.Webhook;
import dev.nightshift.core.automation.MetricAlarm;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Wake;
import dev.nightshift.core.config.AutomationSettings;
import dev.nightshift.core.config.Regions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An automation as the stack sees it.
 *
 * @param name the one word for it everywhere
 * @param handler the class of the function
 * @param schedule as EventBridge Scheduler writes it: {@code rate(30 minutes)} or {@code cron(…)},
 *     in UTC
 * @param longestGap the longest time between two ticks of the schedule
 * @param permissions what the function's code needs; those that write are granted only in {@link
 *     Mode#APPLY}
 * @param network its place in a VPC, if it needs one
 * @param roles that services of AWS take on to work in its name; made only in {@link Mode#APPLY}
 */
public record Scheduled(
        String name,
        Class<?> handler,
        String schedule,
        Duration longestGap,
        Mode mode,
        Duration timeout,
        int memoryMb,
        List<Permission> permissions,
        Optional<Network> network,
        List<ServiceRole> roles,
        List<Wake> wakes,
        List<MetricAlarm> alarms,
        Optional<Integer> concurrency,
        Optional<Webhook> webhook) {
    /** Fixed, so that the same settings make the same template on any day. */
    private static final Instant ANY_TIME = Instant.parse("2026-01-01T00:00:00Z");

    public Scheduled {
        permissions = List.copyOf(permissions);
        roles = List.copyOf(roles);
        wakes = List.copyOf(wakes);
        alarms = List.copyOf(alarms);
    }

    /**
     * @throws UsageException if its schedule cannot be watched, or the room refuses its settings
     */
    static <C> Scheduled of(AutomationSettings<C> settings, String stage, Regions regions) {
        var spec = settings.spec();
        var place = new Place(new Scope(stage, spec.name()), regions);
        var gap = settings.schedule().longestGap(ANY_TIME);
        if (gap.compareTo(DeadMan.LONGEST_GAP) > 0) {
            throw new UsageException(
                    "automations.%s.schedule: %s is silent for up to %d hours, and a missed tick could not be told after more than %d: let it tick daily; what is not due is left alone"
                            .formatted(
                                    spec.name(),
                                    settings.schedule().expression(),
                                    gap.toHours(),
                                    DeadMan.LONGEST_GAP.toHours()));
        }
        return new Scheduled(
                spec.name(),
                spec.handler(),
                settings.schedule().expression(),
                gap,
                settings.mode(),
                settings.timeout(),
                settings.memoryMb(),
                permissions(settings, place),
                spec.network(settings.own()),
                spec.roles(settings.own(), place),
                spec.wakes(settings.own(), place),
                spec.alarms(settings.own(), place),
                spec.concurrency(),
                spec.webhook(settings.own(), place));
    }

    /** A room may refuse settings that only the place makes wrong. */
    private static <C> List<Permission> permissions(AutomationSettings<C> settings, Place place) {
        try {
            return settings.spec().permissions(settings.own(), place);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** What its role is granted beside what every automation has. */
    List<Permission> granted() {
        return permissions.stream()
                .filter(
                        permission ->
                                switch (permission.access()) {
                                    case READ, KEEP -> true;
                                    case WRITE -> mode == Mode.APPLY;
                                })
                .toList();
    }
}
