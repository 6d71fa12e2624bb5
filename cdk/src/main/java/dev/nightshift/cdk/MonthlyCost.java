package dev.nightshift.cdk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the bundle itself costs in a month of 730 hours, from what it consists of and how often it
 * ticks: list prices of us-east-1, read on 2026-11-22, free tiers not counted. What the automations
 * make (snapshots, copies) is not in it.
 */
record MonthlyCost(List<Line> lines) {
    /** {@code quantity} of something at {@code each} US dollars. */
    record Line(String what, double quantity, String each) {
        BigDecimal usd() {
            return BigDecimal.valueOf(quantity).multiply(new BigDecimal(each));
        }
    }

    private static final Duration MONTH = Duration.ofHours(730);

    // https://aws.amazon.com/cloudwatch/pricing/
    private static final String ALARM = "0.10";
    private static final String CUSTOM_METRIC = "0.30";
    private static final String DASHBOARD = "3.00";
    private static final String LOG_GIGABYTE = "0.50";
    // https://aws.amazon.com/kms/pricing/
    private static final String KEY = "1.00";
    // https://aws.amazon.com/secrets-manager/pricing/
    private static final String SECRET = "0.40";
    // https://aws.amazon.com/lambda/pricing/ (arm64)
    private static final String GIGABYTE_SECOND = "0.0000133334";
    private static final String INVOCATION = "0.0000002";
    // https://aws.amazon.com/eventbridge/pricing/
    private static final String SCHEDULED = "0.000001";
    // https://aws.amazon.com/dynamodb/pricing/on-demand/
    private static final String WRITE = "0.000000625";
    // https://aws.amazon.com/xray/pricing/
    private static final String TRACE = "0.000005";
    // https://aws.amazon.com/sqs/pricing/ (standard)
    private static final String POLL = "0.0000004";
    // https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/budgets-managing-costs.html (a
    // day; the first two of an account are free, and AWS may charge for none that only tells)
    private static final String BUDGET_DAY = "0.02";

    /** A guess at one run, on the high side; the ledger and the report say what it really was. */
    private static final double RUN_SECONDS = 10;

    private static final double RUN_GIGABYTES = 0.5;
    private static final double RUN_WRITES = 20;
    private static final double RUN_LOG_GIGABYTES = 0.00005;

    /** Lambda polls a queue with five connections that wait 20 seconds each. */
    private static final double POLLS = 5 * MONTH.toSeconds() / 20.0;

    /** What core.runner.RunMetrics writes for each automation. */
    private static final int METRICS = 6;

    /** Told, kept, undeliverable: what the notifier writes. */
    private static final int NOTIFIER_METRICS = 3;

    static MonthlyCost of(Blueprint blueprint, int alarms) {
        var runs =
                blueprint.automations().stream()
                        .mapToDouble(
                                automation ->
                                        (double) MONTH.toSeconds()
                                                / automation.longestGap().toSeconds())
                        .sum();
        var lines = new ArrayList<Line>();
        lines.add(new Line("alarms", alarms, ALARM));
        lines.add(
                new Line(
                        "metrics",
                        METRICS * blueprint.automations().size() + NOTIFIER_METRICS,
                        CUSTOM_METRIC));
        lines.add(new Line("dashboard", 1, DASHBOARD));
        lines.add(new Line("recovery key", 1, KEY));
        lines.add(new Line("secrets", blueprint.approvals().isPresent() ? 2 : 1, SECRET));
        lines.add(
                new Line(
                        "budgets",
                        (1 + CostBudgets.watchable(blueprint).size()) * MONTH.toHours() / 24.0,
                        BUDGET_DAY));
        lines.add(new Line("computing", runs * RUN_SECONDS * RUN_GIGABYTES, GIGABYTE_SECOND));
        lines.add(new Line("invocations", runs, INVOCATION));
        lines.add(new Line("schedules", runs, SCHEDULED));
        lines.add(new Line("ledger", runs * RUN_WRITES, WRITE));
        lines.add(new Line("traces", runs, TRACE));
        lines.add(new Line("logs", runs * RUN_LOG_GIGABYTES, LOG_GIGABYTE));
        lines.add(new Line("polling", POLLS, POLL));
        return new MonthlyCost(lines);
    }

    BigDecimal usd() {
        return lines.stream()
                .map(Line::usd)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(2, RoundingMode.HALF_UP);
    }

    /** {@code USD 7.12 (alarms 0.60, …)}: the dearest first, cents and less summed up. */
    @Override
    public String toString() {
        var cent = new BigDecimal("0.01");
        var dear =
                lines.stream()
                        .filter(line -> line.usd().compareTo(cent) >= 0)
                        .sorted((one, other) -> other.usd().compareTo(one.usd()))
                        .map(
                                line ->
                                        String.format(
                                                Locale.ROOT,
                                                "%s %s",
                                                line.what(),
                                                line.usd().setScale(2, RoundingMode.HALF_UP)))
                        .collect(Collectors.joining(", "));
        return "USD " + usd() + " (" + dear + ")";
    }
}
