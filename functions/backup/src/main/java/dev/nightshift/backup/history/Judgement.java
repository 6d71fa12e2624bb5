package dev.nightshift.backup.history;

import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.history.BackupFacts.Copy;
import dev.nightshift.backup.history.BackupFacts.Source;
import dev.nightshift.backup.history.BackupOverview.Drill;
import dev.nightshift.backup.history.BackupOverview.Good;
import dev.nightshift.backup.history.BackupOverview.Point;
import dev.nightshift.backup.history.BackupOverview.Proof;
import dev.nightshift.backup.history.BackupOverview.Row;
import dev.nightshift.backup.history.BackupOverview.State;
import dev.nightshift.core.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes the row of one source from what is known of it. */
final class Judgement {
    /** Clocks differ; more than this is not a clock. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Source source;
    private final Instant at;
    private final Instant since;

    /** Good copies that are not of the future. */
    private final List<Copy> copies;

    /** Oldest first. */
    private final List<Drill> drills;

    private Judgement(Source source, Instant at, Instant since) {
        this.source = source;
        this.at = at;
        this.since = since;
        this.copies = source.copies().stream().filter(copy -> !isAhead(copy)).toList();
        this.drills =
                source.evidence().stream()
                        .sorted(Comparator.comparing(Evidence::startedAt))
                        .map(Judgement::drill)
                        .toList();
    }

    static Row of(Source source, Instant at, Instant since) {
        return new Judgement(source, at, since).row();
    }

    private record Reason(State state, String text) {}

    private Row row() {
        var reasons = reasons().sorted(Comparator.comparing(Reason::state)).toList();
        return new Row(
                source.kind(),
                source.name(),
                reasons.isEmpty() ? State.OK : reasons.getFirst().state(),
                reasons.stream().map(Reason::text).toList(),
                lastGood(),
                lastProven(),
                rpoNow(),
                source.targets().rpo(),
                lastRto(),
                rtoTarget(),
                rpoSeries(),
                drills.stream().filter(drill -> !drill.startedAt().isBefore(since)).toList());
    }

    private Stream<Reason> reasons() {
        return Stream.of(ofTheLastDrill(), ofTheCopies(), ofTheRestore(), ofTheProof())
                .flatMap(List::stream);
    }

    private List<Reason> ofTheLastDrill() {
        if (drills.isEmpty()) {
            return List.of();
        }
        var last = drills.getLast();
        var when = "the last drill, " + ago(last.endedAt()) + ", ";
        var why = last.reason().isBlank() ? "" : ": " + last.reason();
        return switch (last.result()) {
            case SUCCESSFUL -> List.of();
            case FAILED -> List.of(new Reason(State.FAILED, when + "failed" + why));
            case TIMED_OUT -> List.of(new Reason(State.FAILED, when + "ran out of time" + why));
            case UNKNOWN -> List.of(new Reason(State.UNKNOWN, when + "could not tell" + why));
        };
    }

    private List<Reason> ofTheCopies() {
        var reasons = new ArrayList<Reason>();
        source.unread().forEach(why -> reasons.add(new Reason(State.UNKNOWN, why)));
        source.copies().stream()
                .filter(this::isAhead)
                .forEach(
                        copy ->
                                reasons.add(
                                        new Reason(
                                                State.UNKNOWN,
                                                copy.id() + " is dated in the future")));
        // an older copy proves nothing while there may be a newer one
        if (reasons.isEmpty()) {
            var target = source.targets().rpo();
            var age = rpoNow();
            if (age.isEmpty()) {
                reasons.add(new Reason(State.LATE, "there is no good copy"));
            } else if (age.get().compareTo(target) > 0) {
                reasons.add(
                        new Reason(
                                State.LATE,
                                "the last good copy is %s old, %s are allowed"
                                        .formatted(Words.length(age.get()), Words.length(target))));
            }
        }
        return reasons;
    }

    private List<Reason> ofTheRestore() {
        var took = lastRto();
        var target = rtoTarget();
        return took.isPresent() && target.isPresent() && took.get().compareTo(target.get()) > 0
                ? List.of(
                        new Reason(
                                State.LATE,
                                "the last restore took %s, %s are allowed"
                                        .formatted(
                                                Words.length(took.get()),
                                                Words.length(target.get()))))
                : List.of();
    }

