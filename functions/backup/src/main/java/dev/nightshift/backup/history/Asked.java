package dev.nightshift.backup.history;

import dev.nightshift.backup.drill.DrillSettings;
import dev.nightshift.backup.drill.DrillSettings.BucketDrill;
import dev.nightshift.backup.drill.DrillSettings.DatabaseDrill;
import dev.nightshift.backup.drill.DrillSettings.Pick;
import dev.nightshift.backup.history.BackupFacts.Targets;
import java.time.Duration;
import java.util.Optional;

/**
 * What the settings ask for, whichever automation they ask.
 *
 * @param rpo of the backups
 * @param drills of restore-drill, if there is one
 */
public record Asked(Duration rpo, Unthinned unthinned, Optional<DrillSettings> drills) {
    public Targets ofDatabase(String name) {
        var drill =
                drills.stream()
                        .flatMap(all -> all.databases().stream())
                        .filter(one -> one.name().equals(name))
                        .findFirst();
        return targets(drill.map(DatabaseDrill::rto), drill.map(DatabaseDrill::pick));
    }

    public Targets ofBucket(String name) {
        var drill =
                drills.stream()
                        .flatMap(all -> all.buckets().stream())
                        .filter(one -> one.name().equals(name))
                        .findFirst();
        return targets(drill.map(BucketDrill::rto), drill.map(BucketDrill::pick));
    }

    /** No drill restores a host. */
    public Targets ofHost(String name) {
        return targets(Optional.empty(), Optional.empty());
    }

    private Targets targets(Optional<Duration> rto, Optional<Pick> pick) {
        return new Targets(
                rpo,
                rto,
                pick.flatMap(any -> drills.map(DrillSettings::every)),
                pick.filter(which -> which.within().isEmpty()).isPresent(),
                unthinned);
    }
}
