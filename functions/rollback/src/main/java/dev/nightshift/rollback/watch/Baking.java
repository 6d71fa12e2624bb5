package dev.nightshift.rollback.watch;

import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.check.CheckSight;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.watch.DeployWatchAction.MarkGood;
import dev.nightshift.rollback.watch.DeployWatchAction.RecordRelease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a live release is good: all of its alarms OK and nothing else wrong with it for as long
 * as it must bake, on end, and its checks pass now. What cannot be read is not well.
 */
final class Baking {
    private final Watched watched;
    private final Release release;
    private final DeployWatchFacts facts;
    private final WatchDraft draft;
    private final List<String> unwell = new ArrayList<>();
    private final List<String> waits = new ArrayList<>();
    private boolean unknown;

    Baking(Watched watched, Release release, DeployWatchFacts facts, WatchDraft draft) {
        this.watched = watched;
        this.release = release;
        this.facts = facts;
        this.draft = draft;
    }

    /** How far it has come; says so in the plan. */
    Stage stage() {
        watched.alarms().forEach(this::alarm);
        watched.checks().forEach(this::check);
        var name = watched.service().name();
        if (!unwell.isEmpty()) {
            unwell.forEach(line -> draft.warn(Trouble.UNWELL, name, line));
            return new Stage(Stage.Kind.UNWELL, release, unwell);
        }
        if (unknown) {
            return new Stage(
                    Stage.Kind.BAKING, release, "cannot be called good: not all can be read");
        }
        if (!waits.isEmpty()) {
            waits.forEach(line -> draft.hold(name, line));
            return new Stage(Stage.Kind.BAKING, release, waits);
        }
        return due(name);
    }

    private Stage due(String name) {
        var due = wellSince().plus(watched.service().bake());
        if (facts.now().isBefore(due)) {
            var line = "%s bakes until %s".formatted(release.revision(), due);
            draft.hold(name, line);
            return new Stage(Stage.Kind.BAKING, release, line);
        }
        var because =
                "well since %s: %s, %s"
                        .formatted(
                                wellSince(),
                                watched.alarms().isEmpty()
                                        ? "no alarm speaks for it"
                                        : "all alarms OK",
                                watched.checks().isEmpty()
                                        ? "no checks"
                                        : watched.checks().size() + " checks passed");
        draft.act(new MarkGood(name, release, facts.now(), because, needs()));
        return new Stage(Stage.Kind.PROVEN, release, because);
    }

    /** A record that is written by the same plan is written first. */
    private Set<String> needs() {
        boolean isWritten = watched.current().equals(Optional.of(release));
        return isWritten ? Set.of() : Set.of(RecordRelease.id(release));
    }

    private Instant wellSince() {
        var since = release.at();
        for (var alarm : watched.alarms()) {
            if (alarm instanceof AlarmSight.Seen seen && seen.since().isAfter(since)) {
                since = seen.since();
            }
        }
        var mark = facts.before().unwell(release.target(), release.revision());
        return mark.filter(since::isBefore).orElse(since);
    }

    private void alarm(AlarmSight alarm) {
        switch (alarm) {
            case AlarmSight.Unknown(var name, var why) -> unknown("alarm " + name + ": " + why);
            case AlarmSight.Seen seen -> {
                switch (seen.state()) {
                    case OK -> {}
                    case ALARM ->
                            unwell.add("%s fires since %s".formatted(seen.name(), seen.since()));
                    case INSUFFICIENT_DATA ->
                            waits.add(
                                    ("%s has no data since %s; if no traffic is fine, let it treat"
                                                    + " missing data as not breaching")
                                            .formatted(seen.name(), seen.since()));
                }
            }
        }
    }

    private void check(CheckSight check) {
        switch (check) {
            case CheckSight.Passed _ -> {}
            case CheckSight.Failed failed -> failed.fault().ifPresent(unwell::add);
            case CheckSight.NotAsked refused -> refused.fault().ifPresent(this::unknown);
        }
    }

    private void unknown(String why) {
        unknown = true;
        draft.unknown(Trouble.UNREAD, watched.service().name(), why);
    }
}
