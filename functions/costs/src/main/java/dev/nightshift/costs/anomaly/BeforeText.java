package dev.nightshift.costs.anomaly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.automation.MemoryText;
import dev.nightshift.costs.anomaly.Before.Currency;
import dev.nightshift.costs.anomaly.History.Span;
import dev.nightshift.costs.anomaly.Watched.Open;
import dev.nightshift.costs.model.CostKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@link Before} as the texts that are kept between runs, one per currency. A text of another
 * version, or one that cannot be read, is as good as none.
 */
final class BeforeText {
    private static final int VERSION = 1;
    private static final String PREFIX = "watched/";

    /** A text holds some 300,000 bytes, and a series has some 200 of them. */
    private static final int MOST_SERIES = 1_000;

    private BeforeText() {}

    static Map<String, String> written(Before before) {
        var texts = new TreeMap<String, String>();
        before.currencies().forEach((code, one) -> texts.put(PREFIX + code, written(one)));
        return texts;
    }

    private static String written(Currency currency) {
        var node = MemoryText.begin(VERSION).put("settled", currency.settled());
        var series = node.putArray("series");
        // what is open first: of the rest, a few may be forgotten
        new TreeMap<>(currency.series())
                .entrySet().stream()
                        .sorted(
                                (one, other) ->
                                        Boolean.compare(
                                                other.getValue().open().isPresent(),
                                                one.getValue().open().isPresent()))
                        .limit(MOST_SERIES)
                        .forEach(entry -> write(entry, series.addObject()));
        return node.toString();
    }

    private static void write(Map.Entry<CostKey, Watched> entry, ObjectNode node) {
        var key = node.putArray("key");
        entry.getKey().parts().forEach(key::add);
        var watched = entry.getValue();
        watched.open()
                .ifPresent(
                        open ->
                                node.putObject("open")
                                        .put("kind", open.kind().name())
                                        .put("since", open.since())
                                        .put("opened", open.opened())
                                        .put("told", open.told())
                                        .put("degree", open.degree()));
        if (watched.history().from() != Integer.MIN_VALUE) {
            node.put("from", watched.history().from());
        }
        var odd = node.putArray("odd");
        watched.history().odd().forEach(span -> odd.addArray().add(span.first()).add(span.last()));
    }

    static Before read(Map<String, String> texts) {
        var currencies = new HashMap<String, Currency>();
        texts.forEach(
                (key, text) -> {
                    if (key.startsWith(PREFIX)) {
                        MemoryText.read(text, VERSION)
                                .ifPresent(
                                        node ->
                                                currencies.put(
                                                        key.substring(PREFIX.length()),
                                                        currency(node)));
                    }
                });
        return new Before(currencies);
    }

    private static Currency currency(JsonNode node) {
        var series = new HashMap<CostKey, Watched>();
        for (var one : node.path("series")) {
            var parts = new ArrayList<String>();
            one.path("key").forEach(part -> parts.add(part.asText()));
            var odd = new ArrayList<Span>();
            one.path("odd")
                    .forEach(span -> odd.add(new Span(span.path(0).asInt(), span.path(1).asInt())));
            series.put(
                    new CostKey(parts),
                    new Watched(
                            open(one.path("open")),
                            new History(one.path("from").asInt(Integer.MIN_VALUE), odd)));
        }
        return new Currency(node.path("settled").asInt(), series);
    }

    private static Optional<Open> open(JsonNode node) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(node.path("kind").asText()))
                .findFirst()
                .map(
                        kind ->
                                new Open(
                                        kind,
                                        node.path("since").asInt(),
                                        node.path("opened").asInt(),
                                        node.path("told").asDouble(),
                                        node.path("degree").asInt()));
    }
}
