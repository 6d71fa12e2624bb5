package dev.nightshift.costs.waste;

import dev.nightshift.costs.waste.WasteSettings.Doing;
import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.Metric;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.Series;
import dev.nightshift.costs.waste.find.Sight;
import dev.nightshift.costs.waste.find.Thresholds;
import dev.nightshift.costs.waste.find.WasteKind;
import dev.nightshift.costs.waste.price.ShippedPrices;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Resources and settings that several tests look at. */
final class Samples {
    static final String REGION = "eu-west-1";
    static final Instant LONG_AGO = Instant.parse("2025-01-01T00:00:00Z");
    static final Detail.Make MADE =
            new Detail.Make("eu-west-1a", Optional.empty(), Optional.empty());
    static final WasteSettings ACTING =
            settings(
                    Arrays.stream(WasteKind.values())
                            .filter(WasteKind::canAct)
                            .collect(Collectors.toMap(kind -> kind, _ -> Doing.ACT)));
    static final WasteSettings TELLING = settings(Map.of());

    private Samples() {}

    static WasteSettings settings(Map<WasteKind, Doing> kinds) {
        return new WasteSettings(
                List.of(),
                kinds,
                Duration.ofDays(14),
                BigDecimal.ONE,
                WasteSettings.KEEP_TAG,
                WasteSettings.OWNER_TAG,
                Thresholds.DEFAULT);
    }

    /** A region alone, at the prices that come with the function. */
    static List<WasteRegion> alone(WasteGateway gateway) {
        return List.of(new WasteRegion(gateway, ShippedPrices.of(gateway.region())));
    }

    static Resource resource(String id, Detail detail, String... tags) {
        return resource(id, LONG_AGO, detail, tags);
    }

    static Resource resource(String id, Instant created, Detail detail, String... tags) {
        var map = new java.util.TreeMap<String, String>();
        for (int i = 0; i < tags.length; i += 2) {
            map.put(tags[i], tags[i + 1]);
        }
        return new Resource(
                REGION, id, Optional.of(created), Sight.of(Map.copyOf(map)), detail, Map.of());
    }

    static Detail.Volume loose(String type, int gib) {
        return new Detail.Volume(type, gib, "available", false, MADE);
    }

    static Detail.Volume attached(String type, int gib) {
        return new Detail.Volume(type, gib, "in-use", false, MADE);
    }

    static Detail.Snapshot snapshot(boolean usedByImage, boolean volumeThere) {
        return new Detail.Snapshot(
                "vol-x", 100, "completed", Sight.of(usedByImage), Sight.of(volumeThere));
    }

    static Detail.Bucket bucket(boolean aborts, int staleUploads) {
        return new Detail.Bucket(Sight.of(new Detail.Lifecycle(1, aborts)), Sight.of(staleUploads));
    }

    static Resource using(Resource resource, Metric metric, int hours, double value) {
        var usage = new java.util.EnumMap<Metric, Series>(Metric.class);
        usage.putAll(resource.usage());
        usage.put(metric, new Series(Collections.nCopies(hours, value)));
        return resource.withUsage(usage);
    }
}
