package dev.nightshift.local.report;

import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.backup.history.BackupFacts;
import dev.nightshift.backup.history.BackupFacts.Copy;
import dev.nightshift.backup.history.BackupFacts.Gap;
import dev.nightshift.backup.history.BackupFacts.Kind;
import dev.nightshift.backup.history.BackupFacts.Source;
import dev.nightshift.backup.history.BackupFacts.Targets;
import dev.nightshift.backup.history.Unthinned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sources in every state that there is. */
public final class BackupSamples {
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private BackupSamples() {}

    /** Backed up every night but one, drilled every week, once too slowly. */
    public static Source fine(String name) {
        var copies = new ArrayList<Copy>();
        for (int day = 0; day < 90; day++) {
            if (day != 40) {
                copies.addAll(copies(DAY.multipliedBy(day).plusHours(9)));
            }
        }
        var evidence = new ArrayList<Evidence>();
        for (int week = 0; week < 12; week++) {
            evidence.add(
                    drill(
                            name,
                            WEEK.multipliedBy(week).plusHours(5),
                            week == 8 ? Result.FAILED : Result.SUCCESSFUL,
                            week == 8 ? "table orders has 0 rows, at least 118 are expected" : "",
                            Optional.of(Duration.ofMinutes(week == 4 ? 75 : 22 + week % 3 * 4))));
        }
        return new Source(
                Kind.DATABASE,
                name,
                copies,
                List.of(),
                evidence,
                Optional.empty(),
                targets(Optional.of(WEEK)));
    }

    /** The last copy is too old. */
    public static Source late(String name) {
        return new Source(
                Kind.DATABASE,
                name,
                copies(DAY.multipliedBy(2).plusHours(3)),
                List.of(),
                List.of(drill(name, DAY, Result.SUCCESSFUL, "", Optional.of(DAY.dividedBy(60)))),
                Optional.empty(),
                targets(Optional.of(WEEK)));
    }

    /** The last drill ended as it says. */
    public static Source drilled(String name, Result result, String reason) {
        var copies = new ArrayList<Copy>();
        for (int day = 0; day < 30; day++) {
            copies.addAll(copies(DAY.multipliedBy(day).plusHours(2)));
        }
        return new Source(
                Kind.BUCKET,
                name,
                copies,
                List.of(),
                List.of(
                        drill(name, DAY, result, reason, Optional.empty()),
                        drill(
                                name,
                                WEEK.plusDays(1),
                                Result.SUCCESSFUL,
                                "",
                                Optional.of(Duration.ofMinutes(3)))),
                Optional.empty(),
                targets(Optional.of(WEEK)));
    }

    /** A host, whose snapshots nothing can prove. */
    public static Source host(String name) {
        return new Source(
                Kind.HOST,
                name,
                copies(Duration.ofHours(9)),
                List.of(),
                List.of(),
                Optional.empty(),
                targets(Optional.empty()));
    }

    /** Copied, and never restored. */
    public static Source unproven(String name) {
        return new Source(
                Kind.BUCKET,
                name,
                copies(Duration.ofHours(4)),
                List.of(),
                List.of(),
                Optional.empty(),
                targets(Optional.empty()));
    }

    /** Nothing could be read. */
    public static Source unread(String name) {
        return new Source(
                Kind.DATABASE,
                name,
                List.of(),
                List.of("snapshots in eu-west-1 were not read: AccessDenied: not authorized"),
                List.of(),
                Optional.of("AccessDenied: s3:ListBucket"),
                targets(Optional.of(WEEK)));
    }

    public static BackupFacts everyState() {
        return new BackupFacts(
                NOW,
                List.of(
                        fine("shop"),
                        late("orders"),
                        drilled("media", Result.TIMED_OUT, "still restoring after 4 h"),
                        unproven("logs"),
                        unread("legacy")),
                List.of(new Gap("clusters in eu-west-1", "could not be listed: AccessDenied")));
    }

    public static BackupFacts only(Source... sources) {
        return new BackupFacts(NOW, List.of(sources), List.of());
    }

    private static List<Copy> copies(Duration age) {
        var at = NOW.minus(age);
        return List.of(copy(at, "eu-west-1"), copy(at, "eu-central-1"));
    }

    private static Copy copy(Instant at, String location) {
        return new Copy("nightshift-copy-" + at, location, at, at, Optional.empty());
    }

    private static Targets targets(Optional<Duration> drillEvery) {
        return new Targets(
                Duration.ofHours(26),
                drillEvery.map(any -> Duration.ofHours(1)),
                drillEvery,
                true,
                new Unthinned(400, Optional.empty()));
    }

    private static Evidence drill(
            String name, Duration ago, Result result, String reason, Optional<Duration> took) {
        var startedAt = NOW.minus(ago);
        return new Evidence(
                Evidence.Kind.RDS,
                "drill-" + startedAt,
                "prod",
                name,
                "nightshift-copy-" + startedAt.minus(Duration.ofHours(3)),
                "eu-central-1",
                startedAt.minus(Duration.ofHours(3)),
                startedAt,
                startedAt.plus(took.orElse(Duration.ofHours(4))),
                result,
                reason,
                took,
                Duration.ofHours(1),
                Duration.ofHours(3),
                Duration.ofHours(26),
                Optional.of(Duration.ofHours(3)),
                List.of(),
                Map.of(),
                Optional.empty());
    }
}
