package dev.nightshift.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.drill.DrillAction.Check;
import dev.nightshift.backup.drill.DrillAction.Clear;
import dev.nightshift.backup.drill.DrillAction.Conclude;
import dev.nightshift.backup.drill.DrillAction.Prove;
import dev.nightshift.backup.drill.DrillAction.Restore;
import dev.nightshift.backup.drill.DrillAction.Settle;
import dev.nightshift.backup.drill.DrillFacts.Address;
import dev.nightshift.backup.drill.DrillFacts.Copy;
import dev.nightshift.backup.drill.DrillFacts.Database;
import dev.nightshift.backup.drill.DrillFacts.Restored;
import dev.nightshift.backup.drill.DrillFacts.Secret;
import dev.nightshift.backup.drill.DrillSettings.DatabaseDrill;
import dev.nightshift.backup.drill.DrillSettings.Pick;
import dev.nightshift.backup.drill.sql.SqlChecks;
import dev.nightshift.backup.drill.sql.SqlChecks.Rows;
import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is planned, on both sides of every limit. */
class DrillPlannerTest {
    private static final Scope SCOPE = new Scope("test", "restore-drill");
    private static final String HOME = "eu-west-1";
    // a Sunday; the slot began on Thursday
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final Instant SLOT = Instant.parse("2026-11-19T00:00:00Z");
    private static final String DRILL = DrillId.of(SCOPE.owner(), Evidence.Kind.RDS, "shop", SLOT);
    private static final SqlChecks CHECKS =
            new SqlChecks(List.of(), true, Optional.empty(), List.of());

    private final List<Restored> restored = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private Optional<String> evidenceUnread = Optional.empty();
    private Optional<String> copiesUnread = Optional.empty();
    private DatabaseDrill wanted = DrillContractTest.drill("shop", Optional.empty(), CHECKS);

    private Plan<DrillAction> plan() {
        return plan(DrillContractTest.settings(1, wanted));
    }

    private Plan<DrillAction> plan(DrillSettings settings) {
        var facts =
                new DrillFacts(
                        NOW,
                        HOME,
                        restored,
                        Map.of(),
                        Map.of(
                                "shop",
                                new Database(
                                        "shop",
                                        HOME,
                                        copies,
                                        copiesUnread,
                                        evidence,
                                        evidenceUnread,
                                        Optional.empty())),
                        Map.of(),
                        List.of(),
                        Optional.empty());
        return DrillPlanner.plan(settings, SCOPE, facts);
    }

    private static Copy copy(String id, Duration age) {
        return copy(id, age, "available", Optional.empty());
    }

    private static Copy copy(String id, Duration age, String status, Optional<KmsKey> key) {
        return new Copy(
                Kind.INSTANCE,
                id,
                "arn:" + id,
                "postgres",
                NOW.minus(age),
                status,
                key,
                Optional.empty());
    }

    private static Evidence evidence(Instant startedAt, Result result, String copy, Instant of) {
        return new Evidence(
                Evidence.Kind.RDS,
                DrillId.of(SCOPE.owner(), Evidence.Kind.RDS, "shop", startedAt),
                "test",
                "shop",
                copy,
                HOME,
                of,
                startedAt,
                startedAt.plusSeconds(1_800),
                result,
                "",
                Optional.of(Duration.ofMinutes(30)),
                Duration.ofHours(2),
                Duration.ofHours(1),
                Duration.ofHours(26),
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.empty());
    }

    private void restored(String status, Duration age, Optional<Secret> secret) {
        var started = NOW.minus(age);
        restored.add(
                new Restored(
                        Kind.INSTANCE,
                        HOME,
                        "nightshift-drill-shop-1",
                        status,
                        "postgres",
                        Optional.of(started),
                        new DrillTags("shop", DRILL, SLOT, started, "snap", started).asTags(SCOPE),
                        Optional.empty(),
                        List.of(),
                        Optional.of(new Address("host", 5432, Optional.empty())),
                        secret));
    }

    private static final Optional<Secret> READY = Optional.of(new Secret("arn", "active"));

