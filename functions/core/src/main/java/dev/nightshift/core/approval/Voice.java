package dev.nightshift.core.approval;

import java.time.Instant;

/**
 * A person who answered, and when.
 *
 * @param id tells people apart, such as {@code slack:U2CERLKJA}
 * @param name as it is shown
 */
public record Voice(String id, String name, Instant at) {
    /** An ARN may be long. */
    private static final int LONGEST_ID = 300;

    private static final int LONGEST_NAME = 100;

    public Voice {
        id = tidy(id, LONGEST_ID);
        name = tidy(name, LONGEST_NAME);
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
    private static String tidy(String text, int longest) {
        var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= longest ? line : line.substring(0, longest);
    }

    String text() {
        return at + "\t" + id + "\t" + name;
    }

    static Voice parse(String text) {
        var parts = text.split("\t", 3);
        return new Voice(parts[1], parts[2], Instant.parse(parts[0]));
    }
}
