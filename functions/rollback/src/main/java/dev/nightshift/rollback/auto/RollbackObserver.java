package dev.nightshift.rollback.auto;

import dev.nightshift.core.automation.Memory;
import dev.nightshift.core.work.Together;
import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.AlarmSights;
import dev.nightshift.rollback.decide.Rules;
import dev.nightshift.rollback.decide.ServiceFacts;
import dev.nightshift.rollback.decide.Sight;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Rollback;
import dev.nightshift.rollback.release.Rollback.Phase;
import dev.nightshift.rollback.service.Mode;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.target.Preflight;
import dev.nightshift.rollback.target.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Looks at the services: all of one at once, and further only where an alarm fires. */
final class RollbackObserver {
    private static final int AT_ONCE = 16;

    /** Before the blame window there must be time to have been OK in. */
    private static final Duration EARLIER = Duration.ofHours(1);

    private final RollbackSettings settings;
    private final RollbackGateway gateway;

    RollbackObserver(RollbackSettings settings, RollbackGateway gateway) {
        this.settings = settings;
        this.gateway = gateway;
    }

    RollbackFacts observe(Instant now, Memory memory) {
        var alarms = alarms(settings.services(), now);
        var services =
                Together.map(settings.services(), AT_ONCE, service -> observe(service, alarms));
        return new RollbackFacts(now, services, shadows(services, memory));
    }

    /** What is urgent does not wait for a count that it does not change. */
    private static Map<String, Shadow> shadows(List<ServiceFacts> services, Memory memory) {
        boolean counts = services.stream().anyMatch(facts -> facts.service().mode() == Mode.SHADOW);
        boolean urgent = services.stream().anyMatch(facts -> facts.preflight().isPresent());
        return urgent && !counts ? Map.of() : Shadow.read(memory.recall());
    }

    /** Looks at one service as if its alarms were these. */
    ServiceFacts rehearse(Service service, Instant now, UnaryOperator<List<AlarmSight>> replay) {
        var seen = seen(service, alarms(List.of(service), now));
        return preflighted(seen.withAlarms(replay.apply(seen.alarms())));
    }

    private AlarmSights alarms(List<Service> services, Instant now) {
        var names =
                services.stream()
                        .flatMap(service -> service.alarms().stream())
                        .distinct()
                        .sorted()
                        .toList();
        var reach =
                services.stream()
                        .map(Service::blame)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
        return new AlarmSights(gateway.alarms(names, now.minus(reach).minus(EARLIER)));
    }

    private ServiceFacts observe(Service service, AlarmSights alarms) {
        var facts = seen(service, alarms);
        var open = facts.docket().seen().flatMap(Docket::open);
        if (open.isPresent()) {
            return underWay(facts, open.get());
        }
        return isFiring(facts.alarms()) ? preflighted(facts) : facts;
    }

    private ServiceFacts seen(Service service, AlarmSights alarms) {
        var own = alarms.of(service.alarms());
        var target = service.target();
        var port = gateway.target(target);
        return new ServiceFacts(
                service,
                Sight.of(port::observe),
                own,
                Sight.of(() -> gateway.register().releases(target.id())),
                Sight.of(() -> gateway.register().docket(target.id())),
                Optional.empty(),
                Optional.empty());
    }

    private static boolean isFiring(List<AlarmSight> alarms) {
        return alarms.stream()
                .anyMatch(
                        alarm ->
                                alarm instanceof AlarmSight.Seen seen
                                        && seen.state() == State.ALARM);
    }

    private ServiceFacts underWay(ServiceFacts facts, Rollback rollback) {
        var service = facts.service();
        if (rollback.phase() == Phase.BEGUN) {
            return facts.withPreflight(
                    Sight.of(
                            () ->
                                    gateway.target(service.target())
                                            .preflight(rollback.from(), rollback.to())));
        }
        return service.checks().isEmpty()
                ? facts
                : facts.withChecks(Sight.of(() -> gateway.check(service.checks())));
    }

    private ServiceFacts preflighted(ServiceFacts facts) {
        var standing = facts.standing().seen();
        var candidate = standing.flatMap(seen -> candidate(facts, seen));
        return candidate
                .map(
                        to ->
                                facts.withPreflight(
                                        preflight(
                                                facts.service(),
                                                standing.orElseThrow(),
                                                to.revision())))
                .orElse(facts);
    }

    private static Optional<Release> candidate(ServiceFacts facts, Standing standing) {
        return facts.releases()
                .seen()
                .flatMap(
                        releases ->
                                facts.docket()
                                        .seen()
                                        .flatMap(
                                                docket ->
                                                        Rules.candidate(
                                                                standing, releases, docket)));
    }

    private Sight<Preflight> preflight(Service service, Standing standing, String to) {
        return Sight.of(
                () -> gateway.target(service.target()).preflight(standing, standing.current(), to));
    }
}
