package dev.nightshift.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.drill.DrillSettings.BucketDrill;
import dev.nightshift.backup.drill.DrillSettings.Pick;
import dev.nightshift.backup.drill.sql.JdbcCheck;
import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.Evidence.Check;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.backup.s3.engine.BackupRun;
import dev.nightshift.backup.s3.engine.RunResult;
import dev.nightshift.backup.s3.engine.Source;
import dev.nightshift.backup.s3.engine.Surveyor;
import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.store.Body;
import dev.nightshift.backup.s3.store.FakeBucket;
import dev.nightshift.backup.s3.store.FakeS3;
import dev.nightshift.backup.s3.store.ObjectStore.ObjectVersion;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Outcome.Underway;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.Regions;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import dev.nightshift.core.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drills of a bucket, its vault and its manifests, in an S3 that behaves. */
class SampleDrillsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final Scope SCOPE = new Scope("test", "restore-drill");
    private static final int SAMPLE = 12;

    /** A bucket of sixty objects, backed up an hour before the drill. */
    private static final class House {
        final TestClock clock = new TestClock(NOW.minus(Duration.ofHours(2)));
        final Faults faults = new Faults();
        final FakeS3 s3 = new FakeS3(clock, faults);
        final FakeBucket source = s3.bucket("shop", "eu-west-1");
        final Vault vault = new Vault("vault", "eu-central-1");
        final FakeBucket kept = s3.bucket("vault", "eu-central-1").versioned();
        final VaultManifests manifests = new VaultManifests(s3, vault);
        final Depot depot = new Depot(s3, () -> vault, SCOPE);
        final ManifestIndex index;
        final DrillAutomation automation;

        House() {
            this(
                    new BucketDrill(
                            "shop",
                            Pick.NEWEST,
                            SAMPLE,
                            Duration.ofHours(1),
                            Duration.ofHours(26),
                            Optional.of(Duration.ofHours(6))));
        }

        House(BucketDrill wanted) {
            var store = s3.at("eu-west-1");
            for (int i = 0; i < 60; i++) {
                store.put(
                        "shop",
                        "images/%02d ü&?.txt".formatted(i),
                        Body.of("text/plain", new byte[i == 7 ? 0 : 10 + i]),
                        i % 2 == 0 ? Map.of("colour", "red") : Map.of());
            }
            store.put("shop", "large", Body.of("x/y", new byte[200_000]), Map.of());
            clock.advance(Duration.ofHours(1));
            store.put("shop", "newest", Body.json("{}"), Map.of());
            index = backUp();
            clock.advance(Duration.ofHours(1));
            var settings =
                    new DrillSettings(
                            Duration.ofDays(7),
                            1,
                            List.of(),
                            List.of(wanted),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
            var place = new Place(SCOPE, new Regions("eu-west-1", "eu-central-1"));
            var buckets = new SampleDrills(depot, settings, place, clock);
            var rds = new FakeDrillRds(clock);
            automation =
                    new DrillAutomation(
                            settings,
                            SCOPE,
                            new DrillObserver(
                                    rds,
                                    depot.log(),
                                    buckets,
                                    settings,
                                    SCOPE,
                                    "eu-west-1",
                                    List.of("eu-west-1")),
                            new DrillEffects(
                                    rds, new JdbcCheck(), depot.log(), buckets, SCOPE, clock));
        }

        ManifestIndex backUp() {
            var survey =
                    new Surveyor(s3, vault)
                            .survey(
                                    new Source("shop", "eu-west-1", false),
                                    clock.instant(),
                                    clock.instant(),
                                    Long.MAX_VALUE);
            try (var changes = survey.changes()) {
                assertThat(changes).isNotNull();
                var result =
                        new BackupRun(s3, vault, "test/s3-backup", clock)
                                .run(
                                        survey,
                                        new BackupRun.Options(1, 10, false, 0),
                                        () -> Duration.ofMinutes(10),
                                        BackupRun.Progress.none());
                return ((RunResult.Finished) result).index();
            }
        }

        List<String> tick(Duration time) {
            var said = new ArrayList<String>();
            var end = clock.instant().plus(time);
            for (var action : automation.plan(automation.observe(clock.instant())).actions()) {
                said.add(
                        action.id()
                                + ": "
                                + automation.apply(action, Deadline.at(end, clock)).detail());
            }
            clock.advance(Duration.ofMinutes(15));
            return said;
        }

        Evidence drill() {
            for (int i = 0; i < 12; i++) {
                if (tick(Duration.ofMinutes(5)).isEmpty()) {
                    assertThat(scratch()).isEmpty();
                    return depot.log().of(Evidence.Kind.S3, "shop", 1).getFirst();
                }
            }
            throw new AssertionError("the drill does not end");
        }

        List<String> scratch() {
            return s3
                    .at("eu-central-1")
                    .listVersions("vault", "scratch/", Optional.empty())
                    .entries()
                    .stream()
                    .map(one -> one.key() + " " + one.deleteMarker())
                    .toList();
        }

        List<String> restored() {
            return scratch().stream().filter(key -> key.contains("/o/")).toList();
        }

        boolean isProven() {
            return manifests.proven("shop", index.slot()).isPresent();
        }
    }

    private static Check check(Evidence evidence, String name) {
        return evidence.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(evidence.checks()));
    }

    @Test
    void a_good_backup_is_sampled_compared_proven_and_nothing_is_left() {
        var house = new House();

        assertThat(house.tick(Duration.ofMinutes(5)))
                .singleElement()
                .asString()
                .endsWith("SUCCESSFUL");
        assertThat(house.restored())
                .hasSize(SAMPLE)
                .anyMatch(key -> key.contains("/o/large"))
                .anyMatch(key -> key.contains("/o/newest"))
                .anyMatch(key -> key.contains("/o/images/07"));
        var evidence = house.drill();

        assertThat(evidence.result()).isEqualTo(Result.SUCCESSFUL);
        assertThat(evidence.checks())
                .extracting(Check::name)
                .containsExactly("manifest", "restore", "bytes", "freshness");
        assertThat(evidence.rpo()).isEqualTo(Duration.ofHours(1));
        assertThat(evidence.newestRow()).contains(Duration.ofHours(1));
        assertThat(evidence.measures()).containsEntry("objects", "62");
        assertThat(house.isProven()).isTrue();
        assertThat(house.source.contents()).hasSize(62);
    }

    @Test
    void the_same_drill_chooses_the_same_sample_and_the_next_another() {
        var one = new House();
        var same = new House();
        one.tick(Duration.ofMinutes(5));
        same.tick(Duration.ofMinutes(5));
        assertThat(one.restored()).isEqualTo(same.restored());

        one.drill();
        one.clock.advance(Duration.ofDays(7));
        one.tick(Duration.ofMinutes(5));

        assertThat(one.restored().stream().map(key -> key.substring(key.indexOf("/o/"))).toList())
                .hasSize(SAMPLE)
                .isNotEqualTo(
                        same.restored().stream()
                                .map(key -> key.substring(key.indexOf("/o/")))
                                .toList());
    }

    @Test
    void a_copy_that_is_gone_from_the_vault_fails_by_name() {
        var house = new House();
        var line = house.kept.history("data/shop/k/large").getFirst();
        house.s3
                .at("eu-central-1")
                .delete("vault", List.of(new ObjectVersion("data/shop/k/large", line.version())));

        var evidence = house.drill();

        assertThat(evidence.result()).isEqualTo(Result.FAILED);
        assertThat(evidence.reason()).contains("large is not in the vault");
        assertThat(house.isProven()).isFalse();
    }

    @Test
    void a_manifest_that_was_altered_fails() {
        var house = new House();
        var part = house.index.parts().getFirst();
        house.s3
                .at("eu-central-1")
                .put(
                        "vault",
                        "manifests/shop/20261122T020000Z/" + part.name(),
                        Body.json("nonsense"),
                        Map.of());

        var evidence = house.drill();

        assertThat(evidence.result()).isEqualTo(Result.FAILED);
        assertThat(check(evidence, "manifest").detail()).contains(part.name());
        assertThat(house.isProven()).isFalse();
    }

    @Test
    void a_newest_object_that_is_too_old_fails() {
        var house =
                new House(
                        new BucketDrill(
                                "shop",
                                Pick.NEWEST,
                                SAMPLE,
                                Duration.ofHours(1),
                                Duration.ofHours(26),
                                Optional.of(Duration.ofMinutes(59))));

        var evidence = house.drill();

        assertThat(evidence.result()).isEqualTo(Result.FAILED);
        assertThat(evidence.reason())
                .isEqualTo(
                        "freshness: the newest object was 1 h old when the drill began, where 59"
                                + " min are allowed");
    }

    @Test
    void without_time_it_is_under_way_and_goes_on_later() {
        var house = new House();
        var actions =
                house.automation.plan(house.automation.observe(house.clock.instant())).actions();

        assertThat(house.automation.apply(actions.getFirst(), () -> Duration.ofSeconds(15)))
                .isInstanceOf(Underway.class);

        assertThat(house.drill().result()).isEqualTo(Result.SUCCESSFUL);
    }

    @Test
    void what_a_dead_drill_left_is_swept_by_its_age_and_nothing_else_is() {
        var house = new House();
        house.drill();
        var store = house.s3.at("eu-central-1");
        store.put("vault", "scratch/20260101T000000Z-0badcafe/o/a", Body.json("{}"), Map.of());
        store.put("vault", "scratch/by-hand/a", Body.json("{}"), Map.of());
        store.put("vault", "scratch/note", Body.json("{}"), Map.of());

        assertThat(house.tick(Duration.ofMinutes(5))).isEmpty();
        house.clock.advance(Duration.ofHours(4));
        assertThat(house.tick(Duration.ofMinutes(5)))
                .singleElement()
                .asString()
                .startsWith("clear away the scratch objects of drill 20260101T000000Z-0badcafe");

        assertThat(house.scratch())
                .containsExactly("scratch/by-hand/a false", "scratch/note false");
    }

    @Test
    void a_vault_that_cannot_be_read_is_unknown() {
        var house = new House();
        house.faults.arm(Fault.DENIED, Among.ALL_CALLS, 1);

        var plan = house.automation.plan(house.automation.observe(house.clock.instant()));

        assertThat(plan.remarks())
                .anyMatch(
                        remark ->
                                remark.kind() == Remark.Kind.UNKNOWN
                                        && remark.subject().equals("shop"));
        assertThat(plan.actions()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"KILLED_BEFORE", "KILLED_AFTER", "RESPONSE_LOST", "DENIED"})
    void whatever_happens_at_whatever_call_it_ends_the_same(Fault fault) {
        for (int nth = 1; ; nth++) {
            var house = new House();
            house.faults.arm(fault, Among.ALL_CALLS, nth);
            for (int tick = 0; tick < 3 && house.faults.hit().isEmpty(); tick++) {
                try {
                    house.tick(Duration.ofMinutes(5));
                } catch (Faults.Killed | CloudException cut) {
                    house.clock.advance(Duration.ofMinutes(15));
                }
            }
            var hit = house.faults.hit();
            house.faults.disarm();
            var evidence = house.drill();

            assertThat(house.depot.log().of(Evidence.Kind.S3, "shop", 10)).hasSize(1);
            assertThat(evidence.result())
                    .as("%s at call %d, %s: %s", fault, nth, hit, evidence.reason())
                    .isEqualTo(Result.SUCCESSFUL);
            assertThat(house.isProven()).isEqualTo(evidence.result() == Result.SUCCESSFUL);
            if (hit.isEmpty()) {
                assertThat(nth).isGreaterThan(30);
                return;
            }
        }
    }
}
