package dev.nightshift.costs.report;

import dev.nightshift.core.automation.FactTable;
import dev.nightshift.core.automation.FactTable.Column;
import dev.nightshift.costs.summary.Budget;
import dev.nightshift.costs.summary.Comparison;
import dev.nightshift.costs.summary.CostSummary;
import dev.nightshift.costs.summary.Forecast;
import dev.nightshift.costs.summary.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The report for a terminal: how costs stand, what changed, and the budgets. */
final class CostReportTables {
    private static final int MOVERS = 8;
    private static final String NOT_KNOWN = "not known";
    private static final String NONE = "-";

    private CostReportTables() {}

    static List<FactTable> of(CostReportFacts facts) {
        return facts.of(Edition.DAILY).stream()
                .flatMap(summary -> Stream.of(standing(summary), movers(summary), budgets(summary)))
                .filter(table -> !table.rows().isEmpty())
                .toList();
    }

    private static FactTable standing(CostSummary summary) {
        var rows = new ArrayList<List<String>>();
        rows.add(
                compared(
                        "month to date",
                        summary.monthToDate(),
                        summary.provisionalFrom()
                                .filter(from -> from.isBefore(summary.today()))
                                .map(from -> "may still grow from " + from + " on")
                                .orElse("")));
        rows.add(compared("last 7 days", summary.week(), ""));
        rows.add(
                compared(
                        "last full month",
                        summary.lastMonth(),
                        summary.lastMonthSettled() ? "" : "not settled"));
        rows.add(forecast(summary.forecast()));
        return new FactTable(
                "Costs in " + summary.currency(),
                List.of(
                        Column.words("WHAT"),
                        Column.number("BILLED"),
                        Column.number("BEFORE"),
                        Column.number("CHANGE"),
                        Column.number("%"),
                        Column.words("REMARK")),
                rows);
    }

    private static List<String> compared(String what, Comparison over, String remark) {
        var remarks = new ArrayList<String>();
        remarks.add(over.period().toString());
        if (!over.leftOut().isEmpty() && over.isKnown()) {
            remarks.add("compared without " + Phrases.days(over.leftOut()));
        }
        if (!remark.isEmpty()) {
            remarks.add(remark);
        }
        return List.of(
                what,
                over.hasFigures() ? Money.amount(over.known().billed()) : NOT_KNOWN,
                over.isKnown() ? Money.amount(over.before().billed()) : NOT_KNOWN,
                over.isKnown() ? Money.change(over.change()) : NONE,
                over.isKnown() ? Money.percent(over.changePercent()) : NONE,
                String.join("; ", remarks));
    }

    private static List<String> forecast(Forecast forecast) {
        return switch (forecast) {
            case Forecast.Known known ->
                    List.of(
                            "expected",
                            Money.amount(known.expected()),
                            NONE,
                            NONE,
                            NONE,
                            (known.low().isPresent() && known.high().isPresent()
                                            ? "%s to %s, %d %%; "
                                                    .formatted(
                                                            Money.amount(known.low().get()),
                                                            Money.amount(known.high().get()),
                                                            known.percent())
                                            : "")
                                    + known.method());
            case Forecast.Unknown(_, var why) ->
                    List.of("expected", NOT_KNOWN, NONE, NONE, NONE, why);
        };
    }

    private static FactTable movers(CostSummary summary) {
        return new FactTable(
                "Changed most, month to date, " + summary.currency(),
                List.of(
                        Column.words("SERVICE"),
                        Column.words("ACCOUNT"),
                        Column.number("NOW"),
                        Column.number("BEFORE"),
                        Column.number("CHANGE"),
                        Column.number("%")),
                summary.movers().stream()
                        .limit(MOVERS)
                        .map(
                                row ->
                                        List.of(
                                                row.key().part(2),
                                                row.key().part(1),
                                                Money.amount(row.now().billed()),
                                                Money.amount(row.before().billed()),
                                                Money.change(row.change()),
                                                Money.percent(row.changePercent())))
                        .toList());
    }

    private static FactTable budgets(CostSummary summary) {
        return new FactTable(
                "Budgets of " + summary.month() + ", " + summary.currency(),
                List.of(
                        Column.words("BUDGET"),
                        Column.number("LIMIT"),
                        Column.number("SPENT"),
                        Column.number("EXPECTED"),
                        Column.words("CROSSED")),
                summary.budgets().stream().map(CostReportTables::budget).toList());
    }

    private static List<String> budget(Budget.Standing standing) {
        return List.of(
                standing.budget().name(),
                Money.amount(standing.budget().limit()),
                standing.spent().map(Money::amount).orElse(NOT_KNOWN),
                switch (standing.crossing()) {
                    case Budget.Crossed _ -> NONE;
                    case Budget.Will(_, var expected) -> Money.amount(expected);
                    case Budget.Not(var expected) -> Money.amount(expected);
                    case Budget.Unknown _ -> NOT_KNOWN;
                },
                crossed(standing.crossing())
                        + standing.waiting().map(waiting -> "; " + waiting.words()).orElse(""));
    }

    private static String crossed(Budget.Crossing crossing) {
        return switch (crossing) {
            case Budget.Crossed(var on) -> on.map(day -> "on " + day).orElse("yes");
            case Budget.Will(var on, _) -> "will be on " + on;
            case Budget.Not _ -> "not this month";
            case Budget.Unknown(var why) -> "not known: " + why;
        };
    }
}
