package dev.nightshift.costs.page;

import dev.nightshift.core.text.Html;
import dev.nightshift.costs.summary.CostSummary;
import dev.nightshift.costs.summary.Forecast;
import dev.nightshift.costs.summary.Money;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** How this month adds up beside the month before, and where it is expected to end. */
final class MonthsChart {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 280;
    private static final int LEFT = 56;
    private static final int RIGHT = 496;
    private static final int TOP = 14;
    private static final int BOTTOM = 252;
    private static final int DAYS = 31;

    private final CostSummary summary;
    private final int number;
    private final NavigableMap<Integer, BigDecimal> now;
    private final NavigableMap<Integer, BigDecimal> before;
    private final Optional<Forecast.Known> forecast;

    MonthsChart(CostSummary summary, int number) {
        this.summary = summary;
        this.number = number;
        this.now = sums(summary.month());
        this.before = sums(summary.month().minusMonths(1));
        this.forecast =
                summary.forecast() instanceof Forecast.Known known
                        ? Optional.of(known)
                        : Optional.empty();
    }

    /** Up to each day that is known; a day that is not leaves a gap in the line. */
    private NavigableMap<Integer, BigDecimal> sums(YearMonth month) {
        var sums = new TreeMap<Integer, BigDecimal>();
        var sum = BigDecimal.ZERO;
        var days = summary.days().subMap(month.atDay(1), true, month.atEndOfMonth(), true);
        for (var day : days.entrySet()) {
            sum = sum.add(day.getValue().billed());
            sums.put(day.getKey().getDayOfMonth(), sum);
        }
        return sums;
    }

    String svg() {
        double most = 0;
        for (var sums : List.of(now, before)) {
            for (var sum : sums.values()) {
                most = Math.max(most, Svg.seen(sum));
            }
        }
        if (forecast.isPresent()) {
            most =
                    Math.max(
                            most,
                            Svg.seen(forecast.get().high().orElse(forecast.get().expected())));
        }
        var scale = Scale.of(0, most, TOP, BOTTOM);
        var svg = new StringBuilder(8 * 1024);
        svg.append("<svg class=\"chart months\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-labelledby=\"m")
                .append(number)
                .append("t m")
                .append(number)
                .append("e\"><title id=\"m")
                .append(number)
                .append("t\">")
                .append(
                        Html.text(
                                name(summary.month())
                                        + " against "
                                        + name(summary.month().minusMonths(1))))
                .append(", added up</title><desc id=\"m")
                .append(number)
                .append("e\">")
                .append(Html.text(inWords()))
                .append("</desc>")
                .append(scale.svg(LEFT, RIGHT));
        for (int day : new int[] {1, 8, 15, 22, 29}) {
            svg.append("<text class=\"tick\" x=\"")
                    .append(Svg.at(x(day)))
                    .append("\" y=\"")
                    .append(HEIGHT - 8)
                    .append("\">")
                    .append(day)
                    .append("</text>");
        }
        line(svg, "before", before, scale);
        band(svg, scale);
        line(svg, "now", now, scale);
        end(svg, before, "before", name(summary.month().minusMonths(1)), scale);
        if (forecast.isEmpty()) {
            end(svg, now, "now", name(summary.month()), scale);
        }
        return svg.append("</svg>").toString();
    }

    private static double x(double day) {
        return LEFT + (RIGHT - LEFT) * (day - 1) / (DAYS - 1);
    }

    private static void line(
            StringBuilder svg, String tone, NavigableMap<Integer, BigDecimal> sums, Scale scale) {
        if (sums.isEmpty()) {
            return;
        }
        var path = new StringBuilder();
        int last = -1;
        for (var day : sums.entrySet()) {
            path.append(day.getKey() == last + 1 ? 'L' : 'M')
                    .append(Svg.at(x(day.getKey())))
                    .append(' ')
                    .append(Svg.at(scale.y(Svg.seen(day.getValue()))));
            last = day.getKey();
        }
        svg.append("<path class=\"line ")
                .append(tone)
                .append("\" d=\"")
                .append(path)
                .append("\"/>");
    }

