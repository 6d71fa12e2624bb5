package dev.nightshift.core.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What a value in nightshift.yaml must look like: decodes it, and describes itself as JSON Schema.
 * The building blocks are in {@link Shapes}.
 */
public interface Shape<T> {
    /** The value, or empty if a problem with it was reported to the reading. */
    Optional<T> decode(Reading reading);

    /** A fresh node of JSON Schema 2020-12. */
    ObjectNode schema();

    /**
     * The same writing for another type. What the function refuses with an {@link
     * IllegalArgumentException} is a problem, in the exception's words.
     */
    default <R> Shape<R> map(Function<? super T, ? extends R> to) {
        var from = this;
        return new Shape<>() {
            @Override
            public Optional<R> decode(Reading reading) {
                return from.decode(reading).flatMap(value -> reading.made(() -> to.apply(value)));
            }

            @Override
            public ObjectNode schema() {
                return from.schema();
            }
        };
    }

    /** Adds a rule that reports what it refuses to the reading. */
    default Shape<T> check(BiConsumer<? super T, Reading> rule) {
        var from = this;
        return new Shape<>() {
            @Override
            public Optional<T> decode(Reading reading) {
                return from.decode(reading)
                        .filter(value -> reading.isSoundAfter(() -> rule.accept(value, reading)));
            }

            @Override
            public ObjectNode schema() {
                return from.schema();
            }
        };
    }
}
