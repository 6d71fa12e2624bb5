package dev.nightshift.costs.waste;

import static dev.nightshift.costs.waste.Samples.attached;
import static dev.nightshift.costs.waste.Samples.bucket;
import static dev.nightshift.costs.waste.Samples.loose;
import static dev.nightshift.costs.waste.Samples.resource;
import static dev.nightshift.costs.waste.Samples.snapshot;
import static dev.nightshift.costs.waste.Samples.using;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.Ownership;
import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.Judges;
import dev.nightshift.costs.waste.find.Metric;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.Series;
import dev.nightshift.costs.waste.find.Sight;
import dev.nightshift.costs.waste.find.Thresholds;
import dev.nightshift.costs.waste.find.Verdict;
import dev.nightshift.costs.waste.find.WasteKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind on both sides of its limit, and without what it is judged by. */
class JudgesTest {
    private static final Instant NOW = Instant.parse("2026-11-28T03:00:00Z");
    private static final int ALL = 336;
    private static final int ENOUGH = 302;

    @Test
    void a_volume_is_waste_if_nothing_has_it_attached() {
        assertThat(waste(resource("v", loose("gp3", 8)))).containsExactly("unattached-volumes");
        assertThat(waste(resource("v", attached("gp3", 8)))).isEmpty();
    }

    @Test
    void gp2_is_waste_unless_it_is_being_modified() {
        assertThat(waste(resource("v", attached("gp2", 8)))).containsExactly("gp2-volumes");
        assertThat(waste(resource("v", new Detail.Volume("gp2", 8, "in-use", true, Samples.MADE))))
                .isEmpty();
    }

    @Test
    void a_snapshot_is_waste_when_it_is_old_or_an_orphan_and_no_image_needs_it() {
        assertThat(waste(aged(366, snapshot(false, true)))).containsExactly("old-snapshots");
        assertThat(waste(aged(364, snapshot(false, true)))).isEmpty();
        assertThat(waste(aged(31, snapshot(false, false)))).containsExactly("orphaned-snapshots");
        assertThat(waste(aged(29, snapshot(false, false)))).isEmpty();
        assertThat(waste(aged(900, snapshot(true, false)))).isEmpty();
    }

