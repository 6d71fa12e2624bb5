package dev.nightshift.costs.page;

import dev.nightshift.core.text.Html;
import dev.nightshift.costs.summary.CostSummary;
import dev.nightshift.costs.summary.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What each day cost, by service: a pile a day. */
final class DailyChart {
    private static final int SHOWN = 8;
    private static final int WIDTH = 960;
    private static final int HEIGHT = 290;
    private static final int LEFT = 56;
    private static final int RIGHT = 952;
    private static final int TOP = 14;
    private static final int BOTTOM = 262;
    static final String OTHERS = "All others";
    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private final CostSummary summary;
    private final Map<String, NavigableMap<LocalDate, BigDecimal>> series;
    private final List<LocalDate> days;
    private final Scale scale;
    private final String id;

    /**
     * @param number of the section, which makes its ids its own
     */
    DailyChart(CostSummary summary, int number) {
        this.summary = summary;
        this.series = series(summary);
        this.days = summary.asked().days();
        this.scale = scale(days, series, TOP, BOTTOM);
        this.id = "d" + number;
    }

    /** The dearest services and all others, which keep their order. */
    static Map<String, NavigableMap<LocalDate, BigDecimal>> series(CostSummary summary) {
        var series = new LinkedHashMap<String, NavigableMap<LocalDate, BigDecimal>>();
        summary.byService().entrySet().stream()
                .limit(SHOWN)
                .forEach(service -> series.put(service.getKey(), service.getValue()));
        var others = new TreeMap<LocalDate, BigDecimal>();
        summary.byService().values().stream()
                .skip(SHOWN)
                .forEach(
                        service ->
                                service.forEach(
                                        (day, amount) ->
                                                others.merge(day, amount, BigDecimal::add)));
        if (!others.isEmpty()) {
            series.put(OTHERS, others);
        }
        return series;
    }

    /** Room for the highest pile, and for credits below zero. */
    static Scale scale(
            List<LocalDate> days,
            Map<String, NavigableMap<LocalDate, BigDecimal>> series,
            int top,
            int bottom) {
        double most = 0;
        double least = 0;
        for (var day : days) {
            double up = 0;
            double down = 0;
            for (var one : series.values()) {
                double amount = Svg.seen(one.getOrDefault(day, BigDecimal.ZERO));
                up += Math.max(0, amount);
                down += Math.min(0, amount);
            }
            most = Math.max(most, up);
            least = Math.min(least, down);
        }
        return Scale.of(least, most, top, bottom);
    }

