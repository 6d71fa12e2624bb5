package dev.nightshift.costs.page;

import dev.nightshift.core.text.Html;
import dev.nightshift.costs.summary.Advice;
import dev.nightshift.costs.summary.Commitment;
import dev.nightshift.costs.summary.Comparison;
import dev.nightshift.costs.summary.CostSummary;
import dev.nightshift.costs.summary.Forecast;
import dev.nightshift.costs.summary.Ranking;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A cost report as one page that needs nothing but itself, and its tables as files. */
public final class CostPage {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private static final String ADVICE =
            "Commitments that would have paid in the last 30 days, as AWS reckons: for one year,"
                    + " nothing upfront. Look first whether what they cover will stay, and whether"
                    + " it could be smaller.";
    private static final String NO_PURCHASE =
            "AWS recommends to buy nothing of what it was asked about.";

    private CostPage() {}

    /**
     * What the page tells.
     *
     * @param summaries one for each currency, and for each source that is not added; at least one
     * @param commitments empty: not known
     * @param purchases worth evaluating; empty: not asked, or not known
     * @param twice what two sources tell
     * @param unread sources that could not be read, and why
     * @param spent on asking, in words
     */
    public record Story(
            String title,
            Instant at,
            List<CostSummary> summaries,
            Optional<List<Commitment>> commitments,
            Optional<Advice> purchases,
            List<String> twice,
            List<String> unread,
            Optional<String> spent) {
        public Story {
            summaries = List.copyOf(summaries);
            twice = List.copyOf(twice);
            unread = List.copyOf(unread);
        }
    }

