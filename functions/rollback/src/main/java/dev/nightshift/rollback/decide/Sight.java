package dev.nightshift.rollback.decide;

import dev.nightshift.core.automation.CloudException;
import java.util.Optional;
import java.util.function.Supplier;

/** Something that was looked at, and whether it could be read. */
public sealed interface Sight<T> {
    record Seen<T>(T value) implements Sight<T> {}

    record Unread<T>(String why) implements Sight<T> {}

    /** Reads it; what fails is unread and fails nothing else. */
    static <T> Sight<T> of(Supplier<T> reading) {
        try {
            return new Seen<>(reading.get());
        } catch (CloudException failure) {
            return new Unread<>(failure.getMessage());
        }
    }

    default Optional<T> seen() {
        return switch (this) {
            case Seen<T>(var value) -> Optional.of(value);
            case Unread<T> _ -> Optional.empty();
        };
    }

    default Optional<String> unread() {
        return switch (this) {
            case Seen<T> _ -> Optional.empty();
            case Unread<T>(var why) -> Optional.of(why);
        };
    }
}
