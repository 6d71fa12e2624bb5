package dev.nightshift.rollback.auto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Memory;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.TestClock;
import dev.nightshift.rollback.auto.RollbackAction.GoBack;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.release.LedgerRegister;
import dev.nightshift.rollback.release.Register;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Rollback;
import dev.nightshift.rollback.service.Freeze;
import dev.nightshift.rollback.service.Mode;
import dev.nightshift.rollback.service.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * One service, the people around it and all that can go wrong, and what is true of it. It knows the
 * truth from its own book, not from what auto-rollback writes.
 */
final class Town {
    private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
    private static final List<String> ALARMS = List.of("errors", "latency", "unhealthy");

    private final Random random;
    private final TestClock clock = new TestClock(START);
    private final Faults faults = new Faults();
    private final FakeAlarms alarms = new FakeAlarms();
    private final FakeTarget target = new FakeTarget(faults);
    private final Register register = new LedgerRegister(new InMemoryLedgerStore(), clock);
    private final RollbackSettings settings;
    private final Service service;
    private final RollbackAutomation automation;
    private final String story;

    private final Map<String, Instant> released = new HashMap<>();
    private final Set<String> takenBack = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    private final List<Instant> movedAt = new ArrayList<>();
    private Optional<RollbackFacts> stale = Optional.empty();
    private int versions;

    Town(long seed) {
        random = new Random(seed);
        story = "history " + seed;
        ALARMS.forEach(alarms::with);
        var freezes =
                random.nextInt(4) == 0
                        ? List.of(
                                new Freeze(
                                        START.plus(Duration.ofHours(2)),
                                        START.plus(Duration.ofHours(5)),
                                        "a launch"))
                        : List.<Freeze>of();
        service = Samples.service(Mode.AUTO, ALARMS, 1 + random.nextInt(2), freezes);
        settings = new RollbackSettings(List.of(service));
        automation =
                new RollbackAutomation(
                        settings,
                        new FakeGateway(
                                faults,
                                alarms,
                                Map.of(Samples.TARGET.id(), target),
                                register,
                                List.of()),
                        clock,
                        Memory.none());
        deploy();
        clock.advance(Duration.ofHours(2));
        markGood();
    }

    void live(int steps) {
        for (int step = 0; step < steps; step++) {
            clock.advance(Duration.ofMinutes(1L + random.nextInt(15)));
            happen();
            if (random.nextInt(4) > 0) {
                tick();
            }
        }
    }

