package dev.nightshift.costs.waste.find;

import dev.nightshift.costs.waste.find.Verdict.Unknown;
import dev.nightshift.costs.waste.find.Verdict.Waste;
import dev.nightshift.costs.waste.price.PriceKey;
import dev.nightshift.costs.waste.price.PriceKey.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Instances, databases, caches: idle, oversized, or of an older generation than need be. */
final class ComputeJudges {
    /** Memory above this share says that a smaller size would not do. */
    private static final int FULL_PERCENT = 60;

    /** What ElastiCache itself keeps open to look after a node: two to four. */
    private static final int ITS_OWN_CONNECTIONS = 4;

    private ComputeJudges() {}

    static List<Verdict> instance(
            Resource resource, Detail.Instance instance, Thresholds limits, Instant at) {
        var verdicts = new ArrayList<Verdict>();
        if (instance.state().equals("stopped")) {
            stopped(instance, limits, at).ifPresent(verdicts::add);
        }
        if (instance.state().equals("running")) {
            new UsageJudge(resource, WasteKind.OVERSIZED_INSTANCES, at)
                    .decide(
                            series -> oversized(resource, instance, series.getFirst(), limits),
                            Metric.INSTANCE_CPU)
                    .ifPresent(verdicts::add);
            Generations.after(instance.instanceType())
                    .map(
                            next ->
                                    previous(
                                            instance.instanceType(),
                                            next,
                                            List.of(hour(Item.INSTANCE, variant(instance)))))
                    .ifPresent(verdicts::add);
        }
        return verdicts;
    }

    private static String variant(Detail.Instance instance) {
        return instance.instanceType() + "/" + instance.platform();
    }

    private static Charge hour(Item item, String variant) {
        return Charge.of(new PriceKey(item, variant), 1);
    }

    private static Optional<Verdict> stopped(
            Detail.Instance instance, Thresholds limits, Instant at) {
        var kind = WasteKind.STOPPED_INSTANCES;
        if (instance.stoppedSince().isEmpty()) {
            return Optional.of(new Unknown(kind, "EC2 does not tell since when it is stopped"));
        }
        var since = instance.stoppedSince().get();
        if (!Numbers.isOlder(since, limits.stoppedAge(), at)) {
            return Optional.empty();
        }
        var disks = instance.disks();
        if (disks.value().isEmpty()) {
            return Optional.of(new Unknown(kind, "its disks could not be read: " + disks.whyNot()));
        }
        var charges =
                disks.value().get().stream()
                        .map(
                                disk ->
                                        Charge.of(
                                                new PriceKey(
                                                        Item.VOLUME_STORAGE, disk.volumeType()),
                                                disk.gib()))
                        .toList();
        int gib = disks.value().get().stream().mapToInt(Detail.Disk::gib).sum();
        return NetworkJudges.unless(
                charges.isEmpty(),
                () ->
                        new Waste(
                                kind,
                                "stopped for "
                                        + Numbers.days(since, at)
                                        + " days, and pays for "
                                        + gib
                                        + " GiB of disks",
                                "make an image of it and terminate it, or start it again",
                                charges,
                                false));
    }

    private static Optional<Verdict> oversized(
            Resource resource, Detail.Instance instance, Series cpu, Thresholds limits) {
        var memory = resource.usage(Metric.INSTANCE_MEMORY).filter(Series::covers);
        boolean full = memory.filter(series -> series.p95() >= FULL_PERCENT).isPresent();
        if (!isIdle(cpu, limits) || full) {
            return Optional.empty();
        }
        return Optional.of(
                new Waste(
                        WasteKind.OVERSIZED_INSTANCES,
                        busy(instance.instanceType(), cpu)
                                + memory.map(
                                                series ->
                                                        "; memory stayed below "
                                                                + Numbers.percent(series.p95()))
                                        .orElse("; memory is not published: look before you act"),
                        "take a smaller size; half the size saves half of its price",
                        List.of(hour(Item.INSTANCE, variant(instance))),
                        true));
    }

