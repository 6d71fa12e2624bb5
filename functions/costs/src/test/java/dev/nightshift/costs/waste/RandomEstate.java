package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.Ownership;
import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.Metric;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.ResourceType;
import dev.nightshift.costs.waste.find.Series;
import dev.nightshift.costs.waste.find.Sight;
import dev.nightshift.costs.waste.find.WasteKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Draws resources of every type, with gaps in what is known of them. */
final class RandomEstate {
    private static final int HOURS = 336;
    private static final List<ResourceType> TYPES = List.of(ResourceType.values());
    private static final List<WasteKind> KINDS = List.of(WasteKind.values());

    private final Random random;
    private final Instant now;
    private final String region;

    private RandomEstate(Random random, Instant now, String region) {
        this.region = region;
        this.random = random;
        this.now = now;
    }

    static void fill(FakeEstate estate, int size, Random random, Instant now) {
        var draw = new RandomEstate(random, now, estate.region());
        for (int i = 0; i < size; i++) {
            var type = TYPES.get(i % TYPES.size());
            estate.with(draw.resource(type, type.name().toLowerCase(java.util.Locale.ROOT) + i));
        }
    }

    private Resource resource(ResourceType type, String id) {
        return new Resource(
                type.isGlobal() ? Resource.GLOBAL : region,
                id,
                random.nextInt(10) == 0 && type != ResourceType.SNAPSHOT
                        ? Optional.empty()
                        : Optional.of(now.minus(Duration.ofDays(random.nextInt(800)))),
                random.nextInt(30) == 0 ? Sight.not("not authorized") : Sight.of(tags()),
                detail(type),
                usage());
    }

    private Map<String, String> tags() {
        var tags = new HashMap<String, String>();
        if (random.nextInt(10) == 0) {
            tags.put(WasteSettings.KEEP_TAG, "");
        }
        if (random.nextInt(10) == 0) {
            tags.put(Ownership.OWNER_TAG, "test/other");
        }
        switch (random.nextInt(6)) {
            case 0 -> tags.put(WasteMark.TAG, "rubbish");
            case 1 ->
                    tags.put(
                            WasteMark.TAG,
                            new WasteMark(
                                            LocalDate.ofInstant(now, ZoneOffset.UTC)
                                                    .plusDays(random.nextInt(60) - 40),
                                            KINDS.get(random.nextInt(KINDS.size())))
                                    .toString());
            default -> {
                // most things are not marked
            }
        }
        return Map.copyOf(tags);
    }

    /** Some metrics are missing, some have gaps, most are all zero or busy. */
    private Map<Metric, Series> usage() {
        var usage = new EnumMap<Metric, Series>(Metric.class);
        for (var metric : Metric.values()) {
            int hours =
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(HOURS);
                        default -> HOURS;
                    };
            if (random.nextInt(5) != 0) {
                usage.put(
                        metric,
                        new Series(
                                Collections.nCopies(
                                        hours, random.nextBoolean() ? 0.0 : random.nextInt(90))));
            }
        }
        return usage;
    }

    private <T> Sight<T> maybe(T value) {
        return random.nextInt(8) == 0 ? Sight.not("not authorized") : Sight.of(value);
    }

    private <T> Optional<T> perhaps(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private String one(String... words) {
        return words[random.nextInt(words.length)];
    }

    private Instant past() {
        return now.minus(Duration.ofDays(random.nextInt(400)));
    }

    private Detail detail(ResourceType type) {
        return switch (type) {
            case VOLUME ->
                    new Detail.Volume(
                            one("gp2", "gp3", "io1"),
                            1 + random.nextInt(900),
                            one("available", "in-use"),
                            random.nextInt(10) == 0,
                            Samples.MADE);
            case SNAPSHOT ->
                    new Detail.Snapshot(
                            "vol",
                            1 + random.nextInt(900),
                            one("completed", "completed", "pending", "error"),
                            maybe(random.nextInt(3) == 0),
                            maybe(random.nextBoolean()));
            case ADDRESS -> new Detail.Address("192.0.2.1", random.nextBoolean());
            case INSTANCE ->
                    new Detail.Instance(
                            one("m4.large", "t3.small", "c6i.xlarge"),
                            one("running", "stopped", "pending"),
                            perhaps(past()),
                            maybe(List.of(new Detail.Disk("gp3", 100))),
                            "Linux/UNIX");
            case LOG_GROUP -> new Detail.LogGroup(random.nextLong(1L << 40), perhaps(30));
            case BUCKET ->
                    new Detail.Bucket(
                            maybe(new Detail.Lifecycle(random.nextInt(2), random.nextBoolean())),
                            maybe(random.nextInt(3)));
            case LOAD_BALANCER ->
                    new Detail.LoadBalancer(
                            one("application", "network", "gateway", "classic"),
                            maybe(random.nextInt(4)));
            case NAT_GATEWAY -> new Detail.NatGateway(one("available", "deleted"));
            case DATABASE ->
                    new Detail.Database(
                            one("db.t2.micro", "db.r6g.large"),
                            "postgres",
                            random.nextBoolean(),
                            one("available", "stopped"));
            case CACHE -> new Detail.Cache("cache.t3.small", 2, "redis", "available");
            case REPOSITORY ->
                    new Detail.Repository(
                            maybe(
                                    List.of(
                                            new Detail.Image(
                                                    "sha256:a",
                                                    past(),
                                                    perhaps(past()),
                                                    random.nextLong(1L << 36)))));
            case SECRET -> new Detail.Secret(perhaps(past()));
            case DISTRIBUTION -> new Detail.Distribution(random.nextBoolean(), "d1.cloudfront.net");
        };
    }
}
