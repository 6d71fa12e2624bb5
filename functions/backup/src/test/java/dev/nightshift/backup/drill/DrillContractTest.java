package dev.nightshift.backup.drill;

import dev.nightshift.backup.drill.DrillFacts.Address;
import dev.nightshift.backup.drill.DrillFacts.Restored;
import dev.nightshift.backup.drill.DrillSettings.DatabaseDrill;
import dev.nightshift.backup.drill.DrillSettings.Pick;
import dev.nightshift.backup.drill.sql.DatabaseCheck;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Examined;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Finding;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Verdict;
import dev.nightshift.backup.drill.sql.SqlChecks;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec.Network;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.AutomationContractTest;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.World;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** An instance, a cluster and a plain restore, and what a drill of long ago has left. */
class DrillContractTest extends AutomationContractTest<DrillFacts, DrillAction> {
    private static final String HOME = "eu-west-1";
    private static final String RECOVERY = "eu-central-1";
    private static final SqlChecks CHECKS =
            new SqlChecks(List.of(), true, Optional.empty(), List.of());

    static DatabaseDrill drill(String name, Optional<String> from, SqlChecks checks) {
        return new DatabaseDrill(
                name,
                from,
                Pick.NEWEST,
                Optional.of("db.t4g.medium"),
                Optional.empty(),
                List.of("sg-0123456789"),
                Optional.empty(),
                Optional.empty(),
                Duration.ofHours(2),
                Duration.ofHours(26),
                Duration.ofHours(4),
                Optional.empty(),
                true,
                checks);
    }

    static DrillSettings settings(int atOnce, DatabaseDrill... databases) {
        return new DrillSettings(
                Duration.ofDays(7),
                atOnce,
                List.of(databases),
                List.of(),
                Optional.of(new Network(List.of("subnet-1"), List.of("sg-1"))),
                Optional.empty(),
                Optional.empty());
    }

    static Restored leftover(Scope scope, Kind kind, String id, String source, Instant startedAt) {
        var tags =
                new DrillTags(
                        source,
                        "20261105T000000Z-0badcafe",
                        startedAt,
                        startedAt,
                        "copy",
                        startedAt);
        return restored(kind, id, tags.asTags(scope), startedAt);
    }

    static Restored restored(Kind kind, String id, Map<String, String> tags, Instant created) {
        return new Restored(
                kind,
                HOME,
                id,
                "available",
                "postgres",
                Optional.of(created),
                tags,
                Optional.empty(),
                List.of(),
                Optional.of(new Address(id + ".example", 5432, Optional.empty())),
                Optional.empty());
    }

    /** Everything that is asked is answered well. */
    static DatabaseCheck pleased(Faults faults) {
        return (door, login, checks, known, time) ->
                faults.read(
                        "jdbc:select",
                        () ->
                                new Examined(
                                        List.of(new Finding("schema", Verdict.PASSED, "4 tables")),
                                        Map.of("table:a", "1"),
                                        Optional.empty()));
    }

    @Override
    protected World<DrillFacts, DrillAction> world(Scope scope, Clock clock) {
        return new Estate(scope, clock);
    }

    private static final class Estate implements World<DrillFacts, DrillAction> {
        private final FakeDrillRds rds;
        private final FakeEvidenceLog log;
        private final Scope scope;
        private final Clock clock;

        Estate(Scope scope, Clock clock) {
            this.scope = scope;
            this.clock = clock;
            rds = new FakeDrillRds(clock);
            log = new FakeEvidenceLog(rds.faults);
            var now = clock.instant();
            for (int day = 1; day <= 3; day++) {
                var taken = now.minus(Duration.ofDays(day));
                var tags = FakeDrillRds.backedUp(scope.stage(), taken);
                rds.with(
                        HOME,
                        "shop",
                        FakeDrillRds.snapshot(Kind.INSTANCE, "shop-" + day, taken, tags));
                rds.with(
                        HOME,
                        "blog",
                        FakeDrillRds.snapshot(Kind.INSTANCE, "blog-" + day, taken, tags));
                rds.with(
                        RECOVERY,
                        "ledger",
                        FakeDrillRds.snapshot(Kind.CLUSTER, "ledger-" + day, taken, tags));
            }
            rds.with(
                    HOME,
                    "shop",
                    FakeDrillRds.snapshot(Kind.INSTANCE, "by-hand", now, Map.of("a", "b")));
            rds.with(
                    leftover(
                            scope,
                            Kind.INSTANCE,
                            "nightshift-drill-old-0badcafe",
                            "retired",
                            now.minus(Duration.ofDays(17))));
            rds.with(restored(Kind.INSTANCE, "shop", Map.of(), Instant.EPOCH));
            rds.with(
                    restored(
                            Kind.INSTANCE,
                            "nightshift-drill-of-another-stage",
                            Map.of(
                                    Ownership.OWNER_TAG,
                                    "other/restore-drill",
                                    DrillTags.DRILL,
                                    "x"),
                            Instant.EPOCH));
            rds.with(
                    restored(
                            Kind.INSTANCE,
                            "no-drill-tag",
                            Map.of(Ownership.OWNER_TAG, scope.owner()),
                            Instant.EPOCH));
        }

        @Override
        public Automation<DrillFacts, DrillAction> automation() {
            var settings =
                    settings(
                            5,
                            drill("shop", Optional.empty(), CHECKS),
                            drill("blog", Optional.empty(), SqlChecks.NONE),
                            drill("ledger", Optional.of(RECOVERY), CHECKS));
            return new DrillAutomation(
                    settings,
                    scope,
                    new DrillObserver(
                            rds,
                            log,
                            new NoBuckets(),
                            settings,
                            scope,
                            HOME,
                            List.of(HOME, RECOVERY)),
                    new DrillEffects(rds, pleased(rds.faults), log, new NoBuckets(), scope, clock));
        }

        @Override
        public Faults faults() {
            return rds.faults;
        }

        private static boolean isDrills(Restored one, String owner) {
            return owner.equals(one.tags().get(Ownership.OWNER_TAG))
                    && one.tags().containsKey(DrillTags.DRILL);
        }

        @Override
        public Object owned() {
            var owned = new TreeSet<String>();
            rds.all().stream()
                    .filter(one -> isDrills(one, scope.owner()))
                    .forEach(one -> owned.add(one.kind() + " " + one.id() + " " + one.status()));
            log.all()
                    .forEach(one -> owned.add(one.drill() + " " + one.result() + " " + one.copy()));
            rds.snapshots().stream()
                    .filter(one -> one.tags().containsKey(Ownership.PROVEN_TAG))
                    .forEach(one -> owned.add("proven " + one.id()));
            return owned;
        }

        @Override
        public Object foreign() {
            var foreign = new TreeMap<String, Object>();
            rds.all().stream()
                    .filter(one -> !isDrills(one, scope.owner()))
                    .forEach(one -> foreign.put(one.id(), one));
            rds.snapshots().stream()
                    .filter(one -> !one.tags().containsKey(Ownership.OWNER_TAG))
                    .forEach(one -> foreign.put(one.id(), one));
            return foreign;
        }

        @Override
        public void settle() {
            rds.settle();
        }

        @Override
        public String blind() {
            rds.hide("blog");
            return "blog";
        }
    }
}
