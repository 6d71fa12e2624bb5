package dev.nightshift.costs.explorer;

import dev.nightshift.costs.explorer.BillingCalls.Page;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.SavingsPlansCoverageData;

/**
 * Cost Explorer's word on reservations and Savings Plans, one request a question.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetReservationCoverage.html">
 *     GetReservationCoverage</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetSavingsPlansUtilization.html">
 *     GetSavingsPlansUtilization</a>
 */
final class ExplorerCommitments implements Commitments {
    private static final String COVERAGE = "coverage";
    private static final String UTILIZATION = "utilization";

    private final CostExplorerClient explorer;
    private final Desk desk;

    ExplorerCommitments(CostExplorerClient explorer, Desk desk) {
        this.explorer = explorer;
        this.desk = desk;
    }

    @Override
    public Optional<Coverage> reservationCoverage(LocalDate first, LocalDate last) {
        return asked("reservation coverage", first, last, () -> reservationsCovered(first, last))
                .flatMap(answer -> coverage(answer, Unit.HOURS));
    }

    @Override
    public Optional<Utilization> reservationUtilization(LocalDate first, LocalDate last) {
        return asked("reservation utilization", first, last, () -> reservationsUsed(first, last))
                .flatMap(answer -> utilization(answer, Unit.HOURS));
    }

    @Override
    public Optional<Coverage> savingsPlansCoverage(LocalDate first, LocalDate last) {
        return asked("Savings Plans coverage", first, last, () -> plansCovered(first, last))
                .flatMap(answer -> coverage(answer, Unit.MONEY));
    }

    @Override
    public Optional<Utilization> savingsPlansUtilization(LocalDate first, LocalDate last) {
        return asked("Savings Plans utilization", first, last, () -> plansUsed(first, last))
                .flatMap(answer -> utilization(answer, Unit.MONEY));
    }

    private Optional<Answer> asked(
            String question, LocalDate first, LocalDate last, Supplier<List<Row>> rows) {
        if (last.isBefore(first) || !last.isBefore(desk.today())) {
            throw new IllegalArgumentException(
                    "%s from %s to %s, on %s; expected days that are over"
                            .formatted(question, first, last, desk.today()));
        }
        // unlike costs by day, a sum over other days says nothing about these
        return desk.ask(
                        question + " from " + first + " to " + last,
                        first,
                        last,
                        () -> BillingCalls.orUnavailable(rows),
                        ExplorerCommitments::checked)
                .content();
    }

    /** The total is on the first page; further ones would be paid for in vain. */
    private List<Row> reservationsCovered(LocalDate first, LocalDate last) {
        var answer =
                BillingCalls.call(
                        "read the reservation coverage",
                        () ->
                                explorer.getReservationCoverage(
                                        r ->
                                                r.timePeriod(BillingCalls.days(first, last))
                                                        .granularity(Granularity.MONTHLY)));
        return rows(
                Optional.ofNullable(answer.total())
                        .flatMap(total -> Optional.ofNullable(total.coverageHours()))
                        .map(
                                hours ->
                                        Row.of(
                                                COVERAGE,
                                                BillingCalls.cell(hours.reservedHours()),
                                                BillingCalls.cell(hours.totalRunningHours()))));
    }

    private List<Row> reservationsUsed(LocalDate first, LocalDate last) {
        var answer =
                BillingCalls.call(
                        "read the reservation utilization",
                        () ->
                                explorer.getReservationUtilization(
                                        r ->
                                                r.timePeriod(BillingCalls.days(first, last))
                                                        .granularity(Granularity.MONTHLY)));
        return rows(
                Optional.ofNullable(answer.total())
                        .map(
                                total ->
                                        Row.of(
                                                UTILIZATION,
                                                BillingCalls.cell(total.totalActualHours()),
                                                BillingCalls.cell(total.purchasedHours()),
                                                BillingCalls.cell(total.netRISavings()))));
    }

    private static List<Row> rows(Optional<Row> row) {
        return List.of(row.orElse(Row.UNAVAILABLE));
    }

    private List<Row> plansCovered(LocalDate first, LocalDate last) {
        return BillingCalls.pages(
                        "read the Savings Plans coverage",
                        token -> {
                            var page =
                                    explorer.getSavingsPlansCoverage(
                                            r ->
                                                    r.timePeriod(BillingCalls.days(first, last))
                                                            .granularity(Granularity.MONTHLY)
                                                            .nextToken(token.orElse(null)));
                            return new Page<>(page.savingsPlansCoverages(), page.nextToken());
                        })
                .stream()
                .flatMap(List::stream)
                .map(
                        one ->
                                Optional.ofNullable(one.coverage())
                                        .map(ExplorerCommitments::covered)
                                        .orElse(Row.UNAVAILABLE))
                .toList();
    }

    private static Row covered(SavingsPlansCoverageData data) {
        return Row.of(
                COVERAGE,
                BillingCalls.cell(data.spendCoveredBySavingsPlans()),
                BillingCalls.cell(data.totalCost()));
    }

    private List<Row> plansUsed(LocalDate first, LocalDate last) {
        var answer =
                BillingCalls.call(
                        "read the Savings Plans utilization",
                        () ->
                                explorer.getSavingsPlansUtilization(
                                        r ->
                                                r.timePeriod(BillingCalls.days(first, last))
                                                        .granularity(Granularity.MONTHLY)));
        return rows(
                Optional.ofNullable(answer.total())
                        .filter(total -> total.utilization() != null)
                        .map(
                                total ->
                                        Row.of(
                                                UTILIZATION,
                                                BillingCalls.cell(
                                                        total.utilization().usedCommitment()),
                                                BillingCalls.cell(
                                                        total.utilization().totalCommitment()),
                                                Optional.ofNullable(total.savings())
                                                        .map(s -> BillingCalls.cell(s.netSavings()))
                                                        .orElse(""))));
    }

    /** Reads everything once, so that what cannot be read is found where it can be asked again. */
    private static Optional<Answer> checked(Answer answer) {
        if (answer.unavailable() || answer.rows().isEmpty()) {
            return Optional.empty();
        }
        for (var row : answer.rows()) {
            row.amount(1);
            row.amount(2);
            if (row.kind().equals(UTILIZATION)) {
                row.amountIfAny(3);
            }
        }
        return Optional.of(answer);
    }

    private static Optional<Coverage> coverage(Answer answer, Unit unit) {
        return Optional.of(new Coverage(sum(answer, 1), sum(answer, 2), unit));
    }

    private static Optional<Utilization> utilization(Answer answer, Unit unit) {
        return Optional.of(
                new Utilization(
                        sum(answer, 1),
                        sum(answer, 2),
                        unit,
                        answer.rows().getFirst().amountIfAny(3)));
    }

    private static BigDecimal sum(Answer answer, int cell) {
        return answer.rows().stream()
                .map(row -> row.amount(cell))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