    private List<Reason> ofTheProof() {
        if (!source.kind().canBeDrilled()) {
            return List.of();
        }
        if (source.noEvidence().isPresent()) {
            return List.of(
                    new Reason(
                            State.UNKNOWN, "evidence was not read: " + source.noEvidence().get()));
        }
        var within = source.targets().provenWithin();
        if (within.isEmpty()) {
            return unproven("no drill restores it: name it in automations.restore-drill");
        }
        var proof = lastProven();
        if (proof.isEmpty()) {
            return unproven("no copy of it was ever restored and found good");
        }
        return Duration.between(proof.get().at(), at).compareTo(within.get()) > 0
                ? unproven(
                        "last proven %s, a drill is due every %s"
                                .formatted(
                                        ago(proof.get().at()),
                                        Words.length(source.targets().drillEvery().orElseThrow())))
                : List.of();
    }

    private static List<Reason> unproven(String why) {
        return List.of(new Reason(State.UNPROVEN, why));
    }

    private Optional<Good> lastGood() {
        return newest().map(
                        newest ->
                                new Good(
                                        newest.dataFrom(),
                                        newest.id(),
                                        copies.stream()
                                                .filter(copy -> copy.slot().equals(newest.slot()))
                                                .map(Copy::location)
                                                .distinct()
                                                .sorted()
                                                .toList()));
    }

    private Optional<Copy> newest() {
        return copies.stream()
                .max(
                        Comparator.comparing(Copy::dataFrom)
                                .thenComparing(Copy::location, Comparator.reverseOrder()));
    }

    private Optional<Duration> rpoNow() {
        return newest().map(copy -> age(copy.dataFrom()));
    }

    /** By evidence, or by what a copy says of itself where that is newer. */
    private Optional<Proof> lastProven() {
        var told =
                source.evidence().stream()
                        .filter(one -> one.result() == Evidence.Result.SUCCESSFUL)
                        .map(
                                one ->
                                        new Proof(
                                                one.endedAt(),
                                                one.copy(),
                                                one.location(),
                                                one.copyOf()));
        var tagged =
                copies.stream()
                        .flatMap(
                                copy ->
                                        copy.proven().stream()
                                                .filter(when -> !when.isAfter(at.plus(SKEW)))
                                                .map(
                                                        when ->
                                                                new Proof(
                                                                        when,
                                                                        copy.id(),
                                                                        copy.location(),
                                                                        copy.dataFrom())));
        return Stream.concat(told, tagged).max(Comparator.comparing(Proof::at));
    }

    private Optional<Duration> lastRto() {
        return drills.reversed().stream().flatMap(drill -> drill.rto().stream()).findFirst();
    }

    /** As it is set now; else as it was when it was last measured. */
    private Optional<Duration> rtoTarget() {
        return source.targets()
                .rto()
                .or(
                        () ->
                                source.evidence().stream()
                                        .max(Comparator.comparing(Evidence::startedAt))
                                        .map(Evidence::rtoTarget));
    }

    private List<Point> rpoSeries() {
        // by slot: a copy elsewhere is of the same moment
        var moments = new TreeMap<Instant, Instant>();
        copies.forEach(
                copy ->
                        moments.merge(
                                copy.slot(), copy.dataFrom(), (a, b) -> a.isBefore(b) ? a : b));
        var dates = moments.values().stream().sorted(Comparator.reverseOrder()).toList();
        var points = new ArrayList<Point>();
        var known = at;
        for (int i = 0; i + 1 < dates.size(); i++) {
            var older = dates.get(i + 1);
            if (!source.targets().unthinned().has(i + 1, age(older))) {
                break;
            }
            points.add(new Point(dates.get(i), Duration.between(older, dates.get(i))));
            known = older;
        }
        var gapless = known;
        rpoNow().ifPresent(now -> points.add(new Point(at, now)));
        // further back only drills have seen how old the newest copy was
        drills.stream()
                .filter(drill -> source.targets().drillsNewest())
                .filter(drill -> drill.startedAt().isBefore(gapless))
                .forEach(drill -> points.add(new Point(drill.startedAt(), drill.rpo())));
        return points.stream()
                .filter(point -> !point.at().isBefore(since))
                .sorted(Comparator.comparing(Point::at))
                .toList();
    }

    private boolean isAhead(Copy copy) {
        return copy.dataFrom().isAfter(at.plus(SKEW));
    }

    /** Never less than nothing: a clock may be a little ahead. */
    private Duration age(Instant then) {
        return then.isAfter(at) ? Duration.ZERO : Duration.between(then, at);
    }

    private String ago(Instant then) {
        return Words.length(age(then)) + " ago";
    }

    private static Drill drill(Evidence evidence) {
        return new Drill(
                evidence.drill(),
                evidence.startedAt(),
                evidence.endedAt(),
                evidence.result(),
                evidence.reason(),
                evidence.copy(),
                evidence.location(),
                evidence.rpo(),
                evidence.rto(),
                evidence.newestRow());
    }
}
