package dev.nightshift.costs.explorer;

import java.util.Optional;

/**
 * Texts by key, kept between runs. Two functions may use it at once: what depends on what was read
 * is written with {@link #putIfAbsent} or {@link #replace}, which one of them loses.
 */
public interface Shelf {
    /**
     * What lies there now.
     *
     * @throws dev.nightshift.core.automation.CloudException if it cannot be looked at
     */
    Optional<Entry> get(String key);

    /** Whether it was put there; not if anything was there. */
    boolean putIfAbsent(String key, String text);

    /**
     * Whether it was put there; not if what was there is no longer what was read.
     *
     * @param tag of the {@link Entry} that was read
     */
    boolean replace(String key, String text, String tag);

    /** Puts it there, whatever was there. */
    void put(String key, String text);

    /**
     * What lies at a key.
     *
     * @param text empty if it is no text that a shelf has written
     * @param tag changes with every write
     */
    record Entry(Optional<String> text, String tag) {}
}