    @Test
    void a_database_that_was_never_drilled_is_restored_from_its_newest_good_copy() {
        copies.add(copy("old", Duration.ofHours(30)));
        copies.add(copy("good", Duration.ofHours(6)));
        copies.add(copy("young", Duration.ofHours(1), "creating", Optional.empty()));
        copies.add(
                copy(
                        "locked",
                        Duration.ofHours(2),
                        "available",
                        Optional.of(KmsKey.unusable("k is Disabled"))));
        copies.add(
                copy(
                        "uncertain",
                        Duration.ofHours(3),
                        "available",
                        Optional.of(KmsKey.unknown("denied"))));
        copies.add(copy("tomorrow", Duration.ofHours(-3)));

        assertThat(plan().actions())
                .singleElement()
                .isInstanceOfSatisfying(
                        Restore.class,
                        restore -> {
                            assertThat(restore.copy()).isEqualTo("good");
                            assertThat(restore.restored())
                                    .matches("nightshift-drill-shop-[0-9a-f]{8}");
                            assertThat(restore.because()).contains("never drilled", "6 h");
                            assertThat(DrillTags.read(restore.tags()))
                                    .contains(
                                            new DrillTags(
                                                    "shop",
                                                    DRILL,
                                                    SLOT,
                                                    NOW,
                                                    "good",
                                                    NOW.minus(Duration.ofHours(6))));
                        });
    }

