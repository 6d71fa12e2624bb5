package dev.nightshift.costs.waste;

import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.price.PriceKey;
import dev.nightshift.costs.waste.price.Quote;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was seen, and when.
 *
 * @param resources all that could be listed
 * @param unread what could not be, such as {@code secrets in eu-west-1}, and why
 * @param quotes of what is waste, by region: what is sold costs less in one than in another
 */
public record WasteFacts(
        Instant at,
        List<Resource> resources,
        Map<String, String> unread,
        Map<String, Map<PriceKey, Quote>> quotes) {
    public WasteFacts {
        resources = List.copyOf(resources);
        unread = Map.copyOf(unread);
        quotes = Map.copyOf(quotes);
    }

    /** The prices that a resource of that region has. */
    Map<PriceKey, Quote> quotes(String region) {
        return quotes.getOrDefault(region, Map.of());
    }
}
