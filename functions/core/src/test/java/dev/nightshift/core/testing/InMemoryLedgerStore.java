package dev.nightshift.core.testing;

import dev.nightshift.core.ledger.LedgerStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@link LedgerStore} in memory. Behaves as the table does, and fails where it is told to. */
public final class InMemoryLedgerStore implements LedgerStore {
    private final Map<Key, Entry> entries =
            new TreeMap<>(Comparator.comparing(Key::partition).thenComparing(Key::sort));
    private final Faults faults;

    public InMemoryLedgerStore() {
        this(new Faults());
    }

    public InMemoryLedgerStore(Faults faults) {
        this.faults = faults;
    }

    @Override
    public synchronized Optional<Entry> get(Key key) {
        return faults.read("dynamodb:GetItem", () -> Optional.ofNullable(entries.get(key)));
    }

    @Override
    public synchronized Optional<Entry> put(
            Key key, Map<String, String> attributes, Instant expiresAt, long expectedVersion) {
        return faults.record(
                "dynamodb:PutItem",
                () -> {
                    var stored = Optional.ofNullable(entries.get(key));
                    var entry = new Entry(key, expectedVersion + 1, attributes, expiresAt);
                    if (stored.map(Entry::version).orElse(0L) != expectedVersion) {
                        return stored.filter(entry::equals);
                    }
                    entries.put(key, entry);
                    return Optional.of(entry);
                });
    }

    @Override
    public synchronized void delete(Key key) {
        faults.record("dynamodb:DeleteItem", () -> Optional.ofNullable(entries.remove(key)));
    }

    @Override
    public synchronized List<Entry> newestFirst(String partition, int limit) {
        return faults.read(
                "dynamodb:Query",
                () ->
                        entries.values().stream()
                                .filter(entry -> entry.key().partition().equals(partition))
                                .sorted(
                                        Comparator.comparing((Entry entry) -> entry.key().sort())
                                                .reversed())
                                .limit(limit)
                                .toList());
    }
}
