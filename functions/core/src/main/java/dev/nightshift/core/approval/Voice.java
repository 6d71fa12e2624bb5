package dev.nightshift.core.approval;

import java.time.Instant;

/**
 * A person who answered, and when.
 *
 * @param id tells people apart, such as {@code slack:U2CERLKJA}
 * @param name as it is shown
 */
public record Voice(String id, String name, Instant at) {
    private static final int MOST = 100;

    public Voice {
        id = tidy(id);
        name = tidy(name);
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a voice needs a person");
        }
    }

    /** Such as {@code Ada (slack:U2CERLKJA) at 2026-11-22T03:00:00Z}. */
    @Override
    public String toString() {
        return "%s (%s) at %s".formatted(name.isEmpty() ? "someone" : name, id, at);
    }

    /** One line, and no tab: people choose their names. */
    private static String tidy(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= MOST ? line : line.substring(0, MOST);
    }

    String text() {
        return at + "\t" + id + "\t" + name;
    }

    static Voice parse(String text) {
        var parts = text.split("\t", 3);
        return new Voice(parts[1], parts[2], Instant.parse(parts[0]));
    }
}
