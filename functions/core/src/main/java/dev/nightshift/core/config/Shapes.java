package dev.nightshift.core.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.config.RecordShape.Values;
import dev.nightshift.core.config.Value.Items;
import dev.nightshift.core.config.Value.Kind;
import dev.nightshift.core.config.Value.Mapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The building blocks of settings; those that know AWS are in {@link AwsShapes}. */
public final class Shapes {
    private static final int LONGEST_TEXT = 1000;

    private Shapes() {}

    /**
     * A mapping with these keys and no others.
     *
     * @param make builds the record; called only if every key was sound. What it refuses with an
     *     {@link IllegalArgumentException} is a problem, in the exception's words
     */
    public static <T> RecordShape<T> record(Function<Values, T> make, Field<?>... fields) {
        return RecordShape.of(make, List.of(fields));
    }

    /** Text that is not blank, at most 1000 characters. */
    public static Shape<String> text() {
        return shape(
                reading ->
                        reading.text("text")
                                .flatMap(
                                        text ->
                                                text.isBlank() || text.length() > LONGEST_TEXT
                                                        ? reading.expected(
                                                                "text of 1 to 1000 characters")
                                                        : Optional.of(text)),
                () -> type("string").put("minLength", 1).put("maxLength", LONGEST_TEXT));
    }

    /**
     * Text of a certain form.
     *
     * @param what it is, with an example, as in "expected {@code what}, found ..."
     */
    public static Shape<String> pattern(Pattern pattern, String what) {
        return shape(
                reading ->
                        reading.text(what)
                                .flatMap(
                                        text ->
                                                pattern.matcher(text).matches()
                                                        ? Optional.of(text)
                                                        : reading.expected(what)),
                () -> type("string").put("pattern", "^(?:" + pattern.pattern() + ")$"));
    }

    /**
     * Text that a parser takes; its {@link IllegalArgumentException} is the problem.
     *
     * @param schemaPattern what editors are told of its form
     */
    public static <T> Shape<T> parsed(
            String what, Function<String, T> parse, String schemaPattern) {
        return parsed(what, parse, () -> type("string").put("pattern", schemaPattern));
    }

    /** The same with a schema of any kind. */
    static <T> Shape<T> parsed(
            String what, Function<String, T> parse, Supplier<ObjectNode> schema) {
        return shape(
                reading -> reading.text(what).flatMap(text -> parse(reading, what, text, parse)),
                schema);
    }

