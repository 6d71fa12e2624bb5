package dev.nightshift.costs.page;

import dev.nightshift.costs.page.Table.Amount;
import dev.nightshift.costs.page.Table.Cell;
import dev.nightshift.costs.page.Table.Change;
import dev.nightshift.costs.page.Table.Percent;
import dev.nightshift.costs.page.Table.Share;
import dev.nightshift.costs.page.Table.Text;
import dev.nightshift.costs.page.Table.Unknown;
import dev.nightshift.costs.summary.Budget;
import dev.nightshift.costs.summary.Commitment;
import dev.nightshift.costs.summary.CostSummary;
import dev.nightshift.costs.summary.Purchase;
import dev.nightshift.costs.summary.Ranking;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables of a summary. */
final class Tables {
    private static final int SHOWN = 12;

    private Tables() {}

    static Table daily(CostSummary summary) {
        var series = DailyPiles.of(summary).series();
        var heads = new ArrayList<Table.Head>();
        heads.add(Table.words("day"));
        heads.add(Table.words("state"));
        heads.add(Table.number("billed"));
        heads.add(Table.number("effective"));
        series.keySet().forEach(name -> heads.add(Table.number(name)));
        var rows = new ArrayList<List<Cell>>();
        for (var day : summary.asked().days()) {
            var row = new ArrayList<Cell>();
            row.add(new Text(day.toString()));
            row.add(new Text(state(summary, day)));
            var total = Optional.ofNullable(summary.days().get(day));
            row.add(cell(total.map(sum -> sum.billed())));
            row.add(cell(total.map(sum -> sum.effective())));
            for (var one : series.values()) {
                row.add(cell(total.map(_ -> one.getOrDefault(day, BigDecimal.ZERO))));
            }
            rows.add(row);
        }
        return new Table("days", "Costs by day and service", heads, rows, Integer.MAX_VALUE);
    }

    private static String state(CostSummary summary, LocalDate day) {
        if (!summary.days().containsKey(day)) {
            return "not known";
        }
        return summary.isProvisional(day) ? "may still grow" : "settled";
    }

    private static Cell cell(Optional<BigDecimal> amount) {
        return amount.<Cell>map(Amount::new).orElseGet(Unknown::new);
    }

    static Table ranking(Ranking ranking) {
        var heads = new ArrayList<Table.Head>();
        ranking.columns().forEach(column -> heads.add(Table.words(column)));
        for (var number : List.of("billed", "effective", "billed before", "change", "change %")) {
            heads.add(Table.number(number));
        }
        return new Table(
                file(ranking.title()),
                ranking.title(),
                heads,
                ranking.rows().stream().map(Tables::row).toList(),
                SHOWN);
    }

    private static List<Cell> row(Ranking.Row row) {
        var cells = new ArrayList<Cell>();
        row.key().parts().forEach(part -> cells.add(new Text(part)));
        cells.add(new Amount(row.now().billed()));
        cells.add(new Amount(row.now().effective()));
        cells.add(new Amount(row.before().billed()));
        cells.add(new Change(row.change()));
        cells.add(new Percent(row.changePercent()));
        return cells;
    }

    static Table movers(String file, String title, List<Ranking.Row> movers) {
        return new Table(
                file,
                title,
                List.of(
                        Table.words("service"),
                        Table.words("account"),
                        Table.number("billed"),
                        Table.number("change"),
                        Table.number("change %")),
                movers.stream()
                        .map(
                                row ->
                                        List.<Cell>of(
                                                new Text(row.key().part(2)),
                                                new Text(row.key().part(1)),
                                                new Amount(row.now().billed()),
                                                new Change(row.change()),
                                                new Percent(row.changePercent())))
                        .toList(),
                Integer.MAX_VALUE);
    }

    static Table budgets(CostSummary summary) {
        return new Table(
                "budgets",
                "Budgets of this month",
                List.of(
                        Table.words("budget"),
                        Table.words("counts"),
                        Table.number("limit"),
                        Table.number("spent"),
                        Table.number("expected"),
                        Table.words("crossed"),
                        Table.words("figures")),
                summary.budgets().stream()
                        .map(
                                standing ->
                                        List.of(
                                                new Text(standing.budget().name()),
                                                new Text(counts(standing.budget().watch())),
                                                new Amount(standing.budget().limit()),
                                                cell(standing.spent()),
                                                expected(standing.crossing()),
                                                new Text(crossing(standing.crossing())),
                                                new Text(
                                                        standing.waiting()
                                                                .map(Budget.Waiting::words)
                                                                .orElse("of today"))))
                        .toList(),
                Integer.MAX_VALUE);
    }

    private static String counts(Budget.Watch watch) {
        return switch (watch) {
            case Budget.Everything _ -> "everything";
            case Budget.OfService(var service) -> "service " + service;
            case Budget.OfAccount(var account) -> "account " + account;
            case Budget.OfTag(var key, var value) -> "tag " + key + "=" + value;
            case Budget.ByAws _ -> "as AWS Budgets says";
        };
    }

    private static Cell expected(Budget.Crossing crossing) {
        return switch (crossing) {
            case Budget.Crossed _, Budget.Unknown _ -> new Unknown();
            case Budget.Will(_, var expected) -> new Amount(expected);
            case Budget.Not(var expected) -> new Amount(expected);
        };
    }

    static String crossing(Budget.Crossing crossing) {
        return switch (crossing) {
            case Budget.Crossed(var on) -> on.map(day -> "on " + day).orElse("yes");
            case Budget.Will(var on, _) -> "will be on " + on;
            case Budget.Not _ -> "not this month";
            case Budget.Unknown(var why) -> "not known: " + why;
        };
    }

    static Table tags(CostSummary summary) {
        return new Table(
                "untagged",
                "Without allocation tags",
                List.of(
                        Table.words("tag"),
                        Table.number("billed without it"),
                        Table.number("share %")),
                summary.tags().stream()
                        .map(
                                tag ->
                                        List.<Cell>of(
                                                new Text(tag.key()),
                                                new Amount(tag.untagged()),
                                                new Share(tag.untaggedPercent())))
                        .toList(),
                Integer.MAX_VALUE);
    }

    static Table commitments(List<Commitment> commitments) {
        return new Table(
                "commitments",
                "Bought in advance",
                List.of(
                        Table.words("kind"),
                        Table.number("coverage %"),
                        Table.number("utilisation %")),
                commitments.stream()
                        .map(
                                one ->
                                        List.<Cell>of(
                                                new Text(one.name()),
                                                new Share(one.coverage()),
                                                new Share(one.utilisation())))
                        .toList(),
                Integer.MAX_VALUE);
    }

    static Table purchases(List<Purchase> purchases) {
        return new Table(
                "purchases",
                "Worth evaluating",
                List.of(
                        Table.words("kind"),
                        Table.words("what"),
                        Table.words("how much"),
                        Table.words("account"),
                        Table.number("saves a month"),
                        Table.words("currency"),
                        Table.number("saves %")),
                purchases.stream()
                        .map(
                                one ->
                                        List.<Cell>of(
                                                new Text(one.kind()),
                                                new Text(one.what()),
                                                new Text(one.quantity()),
                                                new Text(one.account().orElse("any")),
                                                new Amount(one.monthlySaving()),
                                                new Text(one.currency()),
                                                new Share(one.savingPercent())))
                        .toList(),
                20);
    }

    /** Letters and digits of a title, fit for the name of a file. */
    private static String file(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
