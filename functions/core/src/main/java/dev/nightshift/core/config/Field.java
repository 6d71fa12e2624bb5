package dev.nightshift.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A key of a record in the settings: declared once as a constant, it decodes, documents and gives
 * typed access.
 *
 * @param <T> what {@link RecordShape.Values#get} returns for it
 */
public final class Field<T> {
    private final String name;
    private final String doc;
    private final boolean required;
    private final Optional<JsonNode> written;
    private final Function<Reading, Optional<T>> present;
    private final Supplier<Optional<T>> absent;
    private final Supplier<ObjectNode> schema;

    private Field(
            String name,
            String doc,
            boolean required,
            Optional<JsonNode> written,
            Function<Reading, Optional<T>> present,
            Supplier<Optional<T>> absent,
            Supplier<ObjectNode> schema) {
        this.name = name;
        this.doc = doc;
        this.required = required;
        this.written = written;
        this.present = present;
        this.absent = absent;
        this.schema = schema;
    }

    /** A key that must be there. */
    public static <T> Field<T> required(String name, Shape<T> shape, String doc) {
        return new Field<>(
                name, doc, true, Optional.empty(), shape::decode, Optional::empty, shape::schema);
    }

    /** A key that may be missing. */
    public static <T> Field<Optional<T>> optional(String name, Shape<T> shape, String doc) {
        return new Field<>(
                name,
                doc,
                false,
                Optional.empty(),
                reading -> {
                    var value = shape.decode(reading);
                    return value.isPresent() ? Optional.of(value) : Optional.empty();
                },
                () -> Optional.of(Optional.empty()),
                shape::schema);
    }

    /**
     * A key that may be missing and then has a value.
     *
     * @param written the default as one would write it in the file, such as {@code 24h}
     * @throws IllegalArgumentException if the shape refuses the default
     */
    public static <T> Field<T> defaulting(String name, Shape<T> shape, String written, String doc) {
        var problems = new Problems();
        var document = YamlReader.read("default of " + name, written, problems);
        var value =
                document.flatMap(root -> shape.decode(Reading.of(root, problems, Instant.EPOCH)));
        if (value.isEmpty() || document.isEmpty()) {
            throw new IllegalArgumentException("the default of " + name + " is not of its shape");
        }
        return new Field<>(
                name,
                doc,
                false,
                Optional.of(Documents.json(document.get())),
                shape::decode,
                () -> value,
                shape::schema);
    }

    /** A key that may be missing and then has a value that the file cannot say. */
    static <T> Field<T> defaultingTo(String name, Shape<T> shape, T missing, String doc) {
        return new Field<>(
                name,
                doc,
                false,
                Optional.empty(),
                shape::decode,
                () -> Optional.of(missing),
                shape::schema);
    }

    public String name() {
        return name;
    }

    /** What it means, in a sentence or two for the reader of the schema. */
    public String doc() {
        return doc;
    }

    public boolean isRequired() {
        return required;
    }

    Optional<T> decode(Reading reading) {
        return present.apply(reading);
    }

    /** What it is when it is not written; empty if it must be. */
    Optional<T> absent() {
        return absent.get();
    }

    ObjectNode schema() {
        var node = schema.get();
        node.put("description", doc);
        written.ifPresent(value -> node.set("default", value));
        return node;
    }
}
