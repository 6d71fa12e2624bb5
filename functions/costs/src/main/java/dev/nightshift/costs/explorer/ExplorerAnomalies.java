package dev.nightshift.costs.explorer;

import dev.nightshift.costs.explorer.BillingCalls.Page;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.Anomaly;

/**
 * What Cost Anomaly Detection tells.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetAnomalies.html">
 *     GetAnomalies</a>
 */
final class ExplorerAnomalies implements DetectedAnomalies {
    private static final String ANOMALY = "anomaly";

    /** Of the anomaly above it. */
    private static final String CAUSE = "cause";

    private static final int PAGE = 100;
    private static final int LONGEST_DAYS = 90;

    /** Times come as {@code 2026-11-01T00:00:00Z}, or as a day alone. */
    private static final int DAY_CHARACTERS = 10;

    private final CostExplorerClient explorer;
    private final Desk desk;

    ExplorerAnomalies(CostExplorerClient explorer, Desk desk) {
        this.explorer = explorer;
        this.desk = desk;
    }

    @Override
    public List<DetectedAnomaly> lastDays(int days) {
        if (days < 1 || days > LONGEST_DAYS) {
            throw new IllegalArgumentException(
                    "anomalies of the last %d days; expected 1 to %d"
                            .formatted(days, LONGEST_DAYS));
        }
        var today = desk.today();
        var first = today.minusDays(days - 1L);
        return desk.ask(
                        "anomalies of the last " + days + " days",
                        first,
                        today,
                        () -> rows(first, today),
                        ExplorerAnomalies::read)
                .content();
    }

    private List<Row> rows(LocalDate first, LocalDate last) {
        var rows = new ArrayList<Row>();
        BillingCalls.pages(
                        "list the anomalies since " + first,
                        token -> {
                            var page =
                                    explorer.getAnomalies(
                                            r ->
                                                    // here the end is included
                                                    r.dateInterval(
                                                                    d ->
                                                                            d.startDate(
                                                                                            first
                                                                                                    .toString())
                                                                                    .endDate(
                                                                                            last
                                                                                                    .toString()))
                                                            .maxResults(PAGE)
                                                            .nextPageToken(token.orElse(null)));
                            return new Page<>(page.anomalies(), page.nextPageToken());
                        })
                .forEach(page -> page.forEach(anomaly -> add(rows, anomaly)));
        return rows;
    }

    private static void add(List<Row> rows, Anomaly anomaly) {
        var impact = Optional.ofNullable(anomaly.impact());
        rows.add(
                Row.of(
                        ANOMALY,
                        BillingCalls.cell(anomaly.anomalyId()),
                        day(anomaly.anomalyStartDate()),
                        day(anomaly.anomalyEndDate()),
                        BillingCalls.cell(anomaly.dimensionValue()),
                        impact.map(i -> number(i.totalImpact())).orElse(""),
                        impact.map(i -> number(i.totalExpectedSpend())).orElse(""),
                        impact.map(i -> number(i.totalActualSpend())).orElse("")));
        anomaly.rootCauses()
                .forEach(
                        cause ->
                                rows.add(
                                        Row.of(
                                                CAUSE,
                                                BillingCalls.cell(cause.service()),
                                                BillingCalls.cell(cause.linkedAccount()),
                                                BillingCalls.cell(cause.region()),
                                                BillingCalls.cell(cause.usageType()),
                                                cause.impact() == null
                                                        ? ""
                                                        : number(cause.impact().contribution()))));
    }

    private static String day(String timeOrNull) {
        var time = BillingCalls.cell(timeOrNull);
        return time.length() > DAY_CHARACTERS ? time.substring(0, DAY_CHARACTERS) : time;
    }

    /** As AWS wrote it, and not as a computer holds it. */
    private static String number(Double valueOrNull) {
        return valueOrNull == null ? "" : BigDecimal.valueOf(valueOrNull).toPlainString();
    }

    private static List<DetectedAnomaly> read(Answer answer) {
        var anomalies = new ArrayList<DetectedAnomaly>();
        var rows = answer.rows();
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (!row.kind().equals(ANOMALY)) {
                continue;
            }
            var causes =
                    rows.subList(i + 1, rows.size()).stream()
                            .takeWhile(next -> next.kind().equals(CAUSE))
                            .map(ExplorerAnomalies::cause)
                            .toList();
            anomalies.add(
                    new DetectedAnomaly(
                            row.text(1),
                            row.day(2),
                            row.textIfAny(3).map(any -> row.day(3)),
                            row.textIfAny(4),
                            row.amount(5),
                            row.amountIfAny(6),
                            row.amountIfAny(7),
                            causes));
        }
        return List.copyOf(anomalies);
    }

    private static Cause cause(Row row) {
        return new Cause(
                row.textIfAny(1),
                row.textIfAny(2),
                row.textIfAny(3),
                row.textIfAny(4),
                row.amountIfAny(5));
    }
}
