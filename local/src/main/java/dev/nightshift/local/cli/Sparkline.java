package dev.nightshift.local.cli;

import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.backup.history.BackupOverview.Drill;
import dev.nightshift.backup.history.BackupOverview.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A series as one line of text. The height of a bar is its share of the target: what is within it
 * reaches the middle at most, so that a bar above the middle is always one too many.
 */
enum Sparkline {
    BLOCKS("▁▂▃▄▅", "▆▇█", '·', '✗', '?'),
    /** For terminals that know no more. */
    ASCII("__--=", "**#", '.', 'x', '?');

    private final String within;
    private final String over;
    private final char nothing;
    private final char failed;
    private final char unknown;

    Sparkline(String within, String over, char nothing, char failed, char unknown) {
        this.within = within;
        this.over = over;
        this.nothing = nothing;
        this.failed = failed;
        this.unknown = unknown;
    }

    /** As the locale of the process says. */
    static Sparkline of(Map<String, String> environment) {
        var locale =
                Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .orElse("")
                        .toUpperCase(Locale.ROOT);
        return locale.contains("UTF-8") || locale.contains("UTF8") ? BLOCKS : ASCII;
    }

    /** The highest age in each of so many equal parts of the time, the oldest first. */
    String ages(List<Point> points, Duration target, Instant from, Instant to, int width) {
        var line = new StringBuilder(width);
        var step = Duration.between(from, to).dividedBy(width);
        for (int i = 0; i < width; i++) {
            var start = from.plus(step.multipliedBy(i));
            var end = i == width - 1 ? to : start.plus(step);
            line.append(highest(points, start, end).map(age -> bar(age, target)).orElse(nothing));
        }
        return line.toString();
    }

    /** A point is the end of a time in which the age grew from nothing. */
    private static Optional<Duration> highest(List<Point> points, Instant start, Instant end) {
        return points.stream()
                .filter(point -> !point.at().isBefore(start))
                .filter(point -> point.at().minus(point.value()).isBefore(end))
                .map(
                        point -> {
                            var until = point.at().isBefore(end) ? point.at() : end;
                            return Duration.between(point.at().minus(point.value()), until);
                        })
                .max(Duration::compareTo);
    }

    /** One bar for each of the newest drills, the oldest of them first. */
    String drills(List<Drill> drills, Optional<Duration> target, int width) {
        var line = new StringBuilder(width);
        drills.subList(Math.max(0, drills.size() - width), drills.size())
                .forEach(drill -> line.append(bar(drill, target)));
        return line.toString();
    }

    private char bar(Drill drill, Optional<Duration> target) {
        if (drill.result() == Result.UNKNOWN) {
            return unknown;
        }
        if (drill.result() != Result.SUCCESSFUL || drill.rto().isEmpty()) {
            return failed;
        }
        return target.map(most -> bar(drill.rto().get(), most)).orElse(within.charAt(0));
    }

    private char bar(Duration value, Duration target) {
        if (value.compareTo(target) <= 0) {
            var share = (double) value.toMillis() / Math.max(1, target.toMillis());
            return within.charAt(
                    Math.clamp((int) (share * within.length()), 0, within.length() - 1));
        }
        // half as much again, twice as much, and more than that
        var excess = (double) value.toMillis() / Math.max(1, target.toMillis()) - 1;
        return over.charAt(Math.clamp((int) (excess * 2), 0, over.length() - 1));
    }

    /** What is too high or failed, painted. */
    String painted(String line, UnaryOperator<String> paint) {
        var text = new StringBuilder();
        line.codePoints()
                .forEach(
                        point -> {
                            var one = Character.toString(point);
                            text.append(
                                    over.contains(one) || point == failed ? paint.apply(one) : one);
                        });
        return text.toString();
    }
}
