package dev.nightshift.local.report;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.check.CertificateOverview;
import dev.nightshift.certificates.check.CertificateOverview.Row;
import dev.nightshift.certificates.check.CertificateOverview.Span;
import dev.nightshift.core.text.Html;
import dev.nightshift.local.report.Story.Tone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Certificates and domains as part of a page: a bar each, from its beginning to its end, on one
 * scale of time with today on it; and a table.
 */
final class CertificatesSection {
    private static final int WIDTH = 960;
    private static final int LEFT = 250;
    private static final int RIGHT = 96;
    private static final int ROW = 22;
    private static final int TOP = 26;

    /** What ends later than this, or began earlier, is cut off at the edge. */
    private static final Duration BACK = Duration.ofDays(60);

    private static final Duration AHEAD_AT_MOST = Duration.ofDays(400);
    private static final Duration AHEAD_AT_LEAST = Duration.ofDays(90);
    private static final int LONGEST_LABEL = 34;

    private final Instant now;
    private final Instant from;
    private final Instant to;

    private CertificatesSection(Instant now, List<Row> rows) {
        this.now = now;
        this.from = now.minus(BACK);
        var last =
                rows.stream()
                        .flatMap(row -> row.span().stream())
                        .map(Span::end)
                        .max(Comparator.naturalOrder())
                        .orElse(now);
        var ahead = Duration.between(now, last).plusDays(10);
        this.to =
                now.plus(
                        ahead.compareTo(AHEAD_AT_MOST) > 0
                                ? AHEAD_AT_MOST
                                : ahead.compareTo(AHEAD_AT_LEAST) < 0 ? AHEAD_AT_LEAST : ahead);
    }

    /** The timeline: what ends first is on top. */
    static String of(CertificateOverview overview) {
        var rows =
                overview.rows().stream()
                        .filter(row -> row.span().isPresent())
                        .sorted(Comparator.comparing(row -> row.span().orElseThrow().end()))
                        .toList();
        return rows.isEmpty()
                ? "<p class=\"none\">Nothing that ends was seen.</p>\n"
                : new CertificatesSection(overview.at(), rows).picture(rows);
    }

    private String picture(List<Row> rows) {
        int height = TOP + rows.size() * ROW + 24;
        var svg = new StringBuilder();
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<div class=\"wide\"><svg class=\"timeline ends\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                        WIDTH,
                        height,
                        Html.text(rows.size() + " certificates and domains by when they end")));
        for (var month = monthAfter(from); month.isBefore(to); month = monthAfter(month)) {
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/><text class=\"tick\" x=\"%.1f\" y=\"%d\">%s</text>%n",
                            x(month),
                            x(month),
                            TOP - 6,
                            height - 20,
                            x(month),
                            height - 6,
                            BackupsSection.day(month).replaceFirst("^1 ", "")));
        }
        for (int i = 0; i < rows.size(); i++) {
            svg.append(bar(rows.get(i), TOP + i * ROW));
        }
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<line class=\"today\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/><text class=\"tick\" x=\"%.1f\" y=\"%d\">today</text>%n",
                        x(now),
                        x(now),
                        TOP - 8,
                        height - 20,
                        x(now),
                        TOP - 12));
        return svg.append("</svg></div>\n").toString();
    }

    private static Instant monthAfter(Instant at) {
        return at.atOffset(ZoneOffset.UTC)
                .withDayOfMonth(1)
                .plusMonths(1)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
    }

    private String bar(Row row, int y) {
        var span = row.span().orElseThrow();
        double start = x(span.begin());
        double end = x(span.end());
        var tone = HtmlReport.tone(tone(row.level()));
        var svg = new StringBuilder();
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<g><title>%s</title><text class=\"lane\" x=\"%d\" y=\"%d\">%s</text><rect class=\"life %s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"8\" rx=\"4\"/>",
                        Html.text(row.name() + ": " + row.words()),
                        4,
                        y + 12,
                        Html.text(shortened(row.name())),
                        tone,
                        start,
                        y + 4,
                        Math.max(2, end - start)));
        span.limits()
                .forEach(
                        limit ->
                                svg.append(
                                        String.format(
                                                Locale.ROOT,
                                                "<line class=\"limit\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                                                x(limit),
                                                x(limit),
                                                y + 2,
                                                y + 14)));
        return svg.append(
                        String.format(
                                Locale.ROOT,
                                "<text class=\"left %s\" x=\"%d\" y=\"%d\">%s</text></g>%n",
                                tone,
                                WIDTH - RIGHT + 12,
                                y + 12,
                                days(span.end())))
                .toString();
    }

    private String days(Instant end) {
        long days = Math.floorDiv(Duration.between(now, end).toHours(), 24L);
        return days < 0 ? -days + " d ago" : days + " d";
    }

    private double x(Instant at) {
        double share =
                (double) Duration.between(from, at).toSeconds()
                        / Duration.between(from, to).toSeconds();
        return LEFT + Math.clamp(share, 0, 1) * (WIDTH - LEFT - RIGHT);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_LABEL ? name : name.substring(0, LONGEST_LABEL - 1) + "…";
    }

    static String table(CertificateOverview overview) {
        return """
               <div class="wide"><table>
               <thead><tr><th>What</th><th>Kind</th><th>TLS</th><th>HTTP</th><th>Ends</th><th>How it stands</th></tr></thead>
               <tbody>
               %s</tbody></table></div>
               """
                .formatted(
                        overview.rows().stream()
                                .map(CertificatesSection::row)
                                .collect(Collectors.joining()));
    }

    private static String row(Row row) {
        return "<tr><th scope=\"row\"><span class=\"dot %s\"></span>%s</th><td>%s</td><td>%s</td><td>%s</td><td class=\"nowrap\">%s</td><td>%s</td></tr>%n"
                .formatted(
                        HtmlReport.tone(tone(row.level())),
                        Html.text(row.name()),
                        row.kind(),
                        Html.text(row.grade()),
                        Html.text(row.web()),
                        row.span().map(span -> BackupsSection.day(span.end())).orElse("-"),
                        Html.text(row.words()));
    }

    private static Tone tone(Level level) {
        return switch (level) {
            case OK, NOTE -> Tone.GOOD;
            case UNKNOWN, WARNING -> Tone.WARN;
            case CRITICAL -> Tone.BAD;
        };
    }
}
