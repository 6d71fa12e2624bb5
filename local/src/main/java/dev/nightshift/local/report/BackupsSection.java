package dev.nightshift.local.report;

import dev.nightshift.backup.history.BackupOverview;
import dev.nightshift.backup.history.BackupOverview.Drill;
import dev.nightshift.backup.history.BackupOverview.Good;
import dev.nightshift.backup.history.BackupOverview.Row;
import dev.nightshift.backup.history.BackupOverview.State;
import dev.nightshift.core.text.Html;
import dev.nightshift.core.text.Words;
import dev.nightshift.local.report.Story.Tone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** How backups stand, as part of a page: a row for each source. */
final class BackupsSection {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private BackupsSection() {}

    static String of(BackupOverview overview) {
        var charts = new BackupCharts(overview.since(), overview.at());
        var section = new StringBuilder();
        if (overview.rows().isEmpty()) {
            section.append("<p class=\"none\">Nothing is backed up.</p>\n");
        }
        section.append("<div class=\"backups\">\n");
        overview.rows().forEach(row -> section.append(row(row, overview, charts)));
        section.append("</div>\n");
        if (!overview.gaps().isEmpty()) {
            section.append("<ul class=\"gaps\">\n");
            overview.gaps()
                    .forEach(
                            gap ->
                                    section.append("<li><b>")
                                            .append(Html.text(gap.what()))
                                            .append("</b> ")
                                            .append(Html.text(gap.why()))
                                            .append("</li>\n"));
            section.append("</ul>\n");
        }
        return section.toString();
    }

    private static String row(Row row, BackupOverview overview, BackupCharts charts) {
        return """
               <article class="backup">
               <header><h3>%s<span class="kind">%s</span></h3><span class="state %s">%s</span></header>
               %s<dl>
               %s%s%s%s</dl>
               <div class="charts"><figure><figcaption>Age of the last good copy</figcaption>%s</figure>
               <figure><figcaption>What restores took</figcaption>%s</figure></div>
               %s</article>
               """
                .formatted(
                        Html.text(row.name()),
                        row.kind(),
                        HtmlReport.tone(tone(row.state())),
                        row.state(),
                        because(row),
                        fact("Last good", good(row, overview.at())),
                        fact("Last proven", proven(row, overview.at())),
                        fact(
                                "RPO now",
                                row.rpoNow().map(Words::length).orElse("unknown")
                                        + " of "
                                        + Words.length(row.rpoTarget())),
                        fact(
                                "RTO measured",
                                row.rto().map(Words::length).orElse("never")
                                        + row.rtoTarget()
                                                .map(target -> " of " + Words.length(target))
                                                .orElse("")),
                        charts.rpo(row),
                        charts.rto(row),
                        drills(row));
    }

    static Tone tone(State state) {
        return switch (state) {
            case OK -> Tone.GOOD;
            case UNPROVEN, UNKNOWN -> Tone.WARN;
            case LATE, FAILED -> Tone.BAD;
        };
    }

    private static String because(Row row) {
        return row.because().isEmpty()
                ? ""
                : row.because().stream()
                        .map(why -> "<li>" + Html.text(why) + "</li>")
                        .collect(Collectors.joining("", "<ul class=\"why\">", "</ul>\n"));
    }

    private static String good(Row row, Instant at) {
        return row.lastGood().map(good -> age(good.dataFrom(), at) + in(good)).orElse("none");
    }

    private static String in(Good good) {
        return " in " + String.join(", ", good.locations());
    }

    private static String proven(Row row, Instant at) {
        return row.lastProven()
                .map(proof -> age(proof.at(), at) + ", from " + proof.location())
                .orElse(row.kind().canBeDrilled() ? "never" : "no drill can restore it elsewhere");
    }

    private static String age(Instant then, Instant at) {
        return Words.length(then.isAfter(at) ? Duration.ZERO : Duration.between(then, at)) + " ago";
    }

    private static String fact(String name, String value) {
        return "<div><dt>%s</dt><dd>%s</dd></div>%n".formatted(name, Html.text(value));
    }

    private static String drills(Row row) {
        if (row.drills().isEmpty()) {
            return "";
        }
        var count = row.drills().size();
        return "<details><summary>%d %s</summary><div class=\"wide\"><table class=\"lines\"><thead><tr><th>Begun</th><th>Result</th><th>Copy</th><th>Its age</th><th>Took</th></tr></thead><tbody>%s</tbody></table></div></details>%n"
                .formatted(
                        count,
                        count == 1 ? "drill" : "drills",
                        row.drills().reversed().stream()
                                .map(BackupsSection::drill)
                                .collect(Collectors.joining()));
    }

    private static String drill(Drill drill) {
        return "<tr><td class=\"nowrap\">%s</td><td>%s</td><td>%s</td><td class=\"nowrap\">%s</td><td class=\"nowrap\">%s</td></tr>"
                .formatted(
                        minute(drill.startedAt()),
                        Html.text(result(drill)),
                        Html.text(drill.copy() + " in " + drill.location()),
                        Words.length(drill.rpo()),
                        drill.rto().map(Words::length).orElse("-"));
    }

    private static String result(Drill drill) {
        return drill.result() + (drill.reason().isBlank() ? "" : ": " + drill.reason());
    }

    /** For those who point at a mark. */
    static String inWords(Drill drill) {
        return minute(drill.startedAt())
                + ": "
                + result(drill)
                + drill.rto().map(took -> ", took " + Words.length(took)).orElse("");
    }

    static String day(Instant at) {
        return DAY.format(at);
    }

    static String minute(Instant at) {
        return MINUTE.format(at);
    }
}
