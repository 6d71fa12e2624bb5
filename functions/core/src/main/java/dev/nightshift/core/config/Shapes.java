package dev.nightshift.core.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.config.RecordShape.Values;
import dev.nightshift.core.config.Value.Items;
import dev.nightshift.core.config.Value.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
     * @param make builds the record; called only if every key was sound
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

    /** Text that a parser takes; its {@link IllegalArgumentException} is the problem. */
    static <T> Shape<T> parsed(
            String what, Function<String, T> parse, Supplier<ObjectNode> schema) {
        return shape(
                reading ->
                        reading.text(what)
                                .flatMap(
                                        text -> {
                                            try {
                                                return Optional.of(parse.apply(text));
                                            } catch (IllegalArgumentException refused) {
                                                return reading.expected(
                                                        what + " (" + refused.getMessage() + ")");
                                            }
                                        }),
                schema);
    }

    public static Shape<Integer> integer(int min, int max) {
        var what = "an integer between " + min + " and " + max;
        return shape(
                reading ->
                        reading.scalar(Kind.INTEGER, what)
                                .flatMap(
                                        text -> {
                                            // longer than any int; also no parsing of huge numbers
                                            if (text.length() <= 11) {
                                                long number = Long.parseLong(text);
                                                if (number >= min && number <= max) {
                                                    return Optional.of((int) number);
                                                }
                                            }
                                            return reading.expected(what);
                                        }),
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
                    if (!text.matches("[0-9]{1,3}%")) {
                        throw new IllegalArgumentException("such as " + max + "%");
                    }
                    int number = Integer.parseInt(text.substring(0, text.length() - 1));
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
                reading ->
                        reading.text(what)
                                .flatMap(
                                        text -> {
                                            var value = Optional.<T>ofNullable(known.get(text));
                                            return value.isPresent()
                                                    ? value
                                                    : reading.expected(
                                                            Nearest.to(text, known.keySet())
                                                                    .map(
                                                                            near ->
                                                                                    what
                                                                                            + " (did"
                                                                                            + " you"
                                                                                            + " mean \""
                                                                                            + near
                                                                                            + "\"?)")
                                                                    .orElse(what));
                                        }),
                () -> {
                    var node = type("string");
                    known.keySet().forEach(node.putArray("enum")::add);
                    return node;
                });
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
        var what = "a list of " + min + " to " + max + " items";
        return shape(
                reading ->
                        reading.items()
                                .flatMap(
                                        list ->
                                                list.items().size() < min
                                                                || list.items().size() > max
                                                        ? reading.refuse(
                                                                "expected "
                                                                        + what
                                                                        + ", found "
                                                                        + list.items().size())
                                                        : items(item, reading, list)),
                () -> {
                    var node = type("array").put("minItems", min).put("maxItems", max);
                    node.set("items", item.schema());
                    return node;
                });
    }

    private static <T> Optional<List<T>> items(Shape<T> item, Reading reading, Items list) {
        var items = new ArrayList<T>();
        for (int i = 0; i < list.items().size(); i++) {
            item.decode(reading.item(i)).ifPresent(items::add);
        }
        return items.size() == list.items().size()
                ? Optional.of(List.copyOf(items))
                : Optional.empty();
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
                                .flatMap(
                                        mapping -> {
                                            var decoded = new LinkedHashMap<String, T>();
                                            for (var entry : mapping.entries()) {
                                                if (!key.matcher(entry.key()).matches()) {
                                                    reading.keyOf(entry)
                                                            .refuse("this key is not " + whatKey);
                                                }
                                                value.decode(reading.of(entry))
                                                        .ifPresent(
                                                                item ->
                                                                        decoded.put(
                                                                                entry.key(), item));
                                            }
                                            boolean sound =
                                                    decoded.size() == mapping.entries().size()
                                                            && decoded.keySet().stream()
                                                                    .allMatch(
                                                                            name ->
                                                                                    key.matcher(
                                                                                                    name)
                                                                                            .matches());
                                            return sound
                                                    ? Optional.of(
                                                            Collections.unmodifiableMap(decoded))
                                                    : Optional.empty();
                                        }),
                () -> {
                    var node = type("object");
                    node.putObject("propertyNames").put("pattern", "^(?:" + key.pattern() + ")$");
                    node.set("additionalProperties", value.schema());
                    return node;
                });
    }

    /**
     * A mapping with exactly one key, which says what its value is: a choice between shapes, such
     * as {@code { tags: {...} }} or {@code { names: [...] }}.
     */
    public static <T> Shape<T> tagged(Map<String, Shape<? extends T>> variants) {
        var known = new LinkedHashMap<String, Shape<? extends T>>(variants);
        var what = "exactly one of the keys " + String.join(", ", known.keySet());
        return shape(
                reading ->
                        reading.mapping()
                                .flatMap(
                                        mapping -> {
                                            RecordShape.refuseUnknownKeys(
                                                    reading,
                                                    mapping,
                                                    new LinkedHashSet<>(known.keySet()));
                                            if (mapping.entries().size() != 1) {
                                                return reading.refuse("expected " + what);
                                            }
                                            var entry = mapping.entries().getFirst();
                                            return Optional.ofNullable(known.get(entry.key()))
                                                    .flatMap(
                                                            shape ->
                                                                    shape.decode(
                                                                            reading.of(entry)));
                                        }),
                () -> {
                    var node = JsonNodeFactory.instance.objectNode();
                    var variantsNode = node.putArray("oneOf");
                    known.forEach(
                            (key, shape) -> {
                                var variant = type("object");
                                variant.putObject("properties").set(key, shape.schema());
                                variant.putArray("required").add(key);
                                variantsNode.add(variant.put("additionalProperties", false));
                            });
                    return node;
                });
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