    @Test
    void a_snapshot_that_an_image_may_need_is_unknown() {
        var blind =
                new Detail.Snapshot(
                        "vol", 1, "completed", Sight.not("not authorized"), Sight.of(false));

        assertThat(verdicts(aged(900, blind)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        it -> assertThat(it.why()).contains("AMI", "not authorized"));
    }

    @Test
    void what_nightshift_made_is_never_waste() {
        assertThat(
                        verdicts(
                                resource(
                                        "s",
                                        snapshot(false, false),
                                        Ownership.OWNER_TAG,
                                        "prod/rds-backup")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} hours of {1} %: {2}")
    @CsvSource({
        "336, 19.9, oversized-instances",
        "302, 19.9, oversized-instances",
        "336, 20.0, ''",
        "301, 1.0, unknown",
        "0, 0, unknown"
    })
    void an_instance_is_oversized_only_if_its_metrics_cover_the_window(
            int hours, double cpu, String said) {
        assertThat(said(using(instance("m6i.large"), Metric.INSTANCE_CPU, hours, cpu)))
                .isEqualTo(said);
    }

    @Test
    void an_instance_with_full_memory_is_not_oversized() {
        var idle = using(instance("m6i.large"), Metric.INSTANCE_CPU, ALL, 2);

        assertThat(waste(using(idle, Metric.INSTANCE_MEMORY, ALL, 85))).isEmpty();
        assertThat(waste(using(idle, Metric.INSTANCE_MEMORY, ALL, 30))).hasSize(1);
    }

    @Test
    void one_hour_in_twenty_may_be_busy() {
        var calm = IntStream.range(0, ALL).mapToObj(hour -> hour % 21 == 0 ? 99.0 : 3.0).toList();
        var busy = IntStream.range(0, ALL).mapToObj(hour -> hour % 19 == 0 ? 99.0 : 3.0).toList();

        assertThat(new Series(calm).p95()).isEqualTo(3.0);
        assertThat(new Series(busy).p95()).isEqualTo(99.0);
    }

    @Test
    void an_instance_of_an_older_generation_is_told_its_successor() {
        var old = using(instance("m4.large"), Metric.INSTANCE_CPU, ALL, 50);

        assertThat(verdicts(old))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.why()).contains("m4.large", "m6i"));
    }

    @Test
    void a_stopped_instance_pays_for_its_disks() {
        var disks = Sight.of(List.of(new Detail.Disk("gp3", 30), new Detail.Disk("gp2", 70)));
        var since = Optional.of(NOW.minus(Duration.ofDays(31)));

        assertThat(verdicts(resource("i", stopped(since, disks))))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.why()).contains("31 days", "100 GiB"));
        assertThat(verdicts(resource("i", stopped(Optional.of(NOW), disks)))).isEmpty();
        assertThat(said(resource("i", stopped(Optional.empty(), disks)))).isEqualTo("unknown");
        assertThat(said(resource("i", stopped(since, Sight.not("denied"))))).isEqualTo("unknown");
    }

    @Test
    void a_load_balancer_without_targets_is_idle_whatever_its_metrics() {
        assertThat(said(balancer("application", Sight.of(0)))).isEqualTo("idle-load-balancers");
    }

    @Test
    void no_requests_are_none_only_while_lcus_are_reported() {
        var silent = using(balancer("application", Sight.of(2)), Metric.ALB_REQUESTS, 0, 0);

        assertThat(said(silent)).isEqualTo("unknown");
        assertThat(said(using(silent, Metric.ALB_LCUS, ENOUGH - 1, 0))).isEqualTo("unknown");
        assertThat(said(using(silent, Metric.ALB_LCUS, ENOUGH, 0)))
                .isEqualTo("idle-load-balancers");
        assertThat(
                        said(
                                using(
                                        using(silent, Metric.ALB_LCUS, ENOUGH, 0),
                                        Metric.ALB_REQUESTS,
                                        1,
                                        1)))
                .isEmpty();
    }

    @Test
    void a_classic_load_balancer_is_idle_without_instances_or_requests() {
        var silent = balancer("classic", Sight.of(2));
        var healthy = using(silent, Metric.CLASSIC_HEALTHY_HOSTS, ENOUGH, 2);
        var told = using(healthy, Metric.CLASSIC_REQUESTS, 0, 0);

        assertThat(verdicts(balancer("classic", Sight.of(0))))
                .singleElement()
                .satisfies(it -> assertThat(it.why()).contains("classic", "no instances"));
        assertThat(said(silent)).isEqualTo("unknown");
        assertThat(said(healthy)).as("requests that cannot be read").isEqualTo("unknown");
        assertThat(said(told)).isEqualTo("idle-load-balancers");
        assertThat(said(using(told, Metric.CLASSIC_REQUESTS, 1, 1))).isEmpty();
        assertThat(said(using(told, Metric.CLASSIC_HEALTHY_HOSTS, ENOUGH - 1, 2)))
                .isEqualTo("unknown");
    }

    @Test
    void instances_that_are_out_of_service_are_an_outage_unless_they_never_were_in_it() {
        var dead =
                using(
                        using(
                                balancer("classic", Sight.of(2)),
                                Metric.CLASSIC_HEALTHY_HOSTS,
                                ENOUGH,
                                0),
                        Metric.CLASSIC_REQUESTS,
                        ALL,
                        9);

        assertThat(verdicts(dead))
                .singleElement()
                .satisfies(it -> assertThat(it.why()).contains("none of its 2 instances"));
        assertThat(said(using(dead, Metric.CLASSIC_HEALTHY_HOSTS, ENOUGH - 1, 0)))
                .isEqualTo("unknown");
    }

    @Test
    void a_nat_gateway_is_idle_without_a_byte_either_way() {
        var gateway = resource("nat", new Detail.NatGateway("available"));
        var out = using(gateway, Metric.NAT_BYTES_OUT, ALL, 0);

        assertThat(said(out)).isEqualTo("unknown");
        assertThat(said(using(out, Metric.NAT_BYTES_IN, ALL, 0))).isEqualTo("idle-nat-gateways");
        assertThat(said(using(out, Metric.NAT_BYTES_IN, ALL, 1))).isEmpty();
    }

    @Test
    void a_database_is_idle_by_connections_and_oversized_by_cpu() {
        var database =
                using(
                        resource(
                                "db",
                                new Detail.Database("db.m6g.large", "postgres", true, "available")),
                        Metric.DATABASE_CPU,
                        ALL,
                        4);

        assertThat(waste(using(database, Metric.DATABASE_CONNECTIONS, ALL, 0)))
                .containsExactly("idle-databases");
        assertThat(waste(using(database, Metric.DATABASE_CONNECTIONS, ALL, 1)))
                .containsExactly("oversized-databases");
        assertThat(said(using(database, Metric.DATABASE_CONNECTIONS, 5, 0))).contains("unknown");
    }

    @Test
    void a_cache_with_its_own_connections_only_is_idle() {
        var cache = resource("c", new Detail.Cache("cache.t3.small", 2, "redis", "available"));
        var hits = using(cache, Metric.CACHE_HITS, ALL, 0);

        assertThat(said(using(hits, Metric.CACHE_CONNECTIONS, ALL, 4))).isEqualTo("idle-caches");
        assertThat(said(using(hits, Metric.CACHE_CONNECTIONS, ALL, 5))).isEmpty();
    }

    @Test
    void something_younger_than_the_window_is_not_judged_by_its_usage() {
        var young =
                resource("nat", NOW.minus(Duration.ofDays(13)), new Detail.NatGateway("available"));

        assertThat(verdicts(young)).isEmpty();
    }

    @Test
    void log_groups_buckets_images_and_secrets() {
        assertThat(said(resource("l", new Detail.LogGroup(5, Optional.empty()))))
                .isEqualTo("endless-logs");
        assertThat(said(resource("l", new Detail.LogGroup(5, Optional.of(7))))).isEmpty();
        assertThat(said(resource("b", bucket(false, 1)))).isEqualTo("incomplete-uploads");
        assertThat(said(resource("b", bucket(false, 0)))).isEmpty();
        assertThat(said(resource("b", new Detail.Bucket(Sight.not("denied"), Sight.of(3)))))
                .isEqualTo("unknown");
        assertThat(said(resource("s", new Detail.Secret(Optional.of(NOW))))).isEmpty();
        assertThat(said(resource("s", new Detail.Secret(Optional.empty()))))
                .isEqualTo("unused-secrets");
        var pulled = new Detail.Image("sha256:a", Samples.LONG_AGO, Optional.of(NOW), 1L << 30);
        var never = new Detail.Image("sha256:b", Samples.LONG_AGO, Optional.empty(), 1L << 30);
        assertThat(said(resource("r", new Detail.Repository(Sight.of(List.of(pulled)))))).isEmpty();
        assertThat(verdicts(resource("r", new Detail.Repository(Sight.of(List.of(pulled, never))))))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.why()).contains("1 of 2 images"));
    }

    @Test
    void every_kind_is_judged_by_some_type() {
        assertThat(Stream.of(WasteKind.values()).map(WasteKind::types))
                .noneMatch(List::isEmpty)
                .hasSize(19);
    }

    private static Resource aged(int days, Detail detail) {
        return resource("s", NOW.minus(Duration.ofDays(days)), detail);
    }

    private static Resource instance(String type) {
        return resource(
                "i",
                new Detail.Instance(
                        type, "running", Optional.empty(), Sight.of(List.of()), "Linux/UNIX"));
    }

    private static Detail.Instance stopped(
            Optional<Instant> since, Sight<List<Detail.Disk>> disks) {
        return new Detail.Instance("t3.small", "stopped", since, disks, "Linux/UNIX");
    }

    private static Resource balancer(String type, Sight<Integer> targets) {
        return resource("lb", new Detail.LoadBalancer(type, targets));
    }

    private static List<Verdict> verdicts(Resource resource) {
        return Judges.judge(resource, Thresholds.DEFAULT, NOW);
    }

    private static List<String> waste(Resource resource) {
        return verdicts(resource).stream()
                .filter(Verdict.Waste.class::isInstance)
                .map(verdict -> verdict.kind().word())
                .toList();
    }

    private static String said(Resource resource) {
        return verdicts(resource).stream()
                .map(
                        verdict ->
                                verdict instanceof Verdict.Unknown
                                        ? "unknown"
                                        : verdict.kind().word())
                .findFirst()
                .orElse("");
    }
}
