package dev.nightshift.backup.rds.restore;

import static dev.nightshift.backup.rds.restore.Samples.HOME;
import static dev.nightshift.backup.rds.restore.Samples.NOW;
import static dev.nightshift.backup.rds.restore.Samples.RECOVERY;
import static dev.nightshift.backup.rds.restore.Samples.cluster;
import static dev.nightshift.backup.rds.restore.Samples.instance;
import static dev.nightshift.backup.rds.restore.Samples.request;
import static dev.nightshift.backup.rds.restore.Samples.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Database;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Group;
import dev.nightshift.backup.rds.restore.RdsRestorePlan.Obstacle;
import dev.nightshift.backup.rds.restore.RdsRestoreRequest.Choices;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.AddMember;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.RestoreCluster;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.RestoreInstance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdsRestorePlannerTest {
    private final FakeRdsRestore rds =
            new FakeRdsRestore()
                    .with(HOME, instance("shop"))
                    .with(HOME, new Group(Group.Sort.SUBNETS, "private"))
                    .with(HOME, new Group(Group.Sort.PARAMETERS, "shop-16"))
                    .with(HOME, new Group(Group.Sort.CLUSTER_PARAMETERS, "cluster-16"));

    private RdsRestorePlan plan(RdsRestoreRequest request) {
        return RdsRestorePlanner.plan(request, new RdsRestoreObserver(rds).observe(request, NOW));
    }

    private static String chosen(RdsRestorePlan plan) {
        return plan.snapshot().map(RdsRestoreFacts.Snapshot::id).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T03:00:00Z, nightshift-shop-2026-11-22",
        "2026-11-22T00:15:00Z, nightshift-shop-2026-11-22",
        "2026-11-22T00:14:59Z, nightshift-shop-2026-11-21",
        "2026-11-21T00:15:00Z, nightshift-shop-2026-11-21",
        "2026-11-21T00:14:59Z, none"
    })
    void the_newest_whose_data_is_not_newer_than_asked(Instant at, String expected) {
        rds.with(HOME, snapshot(Kind.INSTANCE, "shop", "2026-11-21T00:00:00Z"))
                .with(HOME, snapshot(Kind.INSTANCE, "shop", "2026-11-22T00:00:00Z"))
                .with(HOME, snapshot(Kind.INSTANCE, "blog", "2026-11-20T00:00:00Z"));

        assertThat(chosen(plan(request("shop", at, "shop-2")))).isEqualTo(expected);
    }

    @Test
    void what_is_not_available_or_not_ours_is_passed_over() {
        rds.with(HOME, snapshot(Kind.INSTANCE, "shop", "2026-11-20T00:00:00Z"))
                .with(
                        HOME,
                        snapshot(Kind.INSTANCE, "shop", "2026-11-21T00:00:00Z", "creating", false));

        var plan = plan(request("shop", NOW, "shop-2"));
        assertThat(chosen(plan)).isEqualTo("nightshift-shop-2026-11-20");
        assertThat(plan.remarks()).anyMatch(it -> it.contains("is creating and is left out"));

        var strange = request("shop", NOW, "shop-2");
        var other =
                new RdsRestoreRequest(
                        "prod", "shop", NOW, "shop-2", HOME, HOME, strange.other(), Choices.none());
        assertThat(obstacles(plan(other))).contains("2 manual snapshots and none of stage prod");
    }

    @Test
    void it_is_set_up_as_the_source_but_not_public() {
        rds.with(HOME, snapshot(Kind.INSTANCE, "shop", "2026-11-22T00:00:00Z"));

        var plan = plan(request("shop", NOW, "shop-2"));

        assertThat(plan.isRefused()).isFalse();
        assertThat(plan.steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        RestoreInstance.class,
                        step -> {
                            assertThat(step.name()).isEqualTo("shop-2");
                            assertThat(step.setup().instanceClass()).isEqualTo("db.t4g.medium");
                            assertThat(step.setup().subnetGroup()).isEqualTo("private");
                            assertThat(step.setup().securityGroups())
                                    .containsExactly("sg-1", "sg-2");
                            assertThat(step.setup().parameterGroup()).isEqualTo("shop-16");
                            assertThat(step.setup().isPublic()).isFalse();
                            assertThat(step.tags())
                                    .containsEntry("nightshift:owner", "test/restore")
                                    .containsEntry("nightshift:slot", "2026-11-22T00:00:00Z")
                                    .containsKey("nightshift:source");
                        });
        assertThat(plan.remarks()).isEmpty();
    }

    @Test
    void what_is_chosen_goes_before_what_the_source_has() {
        rds.with(HOME, snapshot(Kind.INSTANCE, "shop", "2026-11-22T00:00:00Z"))
                .with(HOME, new Group(Group.Sort.SUBNETS, "other"));
        var choices =
                new Choices(
                        Optional.of("db.t4g.micro"),
                        Optional.of("other"),
                        List.of("sg-9"),
                        Optional.empty(),
                        Optional.empty(),
                        true);

        var plan = plan(Samples.from(HOME, request("shop", NOW, "shop-2"), choices));

        assertThat(plan.setup().instanceClass()).isEqualTo("db.t4g.micro");
        assertThat(plan.setup().subnetGroup()).isEqualTo("other");
        assertThat(plan.setup().securityGroups()).containsExactly("sg-9");
        assertThat(plan.setup().parameterGroup()).isEqualTo("shop-16");
        assertThat(plan.setup().isPublic()).isTrue();
        assertThat(plan.remarks()).anyMatch(it -> it.contains("--public"));
    }

    @Test
    void a_group_that_is_not_there_is_named_beforehand() {
        rds.with(HOME, snapshot(Kind.INSTANCE, "shop", "2026-11-22T00:00:00Z"));
        var choices =
                new Choices(
                        Optional.empty(),
                        Optional.of("nowhere"),
                        List.of(),
                        Optional.of("nothing"),
                        Optional.of("none"),
                        false);

        var plan = plan(Samples.from(HOME, request("shop", NOW, "shop-2"), choices));

        assertThat(obstacles(plan))
                .contains("no subnet group nowhere", "no parameter group nothing")
                .contains("no option group none");
        assertThat(plan.steps()).isEmpty();
    }

    @Test
    void in_another_region_class_is_kept_and_groups_are_not() {
        rds.with(RECOVERY, snapshot(Kind.INSTANCE, "shop", "2026-11-22T00:00:00Z"));

        var plan = plan(Samples.from(RECOVERY, request("shop", NOW, "shop"), Choices.none()));

        assertThat(plan.isRefused()).isFalse();
        assertThat(plan.setup().instanceClass()).isEqualTo("db.t4g.medium");
        assertThat(plan.setup().subnetGroup()).isEmpty();
        assertThat(plan.remarks())
                .anyMatch(it -> it.contains("--subnet-group") && it.contains("--security-group"));
    }

    @Test
    void a_lost_home_region_is_no_obstacle_but_a_lost_target_is() {
        rds.with(RECOVERY, snapshot(Kind.INSTANCE, "shop", "2026-11-22T00:00:00Z")).lose(HOME);

        var plan = plan(Samples.from(RECOVERY, request("shop", NOW, "shop"), Choices.none()));

        assertThat(plan.isRefused()).isFalse();
        assertThat(plan.remarks()).anyMatch(it -> it.contains("eu-west-1 does not answer"));
    }

    @Test
    void where_there_is_none_the_other_region_is_named() {
        rds.with(RECOVERY, snapshot(Kind.INSTANCE, "shop", "2026-11-22T00:00:00Z"));

        assertThat(obstacles(plan(request("shop", NOW, "shop-2"))))
                .contains("no backup of shop in eu-west-1")
                .contains("--from eu-central-1");
    }

    @Test
    void a_name_that_was_mistyped_is_guessed() {
        rds.with(HOME, snapshot(Kind.INSTANCE, "shop", "2026-11-22T00:00:00Z"))
                .with(HOME, snapshot(Kind.INSTANCE, "warehouse", "2026-11-22T00:00:00Z"));

        assertThat(obstacles(plan(request("shpo", NOW, "shop-2")))).contains("mean \"shop\"");
    }

    @Test
    void aurora_gets_its_first_instance() {
        rds.with(HOME, cluster("web"))
                .with(HOME, snapshot(Kind.CLUSTER, "web", "2026-11-22T00:00:00Z"));

        var plan = plan(request("web", NOW, "web-2"));

        assertThat(plan.steps()).hasSize(2);
        assertThat(plan.steps().get(0))
                .isInstanceOfSatisfying(
                        RestoreCluster.class,
                        step -> assertThat(step.setup().parameterGroup()).isEqualTo("cluster-16"));
        assertThat(plan.steps().get(1))
                .isInstanceOfSatisfying(
                        AddMember.class,
                        step -> {
                            assertThat(step.name()).isEqualTo("web-2-1");
                            assertThat(step.instanceClass()).isEqualTo("db.r6g.large");
                            assertThat(step.parameterGroup()).isEqualTo("member-16");
                        });
    }

    @Test
    void a_cluster_without_source_needs_a_class() {
        rds.with(HOME, snapshot(Kind.CLUSTER, "web", "2026-11-22T00:00:00Z"));

        assertThat(obstacles(plan(request("web", NOW, "web-2")))).contains("--class");
    }

    @Test
    void a_restore_that_was_begun_is_gone_on_with() {
        rds.with(HOME, cluster("web"))
                .with(HOME, snapshot(Kind.CLUSTER, "web", "2026-11-22T00:00:00Z"));
        var request = request("web", NOW, "web-2");
        assertThat(rds.apply(HOME, plan(request).steps().getFirst())).isTrue();

        var second = plan(request);
        assertThat(second.steps()).singleElement().isInstanceOf(AddMember.class);
        assertThat(second.taken()).isPresent();
        rds.settle();
        assertThat(rds.apply(HOME, second.steps().getFirst())).isTrue();
        rds.settle();

        var third = plan(request);
        assertThat(third.steps()).isEmpty();
        assertThat(RdsRestorePlanner.differences(third, third.taken().orElseThrow())).isEmpty();
    }

    @Test
    void a_name_that_somebody_else_has_is_refused() {
        rds.with(HOME, snapshot(Kind.INSTANCE, "shop", "2026-11-22T00:00:00Z"))
                .with(HOME, snapshot(Kind.INSTANCE, "shop", "2026-11-20T00:00:00Z"));

        var taken = plan(request("shop", NOW, "shop"));
        assertThat(taken.obstacles())
                .singleElement()
                .satisfies(it -> assertThat(it.sort()).isEqualTo(Obstacle.Sort.IN_THE_WAY))
                .satisfies(it -> assertThat(it.what()).contains("shop is there already"));

        rds.apply(HOME, plan(request("shop", NOW, "shop-2")).steps().getFirst());
        var earlier = plan(request("shop", Instant.parse("2026-11-21T00:00:00Z"), "shop-2"));
        assertThat(obstacles(earlier)).contains("restored from another backup");
    }

    @ParameterizedTest
    @CsvSource({"shop-2, true", "2shop, false", "shop-, false", "a--b, false", "a_b, false"})
    void only_names_that_rds_takes(String name, boolean expected) {
        assertThat(RdsRestorePlanner.refusalOfName(name).isEmpty()).isEqualTo(expected);
    }

    @Test
    void what_came_out_otherwise_is_named() {
        rds.with(HOME, snapshot(Kind.INSTANCE, "shop", "2026-11-22T00:00:00Z"));
        var plan = plan(request("shop", NOW, "shop-2"));
        var it = instance("shop-2");
        var made =
                new Database(
                        it.id(),
                        it.kind(),
                        it.arn(),
                        "available",
                        "postgres",
                        "16.5",
                        "db.t4g.micro",
                        "default",
                        List.of("sg-default"),
                        "default.postgres16",
                        "",
                        "",
                        true,
                        false,
                        20,
                        List.of(),
                        it.address(),
                        5432,
                        it.tags());

        assertThat(RdsRestorePlanner.differences(plan, made)).hasSize(8);
        assertThat(RdsRestorePlanner.differences(plan, notPublic(it))).isEmpty();
    }

    private static Database notPublic(Database it) {
        return new Database(
                it.id(),
                it.kind(),
                it.arn(),
                it.status(),
                it.engine(),
                it.engineVersion(),
                it.instanceClass(),
                it.subnetGroup(),
                it.securityGroups(),
                it.parameterGroup(),
                "",
                "",
                false,
                true,
                it.storageGib(),
                List.of(),
                it.address(),
                it.port(),
                it.tags());
    }

    private static String obstacles(RdsRestorePlan plan) {
        assertThat(plan.isRefused()).isTrue();
        return String.join("; ", plan.obstacles().stream().map(Obstacle::what).toList());
    }
}
