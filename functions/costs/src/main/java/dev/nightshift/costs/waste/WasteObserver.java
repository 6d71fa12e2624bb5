package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.costs.waste.WasteSettings.Doing;
import dev.nightshift.costs.waste.find.Charge;
import dev.nightshift.costs.waste.find.Judges;
import dev.nightshift.costs.waste.find.Metric;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.ResourceType;
import dev.nightshift.costs.waste.find.Series;
import dev.nightshift.costs.waste.find.Verdict;
import dev.nightshift.costs.waste.find.WasteKind;
import dev.nightshift.costs.waste.price.PriceKey;
import dev.nightshift.costs.waste.price.Quote;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Looks at everything that the settings ask for, and at what can carry a mark. */
final class WasteObserver {
    private final List<WasteRegion> regions;
    private final WasteSettings settings;

    WasteObserver(List<WasteRegion> regions, WasteSettings settings) {
        this.regions = List.copyOf(regions);
        this.settings = settings;
    }

    /** What is listed: where a kind is not off, or where a mark of former settings may be left. */
    static Set<ResourceType> types(WasteSettings settings) {
        var types = EnumSet.noneOf(ResourceType.class);
        Arrays.stream(WasteKind.values())
                .filter(kind -> kind.canAct() || settings.doing(kind) != Doing.OFF)
                .forEach(kind -> types.addAll(kind.types()));
        return types;
    }

    /**
     * @throws CloudException if nothing at all could be listed
     */
    WasteFacts observe(Instant now) {
        var unread = new TreeMap<String, String>();
        var resources = new ArrayList<Resource>();
        var quotes = new HashMap<String, Map<PriceKey, Quote>>();
        Optional<CloudException> last = Optional.empty();
        boolean any = false;
        for (var region : regions) {
            var here = new ArrayList<Resource>();
            for (var type : types(region)) {
                try {
                    here.addAll(region.gateway().list(type));
                    any = true;
                } catch (CloudException e) {
                    unread.put(seen(type, region.name()), e.getMessage());
                    last = Optional.of(e);
                }
            }
            var used = withUsage(region, here, now, unread);
            quotes.put(region.name(), quotes(region, used, now));
            resources.addAll(used);
        }
        if (last.isPresent() && !any) {
            throw last.get();
        }
        return new WasteFacts(now, resources, unread, quotes);
    }

    /** What is in no region is looked at once, from the first. */
    private List<ResourceType> types(WasteRegion region) {
        boolean first = region.equals(regions.getFirst());
        return types(settings).stream().filter(type -> first || !type.isGlobal()).toList();
    }

    private static List<Resource> withUsage(
            WasteRegion region, List<Resource> resources, Instant now, Map<String, String> unread) {
        Map<String, Map<Metric, Series>> usage;
        try {
            usage = region.gateway().usage(resources, now.truncatedTo(ChronoUnit.HOURS));
        } catch (CloudException e) {
            unread.put("usage in CloudWatch of " + region.name(), e.getMessage());
            return resources;
        }
        return resources.stream()
                .map(
                        resource ->
                                Optional.ofNullable(usage.get(resource.id()))
                                        .map(resource::withUsage)
                                        .orElse(resource))
                .toList();
    }

    /** Only of what is waste: an estate has thousands of things and few of them are. */
    private Map<PriceKey, Quote> quotes(WasteRegion region, List<Resource> resources, Instant now) {
        var quotes = new HashMap<PriceKey, Quote>();
        for (var resource : resources) {
            for (var verdict : Judges.judge(resource, settings.limits(), now)) {
                switch (verdict) {
                    case Verdict.Waste waste ->
                            waste.charges().stream()
                                    .map(Charge::key)
                                    .forEach(
                                            key ->
                                                    quotes.computeIfAbsent(
                                                            key, region.prices()::quote));
                    case Verdict.Unknown _ -> {
                        // nothing to price
                    }
                }
            }
        }
        return quotes;
    }

    /** What was looked at, such as {@code volumes in eu-west-1}. */
    static String seen(ResourceType type, String region) {
        return type.isGlobal() ? plural(type) : plural(type) + " in " + region;
    }

    private static String plural(ResourceType type) {
        return type == ResourceType.REPOSITORY
                ? "image repositories"
                : type + (type == ResourceType.ADDRESS ? "es" : "s");
    }
}
