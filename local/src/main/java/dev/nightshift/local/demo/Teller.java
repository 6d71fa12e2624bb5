package dev.nightshift.local.demo;

import dev.nightshift.local.report.Story.Entry;
import dev.nightshift.local.report.Story.Kind;
import dev.nightshift.local.report.Story.Line;
import dev.nightshift.local.report.Story.Tone;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells the story as it happens, and remembers it. */
final class Teller {
    private static final int LINES_SHOWN = 6;

    private final PrintStream out;
    private final Clock clock;
    private final Instant start;
    private final List<Entry> entries = new ArrayList<>();
    private volatile boolean stopped;

    Teller(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.start = clock.instant();
    }

    Instant start() {
        return start;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The rest would be about the stopping itself. */
    void stop() {
        stopped = true;
        out.println("stopping; what was started is being ended");
    }

    void tell(Kind kind, Tone tone, String title, List<Line> lines) {
        if (stopped) {
            return;
        }
        var at = clock.instant();
        entries.add(new Entry(at, kind, tone, title, lines));
        out.printf(
                Locale.ROOT,
                "%5.1f s  %-8s %s%n",
                Duration.between(start, at).toMillis() / 1000.0,
                kind.lane(),
                title);
        lines.stream().limit(LINES_SHOWN).forEach(this::print);
        if (lines.size() > LINES_SHOWN) {
            out.printf("%19s… and %d more, see the report%n", "", lines.size() - LINES_SHOWN);
        }
    }

    void tell(Kind kind, Tone tone, String title) {
        tell(kind, tone, title, List.of());
    }

    private void print(Line line) {
        out.printf(
                "%19s%-9s %s%s%n",
                "",
                line.label(),
                line.text(),
                line.because().isEmpty() ? "" : " (" + line.because() + ")");
    }
}
