package dev.nightshift.costs.report;

import dev.nightshift.costs.explorer.BudgetList.AwsBudget;
import dev.nightshift.costs.explorer.Commitments.Coverage;
import dev.nightshift.costs.explorer.Commitments.Utilization;
import dev.nightshift.costs.explorer.Explorer;
import dev.nightshift.costs.explorer.Forecasts;
import dev.nightshift.costs.explorer.Forecasts.Step;
import dev.nightshift.costs.explorer.PurchaseAdvice;
import dev.nightshift.costs.summary.Budget;
import dev.nightshift.costs.summary.Commitment;
import dev.nightshift.costs.summary.Forecast;
import dev.nightshift.costs.summary.Period;
import dev.nightshift.costs.summary.Purchase;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Cost Explorer and AWS Budgets tell beside figures, in the words of a report.
 *
 * @param ours how the names of budgets begin that the deployment has made of the settings
 */
record ExplorerExtras(Explorer explorer, String ours) implements CostReportGateways.Extras {
    @Override
    public List<Forecast.Rest> forecasts(YearMonth month) {
        return explorer.forecasts().forecast(month.atEndOfMonth(), Step.MONTH).stream()
                .flatMap(
                        forecast ->
                                forecast.periods().stream()
                                        .limit(1)
                                        .map(period -> rest(forecast.currency(), period)))
                .toList();
    }

    private static Forecast.Rest rest(String currency, Forecasts.Period period) {
        return new Forecast.Rest(
                currency,
                period.first(),
                period.mean(),
                period.low(),
                period.high(),
                Forecasts.INTERVAL_PERCENT,
                "Cost Explorer's forecast");
    }

    @Override
    public List<Commitment> commitments(Period period) {
        var known = explorer.commitments();
        return Stream.of(
                        commitment(
                                "Reservations",
                                known.reservationCoverage(period.first(), period.last()),
                                known.reservationUtilization(period.first(), period.last())),
                        commitment(
                                "Savings Plans",
                                known.savingsPlansCoverage(period.first(), period.last()),
                                known.savingsPlansUtilization(period.first(), period.last())))
                .toList();
    }

    private static Commitment commitment(
            String name, Optional<Coverage> coverage, Optional<Utilization> utilization) {
        return new Commitment(
                name,
                coverage.flatMap(Coverage::percent),
                utilization.flatMap(Utilization::percent));
    }

    @Override
    public List<Purchase> savingsPlans() {
        return explorer.purchases().savingsPlan().stream().map(ExplorerExtras::purchase).toList();
    }

    @Override
    public List<Purchase> reservations(String service) {
        return explorer.purchases().reservations(service).stream()
                .map(ExplorerExtras::purchase)
                .toList();
    }

    private static Purchase purchase(PurchaseAdvice.Purchase advised) {
        var quantity = advised.quantity().stripTrailingZeros().toPlainString();
        return new Purchase(
                switch (advised.kind()) {
                    case SAVINGS_PLAN -> "Savings Plan";
                    case RESERVATION -> "Reservation";
                },
                advised.what(),
                switch (advised.kind()) {
                    case SAVINGS_PLAN -> quantity + " " + advised.currency() + " an hour";
                    case RESERVATION ->
                            quantity + (quantity.equals("1") ? " instance" : " instances");
                },
                advised.account(),
                advised.monthlySaving(),
                advised.savingPercent(),
                advised.currency());
    }

    @Override
    public List<Budget> budgets() {
        return explorer.budgets().budgets().stream()
                .filter(budget -> budget.ofMoney() && budget.period().equals("MONTHLY"))
                .filter(budget -> !budget.name().startsWith(ours))
                .flatMap(budget -> budget(budget).stream())
                .toList();
    }

    private static Optional<Budget> budget(AwsBudget budget) {
        return budget.limit()
                .map(
                        limit ->
                                new Budget(
                                        budget.name(),
                                        budget.unit(),
                                        limit,
                                        new Budget.ByAws(budget.actual(), budget.forecast())));
    }

    @Override
    public Optional<String> spent() {
        return Optional.of(explorer.spending().text());
    }
}
