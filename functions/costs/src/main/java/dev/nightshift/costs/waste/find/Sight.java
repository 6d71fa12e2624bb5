package dev.nightshift.costs.waste.find;

import java.util.Optional;

/**
 * Something that was read, or that could not be.
 *
 * @param value empty if it could not be read
 * @param whyNot in words for a person; empty if it was read
 */
public record Sight<T>(Optional<T> value, String whyNot) {
    public static <T> Sight<T> of(T value) {
        return new Sight<>(Optional.of(value), "");
    }

    public static <T> Sight<T> not(String whyNot) {
        return new Sight<>(Optional.empty(), whyNot);
    }
}