    private static <T> Optional<T> parse(
            Reading reading, String what, String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException refused) {
            return reading.expected(what + " (" + refused.getMessage() + ")");
        }
    }

    public static Shape<Integer> integer(int min, int max) {
        var what = "an integer between " + min + " and " + max;
        return shape(
                reading ->
                        reading.scalar(Kind.INTEGER, what)
                                // longer than any int; also no parsing of huge numbers
                                .map(
                                        text ->
                                                text.length() > 11
                                                        ? Long.MAX_VALUE
                                                        : Long.parseLong(text))
                                .flatMap(
                                        number ->
                                                number >= min && number <= max
                                                        ? Optional.of(number.intValue())
                                                        : reading.expected(what)),
                () -> type("integer").put("minimum", min).put("maximum", max));
    }

    /** {@code true} or {@code false}. */
    public static Shape<Boolean> bool() {
        return shape(
                reading -> reading.scalar(Kind.BOOLEAN, "true or false").map("true"::equals),
                () -> type("boolean"));
    }

    /** A share such as {@code 50%}, as the number before the sign. */
    public static Shape<Integer> percent(int min, int max) {
        return parsed(
                "a share between " + min + "% and " + max + "%",
                text -> {
                    int number =
                            text.matches("[0-9]{1,3}%")
                                    ? Integer.parseInt(text.substring(0, text.length() - 1))
                                    : -1;
                    if (number < min || number > max) {
                        throw new IllegalArgumentException("such as " + max + "%");
                    }
                    return number;
                },
                () -> type("string").put("pattern", "^[0-9]{1,3}%$"));
    }

    /** One of these words, each with its value. */
    public static <T> Shape<T> choice(Map<String, ? extends T> words) {
        var known = Collections.unmodifiableMap(new LinkedHashMap<String, T>(words));
        var what = "one of " + String.join(", ", known.keySet());
        return shape(
                reading -> reading.text(what).flatMap(text -> chosen(reading, what, text, known)),
                () -> {
                    var node = type("string");
                    known.keySet().forEach(node.putArray("enum")::add);
                    return node;
                });
    }

    private static <T> Optional<T> chosen(
            Reading reading, String what, String text, Map<String, T> known) {
        var value = Optional.ofNullable(known.get(text));
        if (value.isPresent()) {
            return value;
        }
        var hint =
                Nearest.to(text, known.keySet()).map(near -> " (did you mean \"" + near + "\"?)");
        return reading.expected(what + hint.orElse(""));
    }

    /** One of these words. */
    public static Shape<String> words(Collection<String> known) {
        var words = new LinkedHashMap<String, String>();
        known.forEach(word -> words.put(word, word));
        return choice(words);
    }

    /** One of the constants of an enum, written as {@code lower-case}. */
    public static <E extends Enum<E>> Shape<E> choice(E[] constants) {
        var words = new LinkedHashMap<String, E>();
        Arrays.stream(constants)
                .forEach(
                        constant ->
                                words.put(
                                        constant.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                                        constant));
        return choice(words);
    }

    /** A list of so many items. */
    public static <T> Shape<List<T>> list(Shape<T> item, int min, int max) {
        return shape(
                reading -> reading.items().flatMap(list -> items(item, min, max, reading, list)),
                () -> {
                    var node = type("array").put("minItems", min).put("maxItems", max);
                    node.set("items", item.schema());
                    return node;
                });
    }

    private static <T> Optional<List<T>> items(
            Shape<T> item, int min, int max, Reading reading, Items list) {
        int size = list.items().size();
        if (size < min || size > max) {
            return reading.refuse(
                    "expected a list of " + min + " to " + max + " items, found " + size);
        }
        var items = new ArrayList<T>();
        for (int i = 0; i < size; i++) {
            item.decode(reading.item(i)).ifPresent(items::add);
        }
        return items.size() == size ? Optional.of(List.copyOf(items)) : Optional.empty();
    }

    /** A list of at least one item, or one item without the brackets. */
    public static <T> Shape<List<T>> oneOrMore(Shape<T> item) {
        var list = list(item, 1, 100);
        return shape(
                reading ->
                        reading.value() instanceof Items
                                ? list.decode(reading)
                                : item.decode(reading).map(List::of),
                () -> {
                    var node = JsonNodeFactory.instance.objectNode();
                    node.putArray("anyOf").add(item.schema()).add(list.schema());
                    return node;
                });
    }

    /** A mapping with keys of the writer's choice; keeps their order. */
    public static <T> Shape<Map<String, T>> map(Pattern key, String whatKey, Shape<T> value) {
        return shape(
                reading ->
                        reading.mapping()
                                .flatMap(mapping -> entries(key, whatKey, value, reading, mapping)),
                () -> {
                    var node = type("object");
                    node.putObject("propertyNames").put("pattern", "^(?:" + key.pattern() + ")$");
                    node.set("additionalProperties", value.schema());
                    return node;
                });
    }

    private static <T> Optional<Map<String, T>> entries(
            Pattern key, String whatKey, Shape<T> value, Reading reading, Mapping mapping) {
        var decoded = new LinkedHashMap<String, T>();
        boolean sound =
                reading.isSoundAfter(
                        () -> {
                            for (var entry : mapping.entries()) {
                                if (!key.matcher(entry.key()).matches()) {
                                    reading.keyOf(entry).refuse("this key is not " + whatKey);
                                }
                                value.decode(reading.of(entry))
                                        .ifPresent(item -> decoded.put(entry.key(), item));
                            }
                        });
        return sound ? Optional.of(Collections.unmodifiableMap(decoded)) : Optional.empty();
    }

    /**
     * A mapping with exactly one key, which says what its value is: a choice between shapes, such
     * as {@code { tags: {...} }} or {@code { names: [...] }}.
     */
    public static <T> Shape<T> tagged(Map<String, Shape<? extends T>> variants) {
        var known = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
        return shape(
                reading -> reading.mapping().flatMap(mapping -> variant(known, reading, mapping)),
                () -> {
                    var node = JsonNodeFactory.instance.objectNode();
                    var list = node.putArray("oneOf");
                    known.forEach((key, shape) -> list.add(variantSchema(key, shape)));
                    return node;
                });
    }

    private static <T> Optional<T> variant(
            Map<String, Shape<? extends T>> known, Reading reading, Mapping mapping) {
        RecordShape.refuseUnknownKeys(reading, mapping, known.keySet());
        if (mapping.entries().size() != 1) {
            return reading.refuse(
                    "expected exactly one of the keys " + String.join(", ", known.keySet()));
        }
        var entry = mapping.entries().getFirst();
        return Optional.ofNullable(known.get(entry.key()))
                .flatMap(shape -> shape.decode(reading.of(entry)));
    }

    private static ObjectNode variantSchema(String key, Shape<?> shape) {
        var node = type("object");
        node.putObject("properties").set(key, shape.schema());
        node.putArray("required").add(key);
        return node.put("additionalProperties", false);
    }

    static ObjectNode type(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    static <T> Shape<T> shape(Function<Reading, Optional<T>> decode, Supplier<ObjectNode> schema) {
        return new Shape<>() {
            @Override
            public Optional<T> decode(Reading reading) {
                return decode.apply(reading);
            }

            @Override
            public ObjectNode schema() {
                return schema.get();
            }
        };
    }
}
