package dev.nightshift.local.report;

import java.time.Instant;
import java.util.List;

/**
 * What happened, from the first step to the last check.
 *
 * @param facts name and value, for the head of the page
 */
public record Story(
        String title,
        String lead,
        Instant startedAt,
        Instant endedAt,
        List<Fact> facts,
        List<Entry> entries,
        List<Database> databases,
        List<Check> checks) {
    public Story {
        facts = List.copyOf(facts);
        entries = List.copyOf(entries);
        databases = List.copyOf(databases);
        checks = List.copyOf(checks);
    }

    /** Whether every expected effect is there. */
    public boolean isComplete() {
        return !checks.isEmpty() && checks.stream().allMatch(Check::ok);
    }

    /** What an entry is about; also its lane in the picture. */
    public enum Kind {
        SETUP(0, "setup"),
        TRIGGER(1, "triggers"),
        PLAN(2, "plans"),
        EFFECT(3, "effects"),
        NOTICE(4, "notices");

        private final int row;
        private final String lane;

        Kind(int row, String lane) {
            this.row = row;
            this.lane = lane;
        }

        /** From above, from 0. */
        int row() {
            return row;
        }

        public String lane() {
            return lane;
        }
    }

    public record Fact(String name, String value) {}

    /**
     * @param tone how it went: {@code good}, {@code bad}, {@code quiet} (nothing done, on purpose)
     */
    public record Entry(Instant at, Kind kind, Tone tone, String title, List<Line> lines) {
        public Entry {
            lines = List.copyOf(lines);
        }
    }

    /** How something went. */
    public enum Tone {
        GOOD,
        QUIET,
        WARN,
        BAD
    }

    /** One line under an entry: what, of what, and why. */
    public record Line(String label, String text, String because) {}

    /** A database at the end. */
    public record Database(
            String name,
            String kind,
            String lastBackup,
            String backups,
            String copies,
            String done,
            Tone tone) {}

    public record Check(String what, boolean ok, String found) {}
}