    private void happen() {
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> deploy();
            case 3 -> redeploy();
            case 4, 5, 6 -> alarm(State.ALARM);
            case 7, 8 -> alarm(State.OK);
            case 9 -> alarm(State.INSUFFICIENT_DATA);
            case 10, 11, 12 -> markGood();
            case 13 -> alarms.hide(any(ALARMS), random.nextBoolean());
            case 14 ->
                    target.busy(
                            random.nextBoolean()
                                    ? Optional.of("a deployment runs")
                                    : Optional.empty());
            default -> mishap();
        }
    }

    private void mishap() {
        switch (random.nextInt(4)) {
            case 0 -> target.hide(random.nextBoolean());
            case 1 -> target.lose(any(target.revisions()));
            case 2 -> alarms.hide("*", random.nextBoolean());
            default -> {
                var fault = any(List.of(Fault.values()));
                faults.arm(fault, Among.ALL_CALLS, 1 + random.nextInt(12));
            }
        }
    }

    private void deploy() {
        release(String.valueOf(++versions));
        if (random.nextInt(5) < 2) {
            clock.advance(Duration.ofMinutes(1L + random.nextInt(10)));
            alarm(State.ALARM);
            alarm(State.ALARM);
        }
    }

    private void redeploy() {
        release(any(target.revisions()));
    }

    /**
     * Sometimes deploy-watch has not heard of a new one. That an old one came back it sees with its
     * next look.
     */
    private void release(String revision) {
        target.release(revision);
        var isNew = released.put(revision, clock.instant()) == null;
        if (!isNew || random.nextInt(10) > 0) {
            var at = clock.instant();
            register.change(
                    Samples.TARGET.id(),
                    revision,
                    known ->
                            new Release(
                                    Samples.TARGET.id(),
                                    revision,
                                    at,
                                    Release.Phase.LIVE,
                                    known.flatMap(Release::goodAt),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    known.map(Release::undo).orElseGet(this::undo)));
        }
    }

    /** Of twenty one is marked, and of one nobody could read whether it is. */
    private Release.Undo undo() {
        return switch (random.nextInt(20)) {
            case 0 -> Release.Undo.IRREVERSIBLE;
            case 1 -> Release.Undo.UNKNOWN;
            default -> Release.Undo.POSSIBLE;
        };
    }

    /** As deploy-watch does: what has baked with its alarms OK. */
    private void markGood() {
        var current = target.current();
        var known = register.releases(Samples.TARGET.id());
        known.stream()
                .filter(release -> release.revision().equals(current))
                .filter(release -> !takenBack.contains(current))
                .filter(release -> !clock.instant().isBefore(release.at().plus(service.bake())))
                .filter(
                        release ->
                                ALARMS.stream()
                                        .allMatch(
                                                alarm ->
                                                        alarms.state(alarm) == State.OK
                                                                && alarms.since(alarm)
                                                                        .isBefore(release.at())))
                .forEach(
                        release ->
                                register.change(
                                        Samples.TARGET.id(),
                                        current,
                                        before -> good(before.orElse(release), clock.instant())));
    }

    private static Release good(Release release, Instant at) {
        return new Release(
                release.target(),
                release.revision(),
                release.at(),
                release.phase(),
                Optional.of(release.goodAt().orElse(at)),
                release.by(),
                release.what(),
                release.link(),
                release.undo());
    }

    private void alarm(State state) {
        alarms.set(any(ALARMS), state, clock.instant());
    }

    private void tick() {
        try {
            // two at once: the other decided from what it saw before
            var facts = stale.filter(any -> random.nextInt(3) == 0).orElseGet(this::look);
            stale = random.nextInt(5) == 0 ? Optional.of(facts) : Optional.empty();
            for (var action : automation.plan(facts).actions()) {
                apply(action, facts);
                if (random.nextInt(4) == 0) {
                    apply(action, facts);
                }
            }
        } catch (CloudException | Faults.Killed cut) {
            // as a run that died; the next tick converges
            assertThat(cut).hasMessageMatching("(?s).+");
        }
        faults.disarm();
    }

    private RollbackFacts look() {
        return automation.observe(clock.instant());
    }

    private void apply(RollbackAction action, RollbackFacts facts) {
        int before = target.moves().size();
        var docket = register.docket(Samples.TARGET.id());
        var from = target.current();
        try {
            automation.apply(action, Deadline.at(clock.instant().plusSeconds(300), clock));
        } catch (CloudException failed) {
            assertThat(failed.getMessage()).isNotBlank();
        } finally {
            if (target.moves().size() > before) {
                moved((GoBack) action, from, facts, docket.open());
            }
        }
    }

    /** What must be true of every going back. */
    private void moved(GoBack action, String from, RollbackFacts facts, Optional<Rollback> open) {
        var move = target.moves().getLast();
        var said = story + ", " + action.id();
        assertThat(move.from()).as(said).isEqualTo(from);
        assertThat(move.preflighted()).as(said + ": preflight").isTrue();
        assertThat(takenBack).as(said + ": to a bad release").doesNotContain(move.to());
        assertThat(
                        register.releases(Samples.TARGET.id()).stream()
                                .filter(release -> release.revision().equals(move.to())))
                .as(said + ": to one that was never good")
                .allMatch(Release::isGood)
                .isNotEmpty();
        assertThat(answered.add(action.incident())).as(said + ": twice for one").isTrue();
        // what was decided before and begun again is held to the time of the decision
        if (open.isEmpty()) {
            decided(said, from, facts.at());
        }
        takenBack.add(from);
        movedAt.add(clock.instant());
        // deploy-watch sees that it is released again
        release(move.to());
    }

    private void decided(String said, String from, Instant at) {
        assertThat(
                        register.releases(Samples.TARGET.id()).stream()
                                .filter(release -> release.revision().equals(from)))
                .as(said + ": from one that must stay, or may have to")
                .extracting(Release::undo)
                .containsExactly(Release.Undo.POSSIBLE);
        var came = released.getOrDefault(from, Instant.MAX);
        assertThat(
                        ALARMS.stream()
                                .filter(alarm -> alarms.before(alarm, came) == State.OK)
                                .filter(alarm -> fired(alarm, came, at))
                                .count())
                .as(said + ": alarms that were OK and fire because of it")
                .isGreaterThanOrEqualTo(service.agreeing());
        assertThat(service.freezes()).as(said).noneMatch(freeze -> freeze.holds(at));
        assertThat(movedAt.stream().filter(moved -> moved.isAfter(at.minus(Duration.ofDays(1)))))
                .as(said + ": today")
                .hasSizeLessThan(service.daily());
        assertThat(movedAt)
                .as(said + ": cool-down")
                .noneMatch(moved -> moved.plus(service.cooldown()).isAfter(at));
    }

    private boolean fired(String alarm, Instant came, Instant at) {
        return alarms.before(alarm, at.plusNanos(1)) == State.ALARM
                && !alarms.since(alarm).isAfter(came.plus(service.blame()));
    }

    /** Everything can be read again, nothing else happens: it comes to rest and stays there. */
    void settle() {
        faults.disarm();
        target.hide(false);
        target.busy(Optional.empty());
        alarms.hide("*", false);
        ALARMS.forEach(alarm -> alarms.hide(alarm, false));
        stale = Optional.empty();
        for (int tick = 0; tick < 12; tick++) {
            clock.advance(Duration.ofMinutes(15));
            calmTick();
        }
        assertThat(register.docket(Samples.TARGET.id()).open()).as(story).isEmpty();
        assertThat(automation.plan(look()).actions()).as(story).isEmpty();
    }

    private void calmTick() {
        var facts = look();
        automation.plan(facts).actions().forEach(action -> apply(action, facts));
    }

    long moves() {
        return target.moves().size();
    }

    long escalated() {
        return register.docket(Samples.TARGET.id()).rollbacks().stream()
                .filter(rollback -> rollback.phase() == Rollback.Phase.ESCALATED)
                .count();
    }

    long frozen() {
        return register.docket(Samples.TARGET.id()).frozen().isPresent() ? 1 : 0;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
