package dev.nightshift.local.report;

import dev.nightshift.core.text.Html;
import dev.nightshift.local.report.Story.Entry;
import dev.nightshift.local.report.Story.Kind;
import java.time.Duration;
import java.util.Locale;

/** The story as a picture: time from left to right, a lane for each kind of event. */
final class TimelinePicture {
    private static final int LEFT = 92;
    private static final int WIDTH = 960;
    private static final int LANE = 44;
    private static final int TOP = 18;
    private static final int RIGHT = 24;
    private static final int MOST_MARKS = 12;
    private static final long[] STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600};

    private TimelinePicture() {}

    static String of(Story story) {
        var kinds = Kind.values();
        var height = TOP + kinds.length * LANE + 30;
        var svg = new StringBuilder();
        svg.append("<div class=\"wide\"><svg class=\"timeline\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(height)
                .append("\" role=\"img\" aria-label=\"")
                .append("Events from left to right, by kind")
                .append("\">\n");
        for (var kind : kinds) {
            var y = y(kind);
            svg.append(
                    "<text class=\"lane\" x=\"0\" y=\"%d\">%s</text><line class=\"rail\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>%n"
                            .formatted(y + 4, Html.text(kind.lane()), LEFT, WIDTH - RIGHT, y, y));
        }
        scale(svg, story, height);
        chain(svg, story);
        story.entries().forEach(entry -> mark(svg, story, entry));
        return svg.append("</svg></div>\n").toString();
    }

    private static void scale(StringBuilder svg, Story story, int height) {
        var total = Math.max(1, length(story).toSeconds());
        var step = STEPS[STEPS.length - 1];
        for (var candidate : STEPS) {
            if (total / candidate <= MOST_MARKS) {
                step = candidate;
                break;
            }
        }
        for (var second = 0L; second <= total; second += step) {
            var x = x(story, Duration.ofSeconds(second));
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/><text class=\"tick\" x=\"%.1f\" y=\"%d\">%d s</text>%n",
                            x,
                            x,
                            TOP,
                            height - 24,
                            x,
                            height - 6,
                            second));
        }
    }

    /** From each trigger down to what it brought about, up to the next one. */
    private static void chain(StringBuilder svg, Story story) {
        Entry before = null;
        for (var entry : story.entries()) {
            if (entry.kind() == Kind.SETUP) {
                continue;
            }
            if (before != null && entry.kind().row() > before.kind().row()) {
                svg.append(
                        String.format(
                                Locale.ROOT,
                                "<line class=\"chain\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n",
                                x(story, before),
                                y(before),
                                x(story, entry),
                                y(entry)));
            }
            before = entry;
        }
    }

    private static void mark(StringBuilder svg, Story story, Entry entry) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"6\"><title>%s: %s</title></circle>%n",
                        HtmlReport.tone(entry.tone()),
                        x(story, entry),
                        y(entry),
                        HtmlReport.seconds(story.startedAt(), entry.at()),
                        Html.text(entry.title())));
    }

    private static int y(Entry entry) {
        return y(entry.kind());
    }

    private static int y(Kind kind) {
        return TOP + kind.row() * LANE + LANE / 2;
    }

    private static double x(Story story, Entry entry) {
        return x(story, Duration.between(story.startedAt(), entry.at()));
    }

    private static double x(Story story, Duration after) {
        var total = Math.max(1, length(story).toMillis());
        return LEFT + (WIDTH - LEFT - RIGHT) * (double) after.toMillis() / total;
    }

    private static Duration length(Story story) {
        return Duration.between(story.startedAt(), story.endedAt());
    }
}
