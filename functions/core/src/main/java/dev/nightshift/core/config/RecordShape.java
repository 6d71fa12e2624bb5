package dev.nightshift.core.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.config.Value.Mapping;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A mapping with named keys, decoded to a record. Keys that it does not declare are refused. */
public final class RecordShape<T> implements Shape<T> {
    /** The decoded keys of one mapping. */
    public static final class Values {
        private final Map<Field<?>, Object> values;

        private Values(Map<Field<?>, Object> values) {
            this.values = values;
        }

        /**
         * @throws IllegalStateException if the shape does not declare the field
         */
        // decode() stores under each field what that field decoded
        @SuppressWarnings("unchecked")
        public <V> V get(Field<V> field) {
            var value = values.get(field);
            if (value == null) {
                throw new IllegalStateException("not a field of this shape: " + field.name());
            }
            return (V) value;
        }
    }

    private final List<Field<?>> fields;
    private final Function<Values, T> make;
    private final List<BiConsumer<? super T, Reading>> rules;

    private RecordShape(
            List<Field<?>> fields,
            Function<Values, T> make,
            List<BiConsumer<? super T, Reading>> rules) {
        this.fields = List.copyOf(fields);
        this.make = make;
        this.rules = List.copyOf(rules);
    }

    static <T> RecordShape<T> of(Function<Values, T> make, List<Field<?>> fields) {
        return new RecordShape<>(fields, make, List.of());
    }

    public List<Field<?>> fields() {
        return fields;
    }

    @Override
    public Optional<T> decode(Reading reading) {
        return reading.mapping()
                .flatMap(
                        mapping -> {
                            refuseUnknownKeys(reading, mapping, names(this));
                            return decodeOwn(reading, mapping);
                        });
    }

    /**
     * Decodes the keys that this shape declares and leaves the others to whoever shares the
     * mapping.
     */
    Optional<T> decodeOwn(Reading reading, Mapping mapping) {
        var values = new IdentityHashMap<Field<?>, Object>();
        boolean sound =
                reading.isSoundAfter(
                        () -> {
                            for (var field : fields) {
                                decode(field, reading, mapping)
                                        .ifPresent(value -> values.put(field, value));
                            }
                        });
        if (!sound) {
            return Optional.empty();
        }
        return reading.<T>made(() -> make.apply(new Values(values)))
                .filter(
                        made ->
                                reading.isSoundAfter(
                                        () -> rules.forEach(rule -> rule.accept(made, reading))));
    }

    private static Optional<?> decode(Field<?> field, Reading reading, Mapping mapping) {
        var entry = mapping.entry(field.name());
        if (entry.isPresent()) {
            return field.decode(reading.of(entry.get()));
        }
        return field.isRequired() ? reading.missing(field.name(), field.doc()) : field.absent();
    }

    /** The keys that any of these shapes declares, in their order. */
    static Set<String> names(RecordShape<?>... shapes) {
        var names = new LinkedHashSet<String>();
        for (var shape : shapes) {
            shape.fields.forEach(field -> names.add(field.name()));
        }
        return names;
    }

    static void refuseUnknownKeys(Reading reading, Mapping mapping, Set<String> known) {
        for (var entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                reading.keyOf(entry)
                        .refuse(
                                Secrets.isKeyOfOne(entry.key())
                                        ? "secrets only by reference: put it into Secrets Manager"
                                                + " and write its name under the key \"secret\""
                                        : "unknown key; " + Nearest.hint(entry.key(), known));
            }
        }
    }

    @Override
    public ObjectNode schema() {
        return schema(this);
    }

    /** The schema of a mapping that these shapes share. */
    static ObjectNode schema(RecordShape<?>... shapes) {
        var node = JsonNodeFactory.instance.objectNode().put("type", "object");
        var properties = node.putObject("properties");
        var required = JsonNodeFactory.instance.arrayNode();
        for (var shape : shapes) {
            for (var field : shape.fields) {
                properties.set(field.name(), field.schema());
                if (field.isRequired()) {
                    required.add(field.name());
                }
            }
        }
        if (!required.isEmpty()) {
            node.set("required", required);
        }
        return node.put("additionalProperties", false);
    }

    @Override
    public RecordShape<T> check(BiConsumer<? super T, Reading> rule) {
        var all = new ArrayList<>(rules);
        all.add(rule);
        return new RecordShape<>(fields, make, all);
    }
}
