package dev.nightshift.rollback.decide;

import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.check.AlarmSight.Seen;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.AlarmSight.Transition;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Rollback;
import dev.nightshift.rollback.release.Rollback.Phase;
import dev.nightshift.rollback.service.Freeze;
import dev.nightshift.rollback.service.Mode;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.Preflight;
import dev.nightshift.rollback.target.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One service at noon, whose release 42 of 20 minutes ago is to blame, so that every rule holds;
 * and whatever a test makes different.
 */
final class Case {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Target TARGET = new Target.LambdaAlias("shop", "live");
    static final Duration BLAME = Duration.ofHours(1);
    static final Duration COOLDOWN = Duration.ofMinutes(45);
    static final int DAILY = 3;

    int agreeing = 1;
    List<Freeze> freezes = List.of();
    List<AlarmSight> alarms = List.of(alarm("errors", ago(10)));
    Sight<Standing> standing = new Sight.Seen<>(standing("42", "41", "40"));
    List<Release> releases =
            new ArrayList<>(
                    List.of(
                            release("42", ago(20), false),
                            release("41", ago(1_500), true),
                            release("40", ago(3_000), true)));
    Sight<Docket> docket = new Sight.Seen<>(Docket.empty(TARGET.id()));
    Optional<Sight<Preflight>> preflight =
            Optional.of(new Sight.Seen<>(new Preflight.Ready("41 is there")));

    static Instant ago(long minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }

    /** One that was OK, fires since then, and can be read as far back as six hours. */
    static Seen alarm(String name, Instant since) {
        return new Seen(
                name,
                State.ALARM,
                since,
                false,
                List.of(new Transition(since, State.OK, State.ALARM)),
                ago(360));
    }

    static Standing standing(String current, String... formers) {
        return new Standing(
                current,
                Optional.empty(),
                100,
                List.of(formers).stream().map(Standing.Former::new).toList(),
                Optional.empty());
    }

    static Release release(String revision, Instant at, boolean good) {
        return release(revision, at, good, Release.Undo.POSSIBLE);
    }

    static Release release(String revision, Instant at, boolean good, Release.Undo undo) {
        return new Release(
                TARGET.id(),
                revision,
                at,
                Release.Phase.LIVE,
                good ? Optional.of(at.plus(Duration.ofMinutes(30))) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                undo);
    }

    /** Of a release that came nine minutes before. */
    static Rollback rollback(String from, String to, Instant at, Phase phase) {
        return new Rollback(
                TARGET.id() + "@" + from + "@" + at.minus(Duration.ofMinutes(9)),
                from,
                to,
                "it failed",
                at,
                phase,
                phase.isEnd() ? Optional.of(at.plus(Duration.ofMinutes(5))) : Optional.empty());
    }

    Case releasedAt(Instant at) {
        releases.set(0, release("42", at, false));
        return this;
    }

    Case firingSince(Instant since) {
        alarms = List.of(alarm("errors", since));
        return this;
    }

    Case rolledBack(Rollback... rollbacks) {
        var all = Docket.empty(TARGET.id());
        for (var rollback : rollbacks) {
            all = all.with(rollback);
        }
        docket = new Sight.Seen<>(all);
        return this;
    }

    Decision decide() {
        var service =
                new Service(
                        "shop",
                        TARGET,
                        Mode.AUTO,
                        alarms.stream().map(AlarmSight::name).toList(),
                        agreeing,
                        BLAME,
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(20),
                        COOLDOWN,
                        DAILY,
                        freezes,
                        List.of(),
                        new Service.Guard(
                                Optional.empty(), Optional.empty(), 5, Duration.ofSeconds(2)));
        return Rules.decide(
                new ServiceFacts(
                        service,
                        standing,
                        alarms,
                        new Sight.Seen<>(List.copyOf(releases)),
                        docket,
                        preflight,
                        Optional.empty()),
                NOW);
    }

    /** The rules that do not hold. */
    List<Rule> against() {
        return decide().verdicts().stream()
                .filter(verdict -> !verdict.stands())
                .map(Verdict::rule)
                .toList();
    }
}
