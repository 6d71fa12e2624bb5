package dev.nightshift.core.config;

import java.util.List;
import java.util.Optional;

/** A piece of a settings document as it was written, with its place. */
public sealed interface Value {
    Position at();

    /** What a plain word or a quoted text says. */
    enum Kind {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NOTHING
    }

    record Scalar(Position at, Kind kind, String text) implements Value {}

    record Items(Position at, List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Keys are unique and keep their order. */
    record Mapping(Position at, List<Entry> entries) implements Value {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }
    }

    /**
     * @param at where the key stands
     */
    record Entry(String key, Position at, Value value) {}
}
