package dev.nightshift.backup.history;

import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.history.BackupFacts.Gap;
import dev.nightshift.backup.history.BackupFacts.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How backups stand, one row per source.
 *
 * @param since where the series begin
 */
public record BackupOverview(Instant at, Instant since, List<Row> rows, List<Gap> gaps) {
    public BackupOverview {
        rows = List.copyOf(rows);
        gaps = List.copyOf(gaps);
    }

    /** Pure: the same facts, the same rows, in their order. */
    public static BackupOverview of(BackupFacts facts, Duration back) {
        var since = facts.at().minus(back);
        return new BackupOverview(
                facts.at(),
                since,
                facts.sources().stream()
                        .map(source -> Judgement.of(source, facts.at(), since))
                        .toList(),
                facts.gaps());
    }

    /** Whether there is something, all of it is OK, and nothing was left unread. */
    public boolean isOk() {
        return !rows.isEmpty()
                && gaps.isEmpty()
                && rows.stream().allMatch(row -> row.state() == State.OK);
    }

    /** In the order in which one counts that a source is in more than one of. */
    public enum State {
        /** The last drill failed or ran out of time. */
        FAILED,
        /** The last good copy is older, or a restore takes longer, than it may. */
        LATE,
        /** Something could not be read, or a drill could not tell. */
        UNKNOWN,
        /** No drill has found a copy good for too long, or ever, though one could. */
        UNPROVEN,
        OK
    }

    /**
     * How one source stands.
     *
     * @param because why it is not OK, the worst first; empty if it is
     * @param rpoNow how old the data of the last good copy is
     * @param rto how long the last restore took that got to its end
     * @param rpoSeries how old the last good copy had become whenever the next one was made, or a
     *     drill looked, and how old it is now; oldest first
     * @param drills oldest first
     */
    public record Row(
            Kind kind,
            String name,
            State state,
            List<String> because,
            Optional<Good> lastGood,
            Optional<Proof> lastProven,
            Optional<Duration> rpoNow,
            Duration rpoTarget,
            Optional<Duration> rto,
            Optional<Duration> rtoTarget,
            List<Point> rpoSeries,
            List<Drill> drills) {
        public Row {
            because = List.copyOf(because);
            rpoSeries = List.copyOf(rpoSeries);
            drills = List.copyOf(drills);
        }

        /** How long each restore took that got to its end, by when the drill began. */
        public List<Point> rtoSeries() {
            return drills.stream()
                    .flatMap(
                            drill ->
                                    drill.rto().stream()
                                            .map(took -> new Point(drill.startedAt(), took)))
                    .toList();
        }

        public Optional<Drill> lastDrill() {
            return drills.isEmpty() ? Optional.empty() : Optional.of(drills.getLast());
        }
    }

    /**
     * The newest good copy.
     *
     * @param locations all that hold one of the same moment
     */
    public record Good(Instant dataFrom, String copy, List<String> locations) {
        public Good {
            locations = List.copyOf(locations);
        }
    }

    /**
     * That a restore was found good.
     *
     * @param copyOf the moment that its data was current
     */
    public record Proof(Instant at, String copy, String location, Instant copyOf) {}

    /** A measured length of time at a moment. */
    public record Point(Instant at, Duration value) {}

    /**
     * @param reason why it did not succeed; empty if it did
     * @param rpo age of the copy's data when it began
     */
    public record Drill(
            String id,
            Instant startedAt,
            Instant endedAt,
            Evidence.Result result,
            String reason,
            String copy,
            String location,
            Duration rpo,
            Optional<Duration> rto,
            Optional<Duration> newestRow) {}
}
