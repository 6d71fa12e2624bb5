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
import dev.nightshift.costs.waste.price.Prices;
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
    static final String SNAPSHOTS = plural(ResourceType.SNAPSHOT);
    private static final String USAGE = "usage in CloudWatch";

    private final WasteGateway gateway;
    private final Prices prices;
    private final WasteSettings settings;

    WasteObserver(WasteGateway gateway, Prices prices, WasteSettings settings) {
        this.gateway = gateway;
        this.prices = prices;
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
        var types = types(settings);
        Optional<CloudException> last = Optional.empty();
        for (var type : types) {
            try {
                resources.addAll(gateway.list(type));
            } catch (CloudException e) {
                unread.put(plural(type), e.getMessage());
                last = Optional.of(e);
            }
        }
        if (last.isPresent() && unread.size() == types.size()) {
            throw last.get();
        }
        var used = withUsage(resources, now, unread);
        return new WasteFacts(now, used, unread, quotes(used, now));
    }

    private List<Resource> withUsage(
            List<Resource> resources, Instant now, Map<String, String> unread) {
        Map<String, Map<Metric, Series>> usage;
        try {
            usage = gateway.usage(resources, now.truncatedTo(ChronoUnit.HOURS));
        } catch (CloudException e) {
            unread.put(USAGE, e.getMessage());
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
    private Map<PriceKey, Quote> quotes(List<Resource> resources, Instant now) {
        var quotes = new HashMap<PriceKey, Quote>();
        for (var resource : resources) {
            for (var verdict : Judges.judge(resource, settings.limits(), now)) {
                switch (verdict) {
                    case Verdict.Waste waste ->
                            waste.charges().stream()
                                    .map(Charge::key)
                                    .forEach(key -> quotes.computeIfAbsent(key, prices::quote));
                    case Verdict.Unknown _ -> {
                        // nothing to price
                    }
                }
            }
        }
        return quotes;
    }

    private static String plural(ResourceType type) {
        return type == ResourceType.REPOSITORY
                ? "image repositories"
                : type + (type == ResourceType.ADDRESS ? "es" : "s");
    }
}
