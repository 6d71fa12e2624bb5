package dev.nightshift.costs.page;

import dev.nightshift.core.text.Html;
import dev.nightshift.costs.summary.CostSummary;
import dev.nightshift.costs.summary.Money;
import dev.nightshift.costs.summary.Ranking;
import java.util.List;

/** The ten dearest services, each with what it cost before. */
final class TopTen {
    private static final int MOST = 10;
    private static final int WIDTH = 560;
    private static final int ROW = 27;
    private static final int LEFT = 196;
    private static final int RIGHT = 484;
    private static final int LONGEST = 25;

    private TopTen() {}

    static String svg(CostSummary summary, int number) {
        var rows =
                summary.rankings().stream()
                        .filter(ranking -> ranking.title().equals("Services"))
                        .flatMap(ranking -> ranking.rows().stream())
                        .filter(row -> row.now().billed().signum() > 0)
                        .limit(MOST)
                        .toList();
        if (rows.isEmpty()) {
            return "<p class=\"soft\">There is nothing to compare.</p>";
        }
        double most =
                rows.stream()
                        .mapToDouble(
                                row ->
                                        Math.max(
                                                Svg.seen(row.now().billed()),
                                                Svg.seen(row.before().billed())))
                        .max()
                        .orElse(1);
        var svg = new StringBuilder();
        svg.append("<svg class=\"chart ten\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(rows.size() * ROW + 4)
                .append("\" role=\"img\" aria-labelledby=\"t")
                .append(number)
                .append("t t")
                .append(number)
                .append("e\"><title id=\"t")
                .append(number)
                .append("t\">The dearest services</title><desc id=\"t")
                .append(number)
                .append("e\">")
                .append(Html.text(inWords(rows, summary.currency())))
                .append("</desc>");
        for (int i = 0; i < rows.size(); i++) {
            row(svg, rows.get(i), i * ROW + 4, most);
        }
        return svg.append("</svg>").toString();
    }

    private static void row(StringBuilder svg, Ranking.Row row, double y, double most) {
        double now = Math.max(1.5, (RIGHT - LEFT) * Svg.seen(row.now().billed()) / most);
        double before = (RIGHT - LEFT) * Math.max(0, Svg.seen(row.before().billed())) / most;
        var name = row.key().part(0);
        svg.append("<g><title>")
                .append(Html.text(name))
                .append("</title><text class=\"name\" x=\"")
                .append(LEFT - 10)
                .append("\" y=\"")
                .append(Svg.at(y + 14))
                .append("\">")
                .append(Html.text(shortened(name)))
                .append("</text><rect class=\"bar\" x=\"")
                .append(LEFT)
                .append("\" y=\"")
                .append(Svg.at(y + 2))
                .append("\" width=\"")
                .append(Svg.at(now))
                .append("\" height=\"12\" rx=\"2\"/><rect class=\"then\" x=\"")
                .append(LEFT)
                .append("\" y=\"")
                .append(Svg.at(y + 16))
                .append("\" width=\"")
                .append(Svg.at(before))
                .append("\" height=\"4\" rx=\"1\"/><text class=\"value\" x=\"")
                .append(Svg.at(LEFT + now + 7))
                .append("\" y=\"")
                .append(Svg.at(y + 12))
                .append("\">")
                .append(Html.text(Money.amount(row.now().billed())))
                .append("</text></g>");
    }

    private static String shortened(String name) {
        int[] points = name.codePoints().toArray();
        return points.length <= LONGEST ? name : new String(points, 0, LONGEST - 1) + "…";
    }

    private static String inWords(List<Ranking.Row> rows, String currency) {
        var first = rows.getFirst();
        return "%d services; the dearest is %s with %s, %s before. The same figures are in the table of services."
                .formatted(
                        rows.size(),
                        first.key().part(0),
                        Money.of(first.now().billed(), currency),
                        Money.amount(first.before().billed()));
    }
}
