package dev.nightshift.core.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of small entries with conditional writes: all that the ledger asks of DynamoDB. An entry
 * past its expiry may still be there; readers compare it with their clock.
 */
public interface LedgerStore {
    /** A partition and a sort key, as DynamoDB means them. */
    record Key(String partition, String sort) {}

    /**
     * @param version 1 when first written, and one more with every write
     * @param attributes text only; instants in ISO-8601
     * @param expiresAt when the entry may be forgotten
     */
    record Entry(Key key, long version, Map<String, String> attributes, Instant expiresAt) {
        public Entry {
            attributes = Map.copyOf(attributes);
            expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS); // all that a TTL attribute holds
        }

        /** The attribute's text; empty if it has none. */
        public String text(String name) {
            return attributes.getOrDefault(name, "");
        }

        /** The attribute as an instant; the beginning of time if it has none. */
        public Instant instant(String name) {
            var text = text(name);
            return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
        }
    }

    Optional<Entry> get(Key key);

    /**
     * Writes the entry if the stored version is still the one given; 0 means that none is stored.
     *
     * @return the entry as written, or empty if someone else was faster
     */
    Optional<Entry> put(
            Key key, Map<String, String> attributes, Instant expiresAt, long expectedVersion);

    /** Removes the entry whatever its version; already gone is fine. */
    void delete(Key key);

    /**
     * The entries of a partition by sort key, greatest first; reads as many pages as {@code limit}
     * takes.
     */
    List<Entry> newestFirst(String partition, int limit);
}