    private static boolean isIdle(Series cpu, Thresholds limits) {
        return cpu.p95() < limits.cpuPercent();
    }

    private static String busy(String size, Series cpu) {
        return size
                + ": in 95 of 100 hours of the last 14 days its CPU never passed "
                + Numbers.percent(cpu.p95());
    }

    private static Waste previous(String size, String next, List<Charge> charges) {
        return new Waste(
                WasteKind.PREVIOUS_GENERATION,
                size + " is of a previous generation; " + next + " does more for less",
                "move it to " + next + "; what it costs now is the most that can be saved",
                charges,
                true);
    }

    static List<Verdict> database(
            Resource resource, Detail.Database database, Thresholds limits, Instant at) {
        if (!database.status().equals("available")) {
            return List.of();
        }
        var price =
                List.of(
                        hour(
                                Item.DATABASE,
                                database.instanceClass()
                                        + "/"
                                        + database.engine()
                                        + "/"
                                        + (database.multiAz() ? "multi" : "single")));
        var verdicts = new ArrayList<Verdict>();
        var idle =
                new UsageJudge(resource, WasteKind.IDLE_DATABASES, at)
                        .decide(
                                series ->
                                        NetworkJudges.unless(
                                                series.getFirst().highest() > 0,
                                                () ->
                                                        new Waste(
                                                                WasteKind.IDLE_DATABASES,
                                                                "no connection in 14 days",
                                                                "take a final snapshot and delete"
                                                                        + " it; stopped, it starts"
                                                                        + " again after 7 days",
                                                                price,
                                                                false)),
                                Metric.DATABASE_CONNECTIONS);
        idle.ifPresent(verdicts::add);
        if (idle.filter(Waste.class::isInstance).isEmpty()) {
            new UsageJudge(resource, WasteKind.OVERSIZED_DATABASES, at)
                    .decide(
                            series ->
                                    NetworkJudges.unless(
                                            !isIdle(series.getFirst(), limits),
                                            () ->
                                                    new Waste(
                                                            WasteKind.OVERSIZED_DATABASES,
                                                            busy(
                                                                    database.instanceClass(),
                                                                    series.getFirst()),
                                                            "take a smaller class, if its memory"
                                                                    + " does; half the size saves"
                                                                    + " half of its price",
                                                            price,
                                                            true)),
                            Metric.DATABASE_CPU)
                    .ifPresent(verdicts::add);
        }
        Generations.after(database.instanceClass())
                .map(next -> previous(database.instanceClass(), next, price))
                .ifPresent(verdicts::add);
        verdicts.sort(java.util.Comparator.comparing(Verdict::kind));
        return verdicts;
    }

    static List<Verdict> cache(Resource resource, Detail.Cache cache, Instant at) {
        if (!cache.status().equals("available")) {
            return List.of();
        }
        return new UsageJudge(resource, WasteKind.IDLE_CACHES, at)
                        .decide(
                                series ->
                                        NetworkJudges.unless(
                                                series.getFirst().highest() > ITS_OWN_CONNECTIONS
                                                        || series.getLast().total() > 0,
                                                () ->
                                                        new Waste(
                                                                WasteKind.IDLE_CACHES,
                                                                "never more than "
                                                                        + (long)
                                                                                series.getFirst()
                                                                                        .highest()
                                                                        + " connections, which are"
                                                                        + " ElastiCache's own, and no hit"
                                                                        + " in 14 days",
                                                                "delete it; a final snapshot keeps its"
                                                                        + " content",
                                                                List.of(
                                                                        Charge.of(
                                                                                new PriceKey(
                                                                                        Item
                                                                                                .CACHE_NODE,
                                                                                        cache
                                                                                                        .nodeType()
                                                                                                + "/"
                                                                                                + cache
                                                                                                        .engine()),
                                                                                cache.nodes())),
                                                                false)),
                                Metric.CACHE_CONNECTIONS,
                                Metric.CACHE_HITS)
                        .stream()
                        .toList();
    }
}