    String svg() {
        var svg = new StringBuilder(32 * 1024);
        svg.append("<svg class=\"chart daily\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-labelledby=\"")
                .append(id)
                .append("t ")
                .append(id)
                .append("e\"><title id=\"")
                .append(id)
                .append("t\">Costs by day and service, billed, in ")
                .append(Html.text(summary.currency()))
                .append("</title><desc id=\"")
                .append(id)
                .append("e\">")
                .append(Html.text(inWords()))
                .append("</desc><defs><pattern id=\"")
                .append(id)
                .append("h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"")
                .append(
                        " patternTransform=\"rotate(45)\"><line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\"")
                .append(" y2=\"6\"/></pattern></defs>")
                .append(scale.svg(LEFT, RIGHT));
        double width = (double) (RIGHT - LEFT) / days.size();
        for (int i = 0; i < days.size(); i++) {
            day(svg, days.get(i), LEFT + i * width, width);
        }
        return svg.append("</svg>").append(legend()).toString();
    }

    private void day(StringBuilder svg, LocalDate day, double x, double width) {
        double gap = Math.min(3, width * 0.18);
        if (day.getDayOfMonth() == 1 || day.getDayOfMonth() == 15) {
            svg.append("<text class=\"tick\" x=\"")
                    .append(Svg.at(x + width / 2))
                    .append("\" y=\"")
                    .append(HEIGHT - 8)
                    .append("\">")
                    .append(DAY.format(day))
                    .append("</text>");
        }
        if (day.getDayOfMonth() == 1 && x > LEFT) {
            svg.append("<line class=\"month\" x1=\"")
                    .append(Svg.at(x))
                    .append("\" x2=\"")
                    .append(Svg.at(x))
                    .append("\" y1=\"")
                    .append(TOP)
                    .append("\" y2=\"")
                    .append(BOTTOM)
                    .append("\"/>");
        }
        svg.append("<g><title>").append(Html.text(inWords(day))).append("</title>");
        if (!summary.days().containsKey(day)) {
            svg.append(rect("gap", x + gap / 2, scale.y(0) - 22, width - gap, 22))
                    .append("<text class=\"none\" x=\"")
                    .append(Svg.at(x + width / 2))
                    .append("\" y=\"")
                    .append(Svg.at(scale.y(0) - 26))
                    .append("\">?</text></g>");
            return;
        }
        double up = 0;
        double down = 0;
        int colour = 0;
        for (var one : series.entrySet()) {
            double amount = Svg.seen(one.getValue().getOrDefault(day, BigDecimal.ZERO));
            double from = amount >= 0 ? up : down;
            if (amount != 0) {
                double high = scale.y(Math.max(from, from + amount));
                double low = scale.y(Math.min(from, from + amount));
                svg.append(
                        rect(
                                tone(one.getKey(), colour),
                                x + gap / 2,
                                high,
                                width - gap,
                                low - high));
            }
            up += Math.max(0, amount);
            down += Math.min(0, amount);
            colour++;
        }
        if (summary.isProvisional(day)) {
            svg.append("<rect fill=\"url(#")
                    .append(id)
                    .append("h)\" x=\"")
                    .append(Svg.at(x + gap / 2))
                    .append("\" y=\"")
                    .append(Svg.at(scale.y(up)))
                    .append("\" width=\"")
                    .append(Svg.at(width - gap))
                    .append("\" height=\"")
                    .append(Svg.at(scale.y(down) - scale.y(up)))
                    .append("\"/>");
        }
        // takes the pointer over the whole height
        svg.append(rect("reach", x, TOP, width, BOTTOM - TOP)).append("</g>");
    }

    private static String tone(String name, int colour) {
        return name.equals(OTHERS) ? "s s9" : "s s" + (colour + 1);
    }

    private static String rect(String tone, double x, double y, double width, double height) {
        return "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
                .formatted(tone, Svg.at(x), Svg.at(y), Svg.at(width), Svg.at(height));
    }

    private String inWords(LocalDate day) {
        if (!summary.days().containsKey(day)) {
            return DAY.format(day) + ": not known";
        }
        var words = new StringBuilder(DAY.format(day));
        words.append(": ")
                .append(Money.of(summary.days().get(day).billed(), summary.currency()))
                .append(summary.isProvisional(day) ? ", provisional" : "");
        series.forEach(
                (name, one) -> {
                    var amount = one.getOrDefault(day, BigDecimal.ZERO);
                    if (amount.signum() != 0) {
                        words.append('\n').append(name).append(": ").append(Money.amount(amount));
                    }
                });
        return words.toString();
    }

    private String inWords() {
        var highest = new ArrayList<>(summary.days().entrySet());
        highest.sort((a, b) -> b.getValue().billed().compareTo(a.getValue().billed()));
        return "%d days from %s to %s, %d of them not known%s. The same figures are in the table below."
                .formatted(
                        days.size(),
                        days.getFirst(),
                        days.getLast(),
                        summary.unknown().size(),
                        highest.isEmpty()
                                ? ""
                                : "; the highest was "
                                        + highest.getFirst().getKey()
                                        + " with "
                                        + Money.of(
                                                highest.getFirst().getValue().billed(),
                                                summary.currency()));
    }

    /** Whether a day that is shown may still grow. */
    static boolean anyProvisional(CostSummary summary) {
        return summary.days().keySet().stream().anyMatch(summary::isProvisional);
    }

    private String legend() {
        var legend = new StringBuilder("<ul class=\"legend\">");
        int colour = 0;
        for (var name : series.keySet()) {
            legend.append("<li><i class=\"")
                    .append(tone(name, colour++))
                    .append("\"></i>")
                    .append(Html.text(name.isEmpty() ? "(no service)" : name))
                    .append("</li>");
        }
        if (anyProvisional(summary)) {
            legend.append("<li><i class=\"striped\"></i>may still grow</li>");
        }
        if (!summary.unknown().isEmpty()) {
            legend.append("<li><i class=\"gap\"></i>not known</li>");
        }
        return legend.append("</ul>").toString();
    }
}
