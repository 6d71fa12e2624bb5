package dev.nightshift.costs.page;

import dev.nightshift.core.text.Html;
import dev.nightshift.costs.summary.CostSummary;
import dev.nightshift.costs.summary.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each day cost, by service: a pile a day. */
final class DailyChart {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 290;
    private static final int LEFT = 56;
    private static final int RIGHT = 952;
    private static final int TOP = 14;
    private static final int BOTTOM = 262;
    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private final CostSummary summary;
    private final DailyPiles piles;
    private final List<LocalDate> days;
    private final Scale scale;
    private final String id;

    /**
     * @param number of the section, which makes its ids its own
     */
    DailyChart(CostSummary summary, int number) {
        this.summary = summary;
        this.piles = DailyPiles.of(summary);
        this.days = piles.days();
        this.scale = piles.scale(TOP, BOTTOM);
        this.id = "d" + number;
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
        var pile = piles.on(day);
        for (var part : pile.parts()) {
            double high = scale.y(part.high());
            svg.append(
                    rect(
                            tone(part.colour()),
                            x + gap / 2,
                            high,
                            width - gap,
                            scale.y(part.low()) - high));
        }
        if (summary.isProvisional(day)) {
            svg.append("<rect fill=\"url(#")
                    .append(id)
                    .append("h)\" x=\"")
                    .append(Svg.at(x + gap / 2))
                    .append("\" y=\"")
                    .append(Svg.at(scale.y(pile.high())))
                    .append("\" width=\"")
                    .append(Svg.at(width - gap))
                    .append("\" height=\"")
                    .append(Svg.at(scale.y(pile.low()) - scale.y(pile.high())))
                    .append("\"/>");
        }
        // takes the pointer over the whole height
        svg.append(rect("reach", x, TOP, width, BOTTOM - TOP)).append("</g>");
    }

    private static String tone(int colour) {
        return "s s" + colour;
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
        piles.series()
                .forEach(
                        (name, one) -> {
                            var amount = one.getOrDefault(day, BigDecimal.ZERO);
                            if (amount.signum() != 0) {
                                words.append('\n')
                                        .append(name)
                                        .append(": ")
                                        .append(Money.amount(amount));
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
        piles.colours()
                .forEach(
                        (name, colour) ->
                                legend.append("<li><i class=\"")
                                        .append(tone(colour))
                                        .append("\"></i>")
                                        .append(Html.text(name.isEmpty() ? "(no service)" : name))
                                        .append("</li>"));
        if (anyProvisional(summary)) {
            legend.append("<li><i class=\"striped\"></i>may still grow</li>");
        }
        if (!summary.unknown().isEmpty()) {
            legend.append("<li><i class=\"gap\"></i>not known</li>");
        }
        return legend.append("</ul>").toString();
    }
}
