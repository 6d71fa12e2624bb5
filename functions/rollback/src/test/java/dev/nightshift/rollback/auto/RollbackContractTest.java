package dev.nightshift.rollback.auto;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.Memory;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.AutomationContractTest;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.World;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.LedgerRegister;
import dev.nightshift.rollback.release.Register;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Rollback;
import dev.nightshift.rollback.release.Rollback.Phase;
import dev.nightshift.rollback.service.Mode;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.service.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What all automations promise, in a street where each house has something else to be done: go
 * back, go back only in words, close what has helped, give up, freeze.
 */
class RollbackContractTest extends AutomationContractTest<RollbackFacts, RollbackAction> {
    @Override
    protected boolean hasDeletions() {
        return false;
    }

    @Override
    protected World<RollbackFacts, RollbackAction> world(Scope scope, Clock clock) {
        return new Street(clock);
    }

    private static final class Street implements World<RollbackFacts, RollbackAction> {
        private static final String FOREIGN = "foreign";

        private final Faults faults = new Faults();
        private final FakeAlarms alarms = new FakeAlarms();
        private final Map<String, FakeTarget> targets = new TreeMap<>();
        private final List<Service> services = new ArrayList<>();
        private final Register register;
        private final Clock clock;
        private final Instant now;

        Street(Clock clock) {
            this.clock = clock;
            this.now = clock.instant();
            this.register = new LedgerRegister(new InMemoryLedgerStore(), clock);
            house("back", Mode.AUTO, "41", "42");
            fire("back", 10);
            house("words", Mode.SHADOW, "1", "2");
            fire("words", 10);
            house("helped", Mode.AUTO, "8", "9");
            rolledBack("helped", "9", "8", 60, Phase.MADE);
            house("lost", Mode.AUTO, "5", "6");
            fire("lost", 300);
            rolledBack("lost", "6", "5", 290, Phase.MADE);
            house("swing", Mode.AUTO, "15", "16");
            rolledBack("swing", "16", "15", 180, Phase.VERIFIED);
            target("swing").release("16");
            fire("swing", 10);
            house("calm", Mode.AUTO, "70", "71");
            house(FOREIGN, Mode.AUTO, "1", "2");
            fire(FOREIGN, 10);
            services.removeIf(service -> service.name().equals(FOREIGN));
        }

        /** Released twice: long ago and well, and twenty minutes ago. */
        private void house(String name, Mode mode, String good, String bad) {
            var service = service(name, mode);
            services.add(service);
            alarms.with(name);
            var target = new FakeTarget(faults);
            target.release(good);
            target.release(bad);
            targets.put(service.target().id(), target);
            released(service, good, now.minus(Duration.ofDays(2)), true);
            released(service, bad, now.minus(Duration.ofMinutes(20)), false);
        }

        private void released(Service service, String revision, Instant at, boolean good) {
            register.change(
                    service.target().id(),
                    revision,
                    known ->
                            new Release(
                                    service.target().id(),
                                    revision,
                                    at,
                                    Release.Phase.LIVE,
                                    good ? Optional.of(at) : Optional.empty(),
                                    Optional.of("ci"),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Release.Undo.POSSIBLE));
        }

        private void fire(String name, long minutesAgo) {
            alarms.set(name, State.ALARM, now.minus(Duration.ofMinutes(minutesAgo)));
        }

        private void rolledBack(String name, String from, String to, long minutesAgo, Phase phase) {
            var target = service(name, Mode.AUTO).target().id();
            var at = now.minus(Duration.ofMinutes(minutesAgo));
            register.save(
                    register.docket(target)
                            .with(
                                    new Rollback(
                                            target + "@" + from + "@" + at,
                                            from,
                                            to,
                                            "it failed",
                                            at,
                                            phase,
                                            phase.isEnd() ? Optional.of(at) : Optional.empty())));
            target(name).release(to);
        }

        private FakeTarget target(String name) {
            return Optional.ofNullable(targets.get(service(name, Mode.AUTO).target().id()))
                    .orElseThrow();
        }

        /** Patient: a run that died is taken up by the next, half an hour later. */
        private static Service service(String name, Mode mode) {
            return new Service(
                    name,
                    new Target.LambdaAlias(name, "live"),
                    mode,
                    List.of(name),
                    1,
                    Duration.ofHours(3),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofMinutes(45),
                    3,
                    List.of(),
                    List.of(),
                    new Service.Guard(
                            Optional.empty(), Optional.empty(), 5, Duration.ofSeconds(2)));
        }

        @Override
        public Automation<RollbackFacts, RollbackAction> automation() {
            return new RollbackAutomation(
                    new RollbackSettings(services),
                    new FakeGateway(faults, alarms, targets, register, List.of()),
                    clock,
                    Memory.none());
        }

        @Override
        public Faults faults() {
            return faults;
        }

        @Override
        public Object owned() {
            return stateOf(services.stream().map(Service::name).toList());
        }

        @Override
        public Object foreign() {
            return stateOf(List.of(FOREIGN));
        }

        private Object stateOf(List<String> names) {
            var state = new TreeMap<String, Object>();
            for (var name : names) {
                var docket = register.docket(service(name, Mode.AUTO).target().id());
                state.put(
                        name, List.of(target(name).current(), target(name).moves(), said(docket)));
            }
            return state;
        }

        private static Object said(Docket docket) {
            var phases =
                    docket.rollbacks().stream()
                            .map(
                                    rollback ->
                                            "%s > %s %s"
                                                    .formatted(
                                                            rollback.from(),
                                                            rollback.to(),
                                                            rollback.phase()))
                            .toList();
            return List.of(phases, docket.frozen().isPresent(), docket.quarantined());
        }

        /** What has gone back is well again. */
        @Override
        public void settle() {
            if (target("back").current().equals("41")) {
                alarms.set("back", State.OK, clock.instant());
            }
        }

        @Override
        public String blind() {
            target("calm").hide(true);
            return "calm";
        }
    }
}