    public static String html(Story story) {
        var page = new StringBuilder(128 * 1024);
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                // nothing may be loaded and nothing may run, whatever a name of a service contains
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
                .append(
                        " style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n")
                .append(
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .append("<link rel=\"icon\" href=\"data:,\">\n<title>")
                .append(Html.text(story.title()))
                .append("</title>\n<style>\n")
                .append(Style.CSS)
                .append("</style>\n</head>\n<body>\n<main>\n<header><p class=\"when\">")
                .append(WHEN.format(story.at()))
                .append("</p><h1>")
                .append(Html.text(story.title()))
                .append("</h1></header>\n");
        notes(page, story);
        for (int i = 0; i < story.summaries().size(); i++) {
            summary(page, story, story.summaries().get(i), i);
        }
        story.commitments()
                .filter(list -> !list.isEmpty())
                .ifPresent(
                        list ->
                                page.append("<section><h2>Commitments</h2>")
                                        .append(Tables.commitments(list).html())
                                        .append("</section>\n"));
        story.purchases()
                .ifPresent(
                        advice ->
                                page.append("<section><h2>Worth evaluating</h2><p class=\"soft\">")
                                        .append(advice.worth().isEmpty() ? NO_PURCHASE : ADVICE)
                                        .append(' ')
                                        .append(Html.text(advice.scope()))
                                        .append("</p>")
                                        .append(
                                                advice.worth().isEmpty()
                                                        ? ""
                                                        : Tables.purchases(advice.worth()).html())
                                        .append("</section>\n"));
        footer(page, story);
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    /** The tables, by the name of the file. */
    public static Map<String, String> csvs(Story story) {
        var files = new TreeMap<String, String>();
        for (int i = 0; i < story.summaries().size(); i++) {
            var summary = story.summaries().get(i);
            var prefix = prefix(story, i);
            tables(summary)
                    .forEach(table -> files.put(prefix + table.file() + ".csv", table.csv()));
        }
        story.commitments()
                .filter(list -> !list.isEmpty())
                .map(Tables::commitments)
                .ifPresent(table -> files.put(table.file() + ".csv", table.csv()));
        story.purchases()
                .map(advice -> Tables.purchases(advice.worth()))
                .ifPresent(table -> files.put(table.file() + ".csv", table.csv()));
        return files;
    }

    /** The main chart as a picture, for each summary, by the name of the file. */
    public static Map<String, byte[]> pictures(Story story) {
        var files = new TreeMap<String, byte[]>();
        for (int i = 0; i < story.summaries().size(); i++) {
            files.put(prefix(story, i) + "days.png", DailyPicture.png(story.summaries().get(i)));
        }
        return files;
    }

    /** The main chart as a PNG. */
    public static byte[] picture(CostSummary summary) {
        return DailyPicture.png(summary);
    }

    private static String prefix(Story story, int number) {
        return story.summaries().size() == 1
                ? ""
                : (number + 1)
                        + "-"
                        + story.summaries().get(number).currency().replaceAll("[^A-Za-z0-9]", "")
                        + "-";
    }

    private static List<Table> tables(CostSummary summary) {
        var tables = new ArrayList<Table>();
        tables.add(Tables.daily(summary));
        tables.add(Tables.movers("movers", "Changed most", summary.movers()));
        tables.add(
                Tables.movers(
                        "movers-relative", "Changed most by share", summary.relativeMovers()));
        tables.add(Tables.budgets(summary));
        tables.add(Tables.tags(summary));
        summary.rankings().stream().map(Tables::ranking).forEach(tables::add);
        return tables;
    }

    private static void notes(StringBuilder page, Story story) {
        warning(
                page,
                "Not everything could be read.",
                story.unread(),
                "What only these sources tell is unknown here, not zero.");
        warning(
                page,
                "Two sources tell the same costs.",
                story.twice(),
                "They stand beside each other and are not added.");
    }

    private static void warning(
            StringBuilder page, String title, List<String> lines, String meaning) {
        if (!lines.isEmpty()) {
            page.append("<aside class=\"warn\"><strong>").append(title).append("</strong><ul>");
            lines.forEach(line -> page.append("<li>").append(Html.text(line)).append("</li>"));
            page.append("</ul>").append(meaning).append("</aside>\n");
        }
    }

    private static void summary(StringBuilder page, Story story, CostSummary summary, int number) {
        if (story.summaries().size() > 1) {
            page.append("<h2 class=\"currency\">")
                    .append(Html.text(summary.currency()))
                    .append(" <span>")
                    .append(Html.text(String.join("; ", summary.origins())))
                    .append("</span></h2>");
        }
        page.append("<div class=\"tiles\">");
        Tiles.of(summary).forEach(tile -> page.append(tile));
        page.append("</div>\n");
        remarks(page, summary);
        page.append("<section><h2>Each day, by service <small>billed, ")
                .append(Html.text(summary.currency()))
                .append("</small></h2>")
                .append(new DailyChart(summary, number).svg())
                .append("<details><summary>As a table</summary>")
                .append(Tables.daily(summary).html())
                .append("</details></section>\n");
        var months = new MonthsChart(summary, number);
        page.append("<div class=\"two\"><section><h2>Month against month</h2>")
                .append(months.svg())
                .append(months.legend())
                .append(method(summary))
                .append("</section><section><h2>Top ten <small>")
                .append(Html.text(summary.main().period().toString()))
                .append("</small></h2>")
                .append(TopTen.svg(summary, number))
                .append(
                        "<ul class=\"legend\"><li><i class=\"s s1\"></i>now</li><li><i class=\"key"
                                + " before\"></i>")
                .append(Html.text(summary.main().earlier().toString()))
                .append("</li></ul></section></div>\n");
        page.append("<section><h2>What changed most</h2><p class=\"soft\">")
                .append(Html.text(against(summary.main())))
                .append("</p><div class=\"two\"><div>")
                .append(movers(Tables.movers("movers", "By amount", summary.movers())))
                .append("</div><div>")
                .append(
                        movers(
                                Tables.movers(
                                        "movers-relative", "By share", summary.relativeMovers())))
                .append("</div></div></section>\n");
        if (!summary.budgets().isEmpty()) {
            page.append("<section><h2>Budgets</h2>")
                    .append(waiting(summary))
                    .append(Tables.budgets(summary).html())
                    .append("</section>\n");
        }
        if (!summary.tags().isEmpty()) {
            page.append("<section><h2>Untagged</h2>")
                    .append(Tables.tags(summary).html())
                    .append("</section>\n");
        }
        for (Ranking ranking : summary.rankings()) {
            page.append("<section><h2>")
                    .append(Html.text(ranking.title()))
                    .append("</h2>")
                    .append(Tables.ranking(ranking).html())
                    .append("</section>\n");
        }
    }

    private static String waiting(CostSummary summary) {
        long waiting =
                summary.budgets().stream()
                        .filter(standing -> standing.waiting().isPresent())
                        .count();
        return waiting == 0
                ? ""
                : ("<p class=\"soft\">Costs by tag are asked for in turn, to stay within what a day"
                                + " may pay for: nothing was asked today for %d of %d budgets, and"
                                + " their figures are of the day that is said.</p>")
                        .formatted(waiting, summary.budgets().size());
    }

    private static String movers(Table table) {
        return table.rows().isEmpty()
                ? "<p class=\"soft\">Nothing changed by the smallest amount that is told.</p>"
                : table.html();
    }

    private static String method(CostSummary summary) {
        return "<p class=\"soft small\">"
                + Html.text(
                        switch (summary.forecast()) {
                            case Forecast.Known known -> "Expected: " + known.method() + ".";
                            case Forecast.Unknown(_, var why) -> "No forecast: " + why + ".";
                        })
                + "</p>";
    }

    static String against(Comparison over) {
        if (!over.isKnown()) {
            return "No day of "
                    + over.period()
                    + " is known together with its counterpart of "
                    + over.earlier()
                    + ".";
        }
        return "The figures below compare %s with %s, %d days known on both sides%s."
                .formatted(
                        over.period(),
                        over.earlier(),
                        over.days().size(),
                        over.leftOut().isEmpty() ? "" : "; left out: " + days(over.leftOut()));
    }

    private static String days(List<LocalDate> days) {
        return days.size() <= 5
                ? String.join(", ", days.stream().map(LocalDate::toString).toList())
                : days.size() + " days from " + days.getFirst() + " to " + days.getLast();
    }

    private static void remarks(StringBuilder page, CostSummary summary) {
        var lines = new ArrayList<String>();
        if (!summary.unknown().isEmpty()) {
            lines.add("Not known, which is not zero: " + days(summary.unknown()));
        }
        summary.provisionalFrom()
                .filter(from -> !from.isAfter(summary.asked().last()))
                .ifPresent(from -> lines.add("May still grow: days from " + from + " on"));
        if (!summary.missing().isEmpty()) {
            lines.add("Not every source tells costs " + String.join(", ", summary.missing()));
        }
        if (!lines.isEmpty()) {
            page.append("<ul class=\"remarks\">");
            lines.forEach(line -> page.append("<li>").append(Html.text(line)).append("</li>"));
            page.append("</ul>\n");
        }
    }

    private static void footer(StringBuilder page, Story story) {
        page.append("<footer>");
        story.summaries()
                .forEach(
                        summary ->
                                page.append("<p>Figures in ")
                                        .append(Html.text(summary.currency()))
                                        .append(" from ")
                                        .append(Html.text(String.join("; ", summary.origins())))
                                        .append("</p>"));
        story.spent()
                .ifPresent(spent -> page.append("<p>").append(Html.text(spent)).append("</p>"));
        page.append(
                        "<p>Billed is what the invoice says; effective spreads what was paid in advance")
                .append(
                        " over the time it covers. Days are UTC. Currencies are never added.</p></footer>\n");
    }
}
