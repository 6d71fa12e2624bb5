package dev.nightshift.backup.history;

import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.Evidence.Check;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.backup.history.BackupFacts.Copy;
import dev.nightshift.backup.history.BackupFacts.Kind;
import dev.nightshift.backup.history.BackupFacts.Source;
import dev.nightshift.backup.history.BackupFacts.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One source and what is known of it, as short as can be said. */
final class Estates {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Duration HOUR = Duration.ofHours(1);
    static final Duration DAY = Duration.ofDays(1);

    private final List<Copy> copies = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private Optional<String> noEvidence = Optional.empty();
    private Kind kind = Kind.DATABASE;
    private Optional<Duration> rto = Optional.of(HOUR);
    private Optional<Duration> drillEvery = Optional.of(DAY.multipliedBy(7));
    private boolean drillsNewest = true;
    private Unthinned unthinned = new Unthinned(35, Optional.empty());

    static Instant ago(Duration age) {
        return NOW.minus(age);
    }

    Estates copy(Duration age, String... locations) {
        var at = ago(age);
        for (var location : locations.length == 0 ? new String[] {"eu-west-1"} : locations) {
            copies.add(new Copy("copy-" + at, location, at, at, Optional.empty()));
        }
        return this;
    }

    Estates provenCopy(Duration age, Duration provenAgo) {
        var at = ago(age);
        copies.add(new Copy("copy-" + at, "eu-west-1", at, at, Optional.of(ago(provenAgo))));
        return this;
    }

    Estates daily(int count) {
        for (int day = 0; day < count; day++) {
            copy(DAY.multipliedBy(day).plusHours(12), "eu-west-1", "eu-central-1");
        }
        return this;
    }

    Estates drill(Duration endedAgo, Result result) {
        return drill(endedAgo, result, Optional.of(Duration.ofMinutes(20)), HOUR.multipliedBy(6));
    }

    Estates drill(Duration endedAgo, Result result, Optional<Duration> took, Duration rpo) {
        var endedAt = ago(endedAgo);
        var startedAt = endedAt.minus(took.orElse(Duration.ofMinutes(5)));
        evidence.addFirst(
                new Evidence(
                        Evidence.Kind.RDS,
                        "drill-" + startedAt,
                        "prod",
                        "shop",
                        "copy-" + startedAt.minus(rpo),
                        "eu-central-1",
                        startedAt.minus(rpo),
                        startedAt,
                        endedAt,
                        result,
                        result == Result.SUCCESSFUL ? "" : "table orders is gone",
                        took,
                        HOUR,
                        rpo,
                        Duration.ofHours(26),
                        Optional.of(rpo.plusMinutes(3)),
                        List.of(new Check("rows", result == Result.SUCCESSFUL, "")),
                        Map.of(),
                        Optional.empty()));
        return this;
    }

    Estates unread(String why) {
        unread.add(why);
        return this;
    }

    Estates noEvidence(String why) {
        noEvidence = Optional.of(why);
        return this;
    }

    Estates notDrilled() {
        drillEvery = Optional.empty();
        rto = Optional.empty();
        return this;
    }

    Estates host() {
        kind = Kind.HOST;
        return notDrilled();
    }

    Estates drillsAnyCopy() {
        drillsNewest = false;
        return this;
    }

    Estates unthinned(int newest) {
        unthinned = new Unthinned(newest, Optional.empty());
        return this;
    }

    Source source() {
        return source("shop");
    }

    Source source(String name) {
        return new Source(
                kind,
                name,
                copies,
                unread,
                evidence,
                noEvidence,
                new Targets(Duration.ofHours(26), rto, drillEvery, drillsNewest, unthinned));
    }

    BackupOverview.Row row() {
        return overview().rows().getFirst();
    }

    BackupOverview overview() {
        return BackupOverview.of(
                new BackupFacts(NOW, List.of(source()), List.of()), DAY.multipliedBy(90));
    }
}