    @Test
    void without_a_good_copy_nothing_is_restored_and_it_is_said_why() {
        copies.add(copy("young", Duration.ofHours(1), "creating", Optional.empty()));

        var plan = plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.findings())
                .singleElement()
                .satisfies(
                        remark -> {
                            assertThat(remark.kind()).isEqualTo(Remark.Kind.WARN);
                            assertThat(remark.because()).contains("young: its status is creating");
                        });
    }

    @ParameterizedTest(name = "drilled at {0}: due {1}")
    @CsvSource({
        // in this slot, whenever
        "2026-11-19T00:00:00Z, false",
        "2026-11-22T02:59:00Z, false",
        // in the last slot; the last of these was late in it, so half of every must pass
        "2026-11-12T00:00:00Z, true",
        "2026-11-18T15:00:00Z, true",
        "2026-11-18T15:00:01Z, false",
        "2026-11-18T23:59:59Z, false"
    })
    void a_drill_is_due_once_per_slot(Instant last, boolean due) {
        copies.add(copy("good", Duration.ofHours(6)));
        evidence.add(evidence(last, Result.FAILED, "x", last));

        assertThat(plan().actions()).hasSize(due ? 1 : 0);
        assertThat(plan().remarks().stream().anyMatch(it -> it.kind() == Remark.Kind.KEEP))
                .isEqualTo(!due);
    }

    @Test
    void a_random_copy_is_one_of_the_window_and_every_one_has_its_turn() {
        wanted = picking(Duration.ofDays(7));
        IntStream.rangeClosed(1, 10)
                .forEach(day -> copies.add(copy("d" + day, Duration.ofDays(day))));
        var seen = new HashSet<String>();
        for (int drill = 0; drill < 200; drill++) {
            seen.add("d" + (1 + DrillId.chance("drill " + drill, 7)));
        }

        assertThat(seen).hasSize(7);
        assertThat(plan()).isEqualTo(plan());
        assertThat(plan().actions())
                .singleElement()
                .isInstanceOfSatisfying(
                        Restore.class,
                        restore ->
                                assertThat(restore.copy())
                                        .isIn("d1", "d2", "d3", "d4", "d5", "d6", "d7"));
    }

    private static DatabaseDrill picking(Duration window) {
        var plain = DrillContractTest.drill("shop", Optional.empty(), CHECKS);
        return new DatabaseDrill(
                plain.name(),
                plain.from(),
                new Pick(Optional.of(window)),
                plain.instanceClass(),
                plain.subnetGroup(),
                plain.securityGroups(),
                plain.parameterGroup(),
                plain.optionGroup(),
                plain.rto(),
                plain.rpo(),
                plain.timeout(),
                plain.database(),
                plain.tls(),
                plain.checks());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"creating", "backing-up", "modifying", "configuring-enhanced-monitoring"})
    void what_is_on_its_way_is_waited_for(String status) {
        restored(status, Duration.ofMinutes(20), Optional.empty());

        assertThat(plan().actions()).isEmpty();
        assertThat(plan().remarks()).anyMatch(it -> it.kind() == Remark.Kind.WAIT);
    }

    @Test
    void the_steps_follow_one_another() {
        restored("available", Duration.ofMinutes(20), Optional.empty());
        assertThat(plan().actions()).singleElement().isInstanceOf(Settle.class);

        restored.clear();
        restored("available", Duration.ofMinutes(30), Optional.of(new Secret("arn", "creating")));
        assertThat(plan().actions()).isEmpty();

        restored.clear();
        restored("available", Duration.ofMinutes(40), READY);
        assertThat(plan().actions()).singleElement().isInstanceOf(Check.class);

        evidence.add(evidence(SLOT, Result.FAILED, "snap", SLOT));
        assertThat(plan().actions()).singleElement().isInstanceOf(Clear.class);

        restored.clear();
        assertThat(plan().actions()).isEmpty();
    }

    @Test
    void without_checks_inside_no_password_is_asked_for() {
        wanted = DrillContractTest.drill("shop", Optional.empty(), SqlChecks.NONE);
        restored("available", Duration.ofMinutes(20), Optional.empty());

        assertThat(plan().actions()).singleElement().isInstanceOf(Check.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed",
                "incompatible-restore",
                "incompatible-network",
                "incompatible-option-group",
                "restore-error",
                "inaccessible-encryption-credentials",
                "storage-full"
            })
    void a_restore_that_came_to_nothing_is_a_failed_drill(String status) {
        restored(status, Duration.ofMinutes(20), Optional.empty());

        assertThat(plan().actions())
                .singleElement()
                .isInstanceOfSatisfying(
                        Conclude.class,
                        conclude -> {
                            assertThat(conclude.result()).isEqualTo(Result.FAILED);
                            assertThat(conclude.because()).contains("snap", status);
                        });
    }

    @ParameterizedTest(name = "{0} after {1} min, ready {2}: {3}")
    @CsvSource({
        "creating, 240, false, none",
        "creating, 241, false, TIMED_OUT",
        "available, 240, true, check",
        "available, 241, false, TIMED_OUT",
        "available, 241, true, UNKNOWN",
        "available, 480, true, UNKNOWN",
        "available, 481, true, clear",
        "creating, 481, false, clear"
    })
    void time_has_an_end(String status, int minutes, boolean ready, String expected) {
        restored(status, Duration.ofMinutes(minutes), ready ? READY : Optional.empty());

        var actions = plan().actions();

        switch (expected) {
            case "none" -> assertThat(actions).isEmpty();
            case "check" -> assertThat(actions).singleElement().isInstanceOf(Check.class);
            case "clear" -> assertThat(actions).singleElement().isInstanceOf(Clear.class);
            default ->
                    assertThat(actions)
                            .singleElement()
                            .isInstanceOfSatisfying(
                                    Conclude.class,
                                    conclude ->
                                            assertThat(conclude.result().name())
                                                    .isEqualTo(expected));
        }
    }

    @Test
    void only_what_a_successful_drill_restored_is_proven() {
        var taken = NOW.minus(Duration.ofHours(80));
        for (var result : Result.values()) {
            evidence.clear();
            copies.clear();
            copies.add(copy("snap", Duration.ofHours(80)));
            copies.add(copy("other", Duration.ofHours(60)));
            evidence.add(evidence(SLOT, result, "snap", taken));

            assertThat(plan().actions().stream().filter(Prove.class::isInstance).toList())
                    .as(result.name())
                    .hasSize(result == Result.SUCCESSFUL ? 1 : 0);
        }
    }

    @Test
    void a_name_that_was_used_again_is_not_proven_by_what_it_once_was() {
        copies.add(copy("snap", Duration.ofHours(80)));
        evidence.add(evidence(SLOT, Result.SUCCESSFUL, "snap", NOW.minus(Duration.ofDays(20))));

        assertThat(plan().actions()).isEmpty();
    }

    @Test
    void nothing_is_begun_from_what_could_not_be_read() {
        copies.add(copy("good", Duration.ofHours(6)));
        evidenceUnread = Optional.of("denied");
        assertThat(plan().actions()).isEmpty();
        assertThat(plan().findings()).extracting(Remark::kind).containsOnly(Remark.Kind.UNKNOWN);

        evidenceUnread = Optional.empty();
        copiesUnread = Optional.of("denied");
        assertThat(plan().actions()).isEmpty();
    }

    @Test
    void no_more_drills_are_begun_than_are_allowed_at_once() {
        copies.add(copy("good", Duration.ofHours(6)));
        var started = NOW.minus(Duration.ofHours(1));
        restored.add(
                DrillContractTest.leftover(
                        SCOPE, Kind.INSTANCE, "nightshift-drill-x", "x", started));

        assertThat(plan().actions()).noneMatch(Restore.class::isInstance);
        assertThat(plan(DrillContractTest.settings(2, wanted)).actions())
                .anyMatch(Restore.class::isInstance);
    }

    @ParameterizedTest(name = "{0} with {1} %: least {2}")
    @CsvSource({
        "100000, 5, 95000",
        "10, 5, 10",
        "20, 5, 19",
        "0, 5, 0",
        "1, 100, 0",
        "7, 0, 7",
        "9223372036854775807, 50, 4611686018427387904"
    })
    void tolerance_is_reckoned_in_whole_rows(long expected, int tolerance, long least) {
        assertThat(Rows.least(expected, tolerance)).isEqualTo(least);
    }
}
