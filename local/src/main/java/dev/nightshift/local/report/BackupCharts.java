package dev.nightshift.local.report;

import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.backup.history.BackupOverview.Drill;
import dev.nightshift.backup.history.BackupOverview.Point;
import dev.nightshift.backup.history.BackupOverview.Row;
import dev.nightshift.core.text.Html;
import dev.nightshift.core.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** The two small pictures of a source: how old its last good copy was, and what drills took. */
final class BackupCharts {
    private static final int WIDTH = 340;
    private static final int HEIGHT = 112;
    private static final int LEFT = 4;
    private static final int RIGHT = 4;
    private static final int TOP = 16;
    private static final int BOTTOM = 26;
    private static final int BAR = 6;

    private final Instant from;
    private final Instant to;

    BackupCharts(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    /** The age of the last good copy: it grows until the next one is there. */
    String rpo(Row row) {
        var points = thinned(row.rpoSeries());
        var scale = scale(Optional.of(row.rpoTarget()), points);
        var svg = open("rpo", rpoInWords(row));
        if (!points.isEmpty()) {
            var line = new StringBuilder();
            for (var point : points) {
                var start = max(point.at().minus(point.value()), from);
                var grown = Duration.between(point.at().minus(point.value()), start);
                line.append(
                        String.format(
                                Locale.ROOT,
                                "M%.1f %.1fL%.1f %.1fV%.1f",
                                x(start),
                                y(grown, scale),
                                x(point.at()),
                                y(point.value(), scale),
                                y(Duration.ZERO, scale)));
            }
            svg.append("<path class=\"age\" d=\"").append(line).append("\"/>");
        }
        target(svg, Optional.of(row.rpoTarget()), scale);
        for (var point : points) {
            if (point.value().compareTo(row.rpoTarget()) > 0) {
                svg.append(
                        String.format(
                                Locale.ROOT,
                                "<circle class=\"over\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>%s</title></circle>",
                                x(point.at()),
                                y(point.value(), scale),
                                Html.text(
                                        BackupsSection.minute(point.at())
                                                + ": "
                                                + Words.length(point.value())
                                                + " old")));
            }
        }
        row.drills().forEach(drill -> proof(svg, drill));
        return close(svg);
    }

    /** A bar for each drill. */
    String rto(Row row) {
        var scale = scale(row.rtoTarget(), row.rtoSeries());
        var svg = open("rto", rtoInWords(row));
        for (var drill : row.drills()) {
            var good = drill.result() == Result.SUCCESSFUL;
            var over = isOver(drill, row.rtoTarget());
            var top = drill.rto().map(took -> y(took, scale)).orElse((double) TOP);
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" rx=\"1.5\"><title>%s</title></rect>",
                            (good && !over ? "took" : tone(drill.result(), over))
                                    + (drill.rto().isEmpty() ? " open" : ""),
                            Math.clamp(
                                    x(drill.startedAt()) - BAR / 2.0,
                                    LEFT,
                                    (double) WIDTH - RIGHT - BAR),
                            top,
                            BAR,
                            Math.max(1, y(Duration.ZERO, scale) - top),
                            Html.text(BackupsSection.inWords(drill))));
        }
        target(svg, row.rtoTarget(), scale);
        if (row.drills().isEmpty()) {
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<text class=\"nothing\" x=\"%d\" y=\"%d\">no drill in this time</text>",
                            WIDTH / 2,
                            (HEIGHT - BOTTOM + TOP) / 2 + 8));
        }
        return close(svg);
    }

    private static boolean isOver(Drill drill, Optional<Duration> target) {
        return drill.rto().isPresent()
                && target.isPresent()
                && drill.rto().get().compareTo(target.get()) > 0;
    }

    private static String tone(Result result, boolean over) {
        return switch (result) {
            case SUCCESSFUL -> over ? "bad" : "good";
            case UNKNOWN -> "warn";
            case FAILED, TIMED_OUT -> "bad";
        };
    }

    /** Below the line of time: a copy was restored here, and found good or not. */
    private void proof(StringBuilder svg, Drill drill) {
        var x = x(drill.startedAt());
        var y = HEIGHT - BOTTOM + 7;
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<path class=\"proof %s\" d=\"M%.1f %dl4 4l-4 4l-4 -4z\"><title>%s</title></path>",
                        tone(drill.result(), false),
                        Math.clamp(x, LEFT + 4.0, WIDTH - RIGHT - 4.0),
                        y - 4,
                        Html.text(BackupsSection.inWords(drill))));
    }

    private static StringBuilder open(String kind, String inWords) {
        var svg = new StringBuilder();
        svg.append("<svg class=\"chart ")
                .append(kind)
                .append("\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"")
                .append(Html.text(inWords))
                .append("\">");
        return svg;
    }

    private String close(StringBuilder svg) {
        var base = HEIGHT - BOTTOM;
        return svg.append(
                        String.format(
                                Locale.ROOT,
                                "<line class=\"base\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
                                LEFT,
                                WIDTH - RIGHT,
                                base,
                                base))
                .append(
                        String.format(
                                Locale.ROOT,
                                "<text x=\"%d\" y=\"%d\">%s</text>",
                                LEFT,
                                HEIGHT - 2,
                                BackupsSection.day(from)))
                .append(
                        String.format(
                                Locale.ROOT,
                                "<text class=\"end\" x=\"%d\" y=\"%d\">%s</text></svg>",
                                WIDTH - RIGHT,
                                HEIGHT - 2,
                                BackupsSection.day(to)))
                .toString();
    }

    private static void target(StringBuilder svg, Optional<Duration> target, Duration scale) {
        target.ifPresent(
                most -> {
                    var y = y(most, scale);
                    svg.append(
                            String.format(
                                    Locale.ROOT,
                                    "<line class=\"target\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text class=\"target\" x=\"%d\" y=\"%.1f\">target %s</text>",
                                    LEFT,
                                    WIDTH - RIGHT,
                                    y,
                                    y,
                                    LEFT,
                                    y - 4,
                                    Words.length(most)));
                });
    }

    private String rpoInWords(Row row) {
        var highest = row.rpoSeries().stream().max(Comparator.comparing(Point::value));
        var proven =
                row.drills().stream().filter(drill -> drill.result() == Result.SUCCESSFUL).count();
        return "Age of the last good copy of "
                + row.name()
                + ": now "
                + row.rpoNow().map(Words::length).orElse("unknown")
                + highest.map(
                                point ->
                                        ", at most "
                                                + Words.length(point.value())
                                                + " on "
                                                + BackupsSection.day(point.at()))
                        .orElse("")
                + ", target "
                + Words.length(row.rpoTarget())
                + "; proven "
                + proven
                + (proven == 1 ? " time" : " times");
    }

    private static String rtoInWords(Row row) {
        var drills = row.drills().size();
        return "Time that restores of "
                + row.name()
                + " took: last "
                + row.rto().map(Words::length).orElse("unknown")
                + row.rtoTarget().map(target -> ", target " + Words.length(target)).orElse("")
                + "; "
                + drills
                + (drills == 1 ? " drill" : " drills");
    }

    /** Of more points than there is room for, the highest of each place. */
    private List<Point> thinned(List<Point> points) {
        if (points.size() <= WIDTH) {
            return points;
        }
        var highest = new TreeMap<Integer, Point>();
        points.forEach(
                point ->
                        highest.merge(
                                (int) x(point.at()),
                                point,
                                (a, b) -> a.value().compareTo(b.value()) >= 0 ? a : b));
        return new ArrayList<>(highest.values());
    }

    private static Duration scale(Optional<Duration> target, List<Point> points) {
        var most =
                points.stream()
                        .map(Point::value)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO);
        var above = target.map(length -> length.plus(length.dividedBy(4))).orElse(most);
        var scale = above.compareTo(most) > 0 ? above : most;
        return scale.isZero() ? Duration.ofSeconds(1) : scale;
    }

    private double x(Instant at) {
        var total = Math.max(1, Duration.between(from, to).toSeconds());
        return LEFT
                + (WIDTH - LEFT - RIGHT)
                        * Math.clamp((double) Duration.between(from, at).toSeconds() / total, 0, 1);
    }

    private static double y(Duration value, Duration scale) {
        var share = (double) value.toMillis() / scale.toMillis();
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * Math.clamp(share, 0, 1);
    }

    private static Instant max(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }
}
