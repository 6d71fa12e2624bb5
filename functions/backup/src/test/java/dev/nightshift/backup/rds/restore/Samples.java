package dev.nightshift.backup.rds.restore;

import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Database;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Snapshot;
import dev.nightshift.backup.rds.restore.RdsRestoreRequest.Choices;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Databases and snapshots as they are in most accounts. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    public static final String HOME = "eu-west-1";
    public static final String RECOVERY = "eu-central-1";

    private Samples() {}

    public static Database instance(String id) {
        return new Database(
                id,
                Kind.INSTANCE,
                "arn:aws:rds:eu-west-1:123456789012:db:" + id,
                "available",
                "postgres",
                "16.4",
                "db.t4g.medium",
                "private",
                List.of("sg-1", "sg-2"),
                "shop-16",
                "",
                "",
                true,
                true,
                100,
                List.of(),
                id + ".abc.eu-west-1.rds.amazonaws.com",
                5432,
                Map.of());
    }

    public static Database cluster(String id) {
        return new Database(
                id,
                Kind.CLUSTER,
                "arn:aws:rds:eu-west-1:123456789012:cluster:" + id,
                "available",
                "aurora-postgresql",
                "16.4",
                "db.r6g.large",
                "private",
                List.of("sg-1"),
                "cluster-16",
                "member-16",
                "",
                false,
                true,
                0,
                List.of(id + "-a"),
                id + ".cluster-abc.eu-west-1.rds.amazonaws.com",
                5432,
                Map.of());
    }

    /** Of stage test, taken a quarter of an hour after its slot. */
    public static Snapshot snapshot(Kind kind, String database, String slot) {
        return snapshot(kind, database, slot, "available", false);
    }

    public static Snapshot snapshot(
            Kind kind, String database, String slot, String status, boolean isCopy) {
        var at = Instant.parse(slot);
        return new Snapshot(
                "nightshift-" + database + "-" + slot.substring(0, 10),
                kind,
                database,
                at.plusSeconds(900),
                status,
                kind == Kind.CLUSTER ? "aurora-postgresql" : "postgres",
                "16.4",
                kind == Kind.CLUSTER ? 0 : 100,
                true,
                "",
                isCopy,
                Map.of(
                        "nightshift:owner",
                        "test/rds-backup",
                        "nightshift:source",
                        "arn:aws:rds:eu-west-1:123456789012:db:" + database,
                        "nightshift:slot",
                        slot));
    }

    public static RdsRestoreRequest request(String database, Instant at, String name) {
        return new RdsRestoreRequest(
                "test", database, at, name, HOME, HOME, Optional.of(RECOVERY), Choices.none());
    }

    static RdsRestoreRequest from(String region, RdsRestoreRequest it, Choices choices) {
        return new RdsRestoreRequest(
                it.stage(),
                it.database(),
                it.at(),
                it.name(),
                it.home(),
                region,
                Optional.of(region.equals(HOME) ? RECOVERY : HOME),
                choices);
    }
}
