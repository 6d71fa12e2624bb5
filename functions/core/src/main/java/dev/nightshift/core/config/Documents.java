package dev.nightshift.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightshift.core.config.Value.Entry;
import dev.nightshift.core.config.Value.Items;
import dev.nightshift.core.config.Value.Mapping;
import dev.nightshift.core.config.Value.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** What is done to whole documents: laying one over another, and making one a tree. */
final class Documents {
    private Documents() {}

    /**
     * Mappings are merged key by key; everything else of the overlay replaces what was there. Every
     * value keeps the place where it was written.
     */
    static Value overlaid(Value base, Value overlay) {
        if (!(base instanceof Mapping below) || !(overlay instanceof Mapping above)) {
            return overlay;
        }
        var entries = new LinkedHashMap<String, Entry>();
        below.entries().forEach(entry -> entries.put(entry.key(), entry));
        for (var entry : above.entries()) {
            entries.merge(
                    entry.key(),
                    entry,
                    (old, now) ->
                            new Entry(now.key(), now.at(), overlaid(old.value(), now.value())));
        }
        return new Mapping(below.at(), new ArrayList<>(entries.values()));
    }

    static JsonNode json(Value value) {
        var nodes = JsonNodeFactory.instance;
        return switch (value) {
            case Scalar scalar ->
                    switch (scalar.kind()) {
                        case TEXT -> nodes.textNode(scalar.text());
                        case INTEGER -> nodes.numberNode(new BigInteger(scalar.text()));
                        case DECIMAL -> decimal(scalar.text());
                        case BOOLEAN -> nodes.booleanNode(scalar.text().equals("true"));
                        case NOTHING -> nodes.nullNode();
                    };
            case Items list -> {
                var array = nodes.arrayNode();
                list.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case Mapping mapping -> {
                var object = nodes.objectNode();
                mapping.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
                yield object;
            }
        };
    }

    private static JsonNode decimal(String text) {
        // YAML also knows .inf and .nan, which JSON does not and no setting accepts
        return text.contains("n")
                ? JsonNodeFactory.instance.textNode(text)
                : JsonNodeFactory.instance.numberNode(new BigDecimal(text));
    }
}
