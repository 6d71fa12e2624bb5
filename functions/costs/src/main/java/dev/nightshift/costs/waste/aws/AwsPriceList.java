package dev.nightshift.costs.waste.aws;

import static dev.nightshift.costs.waste.aws.AwsCalls.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.costs.waste.price.PriceKey;
import dev.nightshift.costs.waste.price.Prices;
import dev.nightshift.costs.waste.price.Quote;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;

/**
 * AWS's price list, which is asked once for each thing in the life of a function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/price-changes.html">AWS
 *     Price List</a>
 */
public final class AwsPriceList implements Prices {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 100;

    private final AwsWasteClients clients;
    private final Map<PriceKey, Quote> asked = new ConcurrentHashMap<>();

    public AwsPriceList(AwsWasteClients clients) {
        this.clients = clients;
    }

    @Override
    public Quote quote(PriceKey key) {
        var known = Optional.ofNullable(asked.get(key));
        if (known.isPresent()) {
            return known.get();
        }
        Quote quote;
        try {
            quote = ask(key);
        } catch (CloudException e) {
            // not kept: the list may answer the next time
            return new Quote.Unknown(e.getMessage());
        }
        asked.put(key, quote);
        return quote;
    }

    private Quote ask(PriceKey key) {
        var offer = PriceOffer.of(key);
        if (offer.isEmpty()) {
            return new Quote.Unknown("the price list is not searched for " + key);
        }
        var filters = new TreeMap<>(offer.get().attributes());
        filters.put("regionCode", clients.region());
        var products =
                call(
                        "ask the price list for " + key,
                        () ->
                                clients
                                        .pricing()
                                        .getProductsPaginator(
                                                r ->
                                                        r.serviceCode(offer.get().service())
                                                                .filters(filters(filters))
                                                                .maxResults(PAGE))
                                        .priceList()
                                        .stream()
                                        .toList());
        return read(key, offer.get(), products);
    }

    private static List<Filter> filters(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(
                        it ->
                                Filter.builder()
                                        .type(FilterType.TERM_MATCH)
                                        .field(it.getKey())
                                        .value(it.getValue())
                                        .build())
                .toList();
    }

    /** One price, or why there is not one: of several no one is guessed. */
    static Quote read(PriceKey key, PriceOffer offer, List<String> products) {
        var prices = new TreeSet<BigDecimal>();
        var dates = new TreeSet<String>();
        for (var text : products) {
            var product = parsed(text);
            if (offer.isFor(product.at("/product/attributes/usagetype").asText())) {
                firstTier(product, prices);
                dates.add(product.path("publicationDate").asText());
            }
        }
        return switch (prices.size()) {
            case 0 -> new Quote.Unknown("the price list has no " + key);
            case 1 -> new Quote.Known(prices.first(), "AWS Price List of " + dates.last());
            default ->
                    new Quote.Unknown("the price list has " + prices.size() + " prices of " + key);
        };
    }

    /** On-demand prices in USD of the first unit; those of nothing are free tiers. */
    private static void firstTier(JsonNode product, Set<BigDecimal> prices) {
        for (var term : product.at("/terms/OnDemand")) {
            for (var dimension : term.path("priceDimensions")) {
                var usd = dimension.at("/pricePerUnit/USD").asText();
                if (dimension.path("beginRange").asText("0").equals("0") && !usd.isEmpty()) {
                    var price = new BigDecimal(usd).stripTrailingZeros();
                    if (price.signum() > 0) {
                        prices.add(price);
                    }
                }
            }
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new CloudException(CloudException.Kind.REJECTED, "the price list is not JSON", e);
        }
    }
}
