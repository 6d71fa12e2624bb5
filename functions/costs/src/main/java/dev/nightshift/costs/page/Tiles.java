package dev.nightshift.costs.page;

import dev.nightshift.core.text.Html;
import dev.nightshift.costs.summary.Budget;
import dev.nightshift.costs.summary.Comparison;
import dev.nightshift.costs.summary.CostSummary;
import dev.nightshift.costs.summary.Forecast;
import dev.nightshift.costs.summary.Money;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The few numbers that a person looks for first. */
final class Tiles {
    private Tiles() {}

    static List<String> of(CostSummary summary) {
        var currency = summary.currency();
        var tiles = new ArrayList<String>();
        tiles.add(
                compared(
                        MonthsChart.name(summary.month()) + " to date",
                        summary.monthToDate(),
                        currency));
        tiles.add(forecast(summary));
        tiles.add(
                compared(
                        MonthsChart.name(YearMonth.from(summary.lastMonth().period().first()))
                                + (summary.lastMonthSettled() ? "" : ", not settled"),
                        summary.lastMonth(),
                        currency));
        tiles.add(compared("Last seven days", summary.week(), currency));
        var main = summary.main();
        if (main.isKnown()) {
            tiles.add(
                    tile(
                            "Effective, " + main.period(),
                            Money.amount(main.known().effective()),
                            currency,
                            "",
                            "billed " + Money.amount(main.known().billed())));
        }
        summary.credits()
                .ifPresent(
                        credits ->
                                tiles.add(
                                        tile(
                                                "Before credits, " + main.period(),
                                                Money.amount(credits.gross()),
                                                currency,
                                                "",
                                                "credits %s, net %s"
                                                        .formatted(
                                                                Money.amount(credits.credits()),
                                                                Money.amount(credits.net())))));
        budgets(summary.budgets(), tiles);
        return tiles;
    }

    private static String compared(String name, Comparison over, String currency) {
        if (!over.hasFigures()) {
            return tile(name, "not known", "", "", "no day of it is known");
        }
        if (!over.isKnown()) {
            return tile(
                    name,
                    Money.amount(over.known().billed()),
                    currency,
                    "",
                    "%d days; nothing before to compare with".formatted(over.knownDays()));
        }
        var change = over.change();
        return tile(
                name,
                Money.amount(over.known().billed()),
                currency,
                tone(change),
                "%s (%s), %d days against %s"
                        .formatted(
                                Money.change(change),
                                Money.percent(over.changePercent()),
                                over.days().size(),
                                Money.amount(over.before().billed())));
    }

    private static String forecast(CostSummary summary) {
        return switch (summary.forecast()) {
            case Forecast.Known known ->
                    tile(
                            "Expected for " + MonthsChart.name(known.month()),
                            Money.amount(known.expected()),
                            summary.currency(),
                            "",
                            interval(known.low(), known.high(), known.percent()));
            case Forecast.Unknown(var month, _) ->
                    tile(
                            "Expected for " + MonthsChart.name(month),
                            "not known",
                            "",
                            "",
                            "history is too short");
        };
    }

    private static String interval(
            Optional<BigDecimal> low, Optional<BigDecimal> high, int percent) {
        return low.isPresent() && high.isPresent()
                ? "%s to %s, %d %%"
                        .formatted(Money.amount(low.get()), Money.amount(high.get()), percent)
                : "no interval given";
    }

    private static void budgets(List<Budget.Standing> budgets, List<String> tiles) {
        if (budgets.isEmpty()) {
            return;
        }
        var first =
                budgets.stream()
                        .filter(
                                budget ->
                                        budget.crossing() instanceof Budget.Crossed
                                                || budget.crossing() instanceof Budget.Will)
                        .toList();
        tiles.add(
                first.isEmpty()
                        ? tile("Budgets", "none crossed", "", "", budgets.size() + " looked at")
                        : tile(
                                "Budgets",
                                first.size() + " of " + budgets.size(),
                                "over",
                                "up",
                                first.getFirst().budget().name()
                                        + ": "
                                        + Tables.crossing(first.getFirst().crossing())));
    }

    private static String tone(BigDecimal change) {
        return change.signum() > 0 ? "up" : change.signum() < 0 ? "down" : "";
    }

    private static String tile(String name, String value, String unit, String tone, String below) {
        return "<div class=\"tile\"><p class=\"name\">%s</p><p class=\"value\">%s <small>%s</small></p><p class=\"below %s\">%s</p></div>"
                .formatted(
                        Html.text(name), Html.text(value), Html.text(unit), tone, Html.text(below));
    }
}