    private void band(StringBuilder svg, Scale scale) {
        if (forecast.isEmpty()
                || now.isEmpty()
                || now.lastKey() >= summary.month().lengthOfMonth()) {
            return;
        }
        var known = forecast.get();
        double startX = x(now.lastKey());
        double startY = scale.y(Svg.seen(now.lastEntry().getValue()));
        double endX = x(summary.month().lengthOfMonth());
        if (known.low().isPresent() && known.high().isPresent()) {
            svg.append("<path class=\"band\" d=\"M")
                    .append(Svg.at(startX))
                    .append(' ')
                    .append(Svg.at(startY))
                    .append('L')
                    .append(Svg.at(endX))
                    .append(' ')
                    .append(Svg.at(scale.y(Svg.seen(known.high().get()))))
                    .append('L')
                    .append(Svg.at(endX))
                    .append(' ')
                    .append(Svg.at(scale.y(Math.max(0, Svg.seen(known.low().get())))))
                    .append("z\"/>");
        }
        double y = scale.y(Svg.seen(known.expected()));
        svg.append("<path class=\"line expected\" d=\"M")
                .append(Svg.at(startX))
                .append(' ')
                .append(Svg.at(startY))
                .append('L')
                .append(Svg.at(endX))
                .append(' ')
                .append(Svg.at(y))
                .append("\"/><circle class=\"now\" cx=\"")
                .append(Svg.at(endX))
                .append("\" cy=\"")
                .append(Svg.at(y))
                .append("\" r=\"3.5\"/><text class=\"end now\" x=\"")
                .append(Svg.at(endX + 8))
                .append("\" y=\"")
                .append(Svg.at(y + 4))
                .append("\">")
                .append(Html.text(shortly(known.expected())))
                .append("</text>");
    }

    private void end(
            StringBuilder svg,
            NavigableMap<Integer, BigDecimal> sums,
            String tone,
            String name,
            Scale scale) {
        if (sums.isEmpty()) {
            return;
        }
        double y = scale.y(Svg.seen(sums.lastEntry().getValue()));
        double clear =
                forecast.filter(_ -> tone.equals("before"))
                        .map(known -> scale.y(Svg.seen(known.expected())))
                        .filter(other -> Math.abs(other - y) < 15)
                        .map(other -> other <= y ? 15 - (y - other) : -15 + (other - y))
                        .orElse(0.0);
        svg.append("<text class=\"end ")
                .append(tone)
                .append("\" x=\"")
                .append(Svg.at(x(sums.lastKey()) + 8))
                .append("\" y=\"")
                .append(Svg.at(y + 4 + clear))
                .append("\"><title>")
                .append(Html.text(name))
                .append("</title>")
                .append(Html.text(shortly(sums.lastEntry().getValue())))
                .append("</text>");
    }

    private static String shortly(BigDecimal amount) {
        double seen = Svg.seen(amount);
        return seen >= 100_000
                ? String.format(Locale.ROOT, "%,.0fk", seen / 1_000)
                : seen >= 1_000 ? String.format(Locale.ROOT, "%,.0f", seen) : Money.amount(amount);
    }

    static String name(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                + " "
                + month.getYear();
    }

    String legend() {
        return "<ul class=\"legend\"><li><i class=\"key now\"></i>"
                + Html.text(name(summary.month()))
                + "</li><li><i class=\"key before\"></i>"
                + Html.text(name(summary.month().minusMonths(1)))
                + "</li>"
                + (forecast.isPresent() ? "<li><i class=\"key band\"></i>expected</li>" : "")
                + "</ul>";
    }

    private String inWords() {
        var so =
                now.isEmpty()
                        ? "nothing known yet"
                        : Money.of(now.lastEntry().getValue(), summary.currency())
                                + " by day "
                                + now.lastKey();
        return "This month: "
                + so
                + ". The month before: "
                + (before.isEmpty()
                        ? "not known"
                        : Money.of(before.lastEntry().getValue(), summary.currency()))
                + ". Expected: "
                + forecast.map(known -> Money.of(known.expected(), summary.currency()))
                        .orElse("not known")
                + ".";
    }
}
