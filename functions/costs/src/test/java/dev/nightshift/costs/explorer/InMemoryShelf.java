package dev.nightshift.costs.explorer;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A shelf that keeps its conditions. */
final class InMemoryShelf implements Shelf {
    private final Map<String, Entry> entries = new TreeMap<>();
    private int writes;
    private Runnable meanwhile = () -> {};

    @Override
    public Optional<Entry> get(String key) {
        Optional<Entry> found;
        Runnable others;
        synchronized (this) {
            found = Optional.ofNullable(entries.get(key));
            others = meanwhile;
            meanwhile = () -> {};
        }
        others.run();
        return found;
    }

    /** What others do between the next look and what follows from it. */
    synchronized void meanwhile(Runnable others) {
        meanwhile = others;
    }

    @Override
    public synchronized boolean putIfAbsent(String key, String text) {
        return !entries.containsKey(key) && write(key, Optional.of(text));
    }

    @Override
    public synchronized boolean replace(String key, String text, String tag) {
        return Optional.ofNullable(entries.get(key))
                        .filter(entry -> entry.tag().equals(tag))
                        .isPresent()
                && write(key, Optional.of(text));
    }

    @Override
    public synchronized void put(String key, String text) {
        write(key, Optional.of(text));
    }

    /** Somebody has put something else there. */
    synchronized void spoil(String key) {
        write(key, Optional.empty());
    }

    synchronized Map<String, Entry> entries() {
        return new TreeMap<>(entries);
    }

    private boolean write(String key, Optional<String> text) {
        entries.put(key, new Entry(text, "\"" + ++writes + "\""));
        return true;
    }
}
