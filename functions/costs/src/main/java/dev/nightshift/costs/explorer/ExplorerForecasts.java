package dev.nightshift.costs.explorer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.GetCostForecastResponse;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.Metric;

/**
 * Cost Explorer's forecast.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostForecast.html">
 *     GetCostForecast</a>
 */
final class ExplorerForecasts implements Forecasts {
    private static final String TOTAL = "total";
    private static final String PERIOD = "period";

    private final CostExplorerClient explorer;
    private final Desk desk;

    ExplorerForecasts(CostExplorerClient explorer, Desk desk) {
        this.explorer = explorer;
        this.desk = desk;
    }

    @Override
    public Optional<Forecast> forecast(LocalDate last, Step step) {
        var today = desk.today();
        if (last.isBefore(today)) {
            throw new IllegalArgumentException(
                    "a forecast until %s, on %s; expected a day that is not over"
                            .formatted(last, today));
        }
        return desk.ask(
                        "forecast by " + (step == Step.DAY ? "day" : "month") + " until " + last,
                        today,
                        last,
                        () -> rows(today, last, step),
                        ExplorerForecasts::read)
                .content();
    }

    private List<Row> rows(LocalDate today, LocalDate last, Step step) {
        return BillingCalls.orUnavailable(
                () -> rows(BillingCalls.call("read the forecast", () -> asked(today, last, step))));
    }

    private GetCostForecastResponse asked(LocalDate today, LocalDate last, Step step) {
        return explorer.getCostForecast(
                r ->
                        r.timePeriod(BillingCalls.days(today, last))
                                .metric(Metric.UNBLENDED_COST)
                                .granularity(
                                        step == Step.DAY ? Granularity.DAILY : Granularity.MONTHLY)
                                .predictionIntervalLevel(INTERVAL_PERCENT));
    }

    private static List<Row> rows(GetCostForecastResponse answer) {
        var rows = new ArrayList<Row>();
        Optional.ofNullable(answer.total())
                .map(
                        total ->
                                Row.of(
                                        TOTAL,
                                        BillingCalls.cell(total.unit()),
                                        BillingCalls.cell(total.amount())))
                .ifPresent(rows::add);
        answer.forecastResultsByTime()
                .forEach(
                        one ->
                                rows.add(
                                        Row.of(
                                                PERIOD,
                                                BillingCalls.cell(one.timePeriod().start()),
                                                BillingCalls.cell(one.timePeriod().end()),
                                                BillingCalls.cell(one.meanValue()),
                                                BillingCalls.cell(
                                                        one.predictionIntervalLowerBound()),
                                                BillingCalls.cell(
                                                        one.predictionIntervalUpperBound()))));
        return rows;
    }

    private static Optional<Forecast> read(Answer answer) {
        if (answer.unavailable()) {
            return Optional.empty();
        }
        var total =
                answer.rows().stream()
                        .filter(row -> row.kind().equals(TOTAL))
                        .findFirst()
                        .orElseThrow(() -> new Row.Malformed("a forecast without a total"));
        var periods =
                answer.rows().stream()
                        .filter(row -> row.kind().equals(PERIOD))
                        .map(
                                row ->
                                        new Period(
                                                row.day(1),
                                                row.day(2).minusDays(1),
                                                row.amount(3),
                                                row.amountIfAny(4),
                                                row.amountIfAny(5)))
                        .toList();
        var currency =
                total.textIfAny(1)
                        .orElseThrow(() -> new Row.Malformed("a forecast without a currency"));
        return Optional.of(new Forecast(currency, total.amount(2), periods, answer.today()));
    }
}
