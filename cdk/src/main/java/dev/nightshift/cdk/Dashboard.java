package dev.nightshift.cdk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.constructs.Construct;

/** One page that answers: did everything run, did it work, and was everyone told. */
final class Dashboard {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int HALF = 12;

    private Dashboard() {}

    static software.amazon.awscdk.services.cloudwatch.Dashboard in(
            Construct scope,
            Blueprint blueprint,
            List<ScheduledAutomation> automations,
            NotifierRoom notifier,
            software.amazon.awscdk.services.sqs.Queue undelivered) {
        var runs = new ArrayList<IMetric>();
        var errors = new ArrayList<IMetric>();
        var durations = new ArrayList<IMetric>();
        for (var automation : automations) {
            var name = automation.automation.name();
            runs.add(
                    ScheduledAutomation.runsCompleted(blueprint, automation.automation, HOUR)
                            .with(MetricOptions.builder().label(name).build()));
            errors.add(
                    automation.function.errors().with(MetricOptions.builder().label(name).build()));
            durations.add(
                    automation.function.live.metricDuration(
                            MetricOptions.builder().statistic("Maximum").label(name).build()));
        }
        errors.add(
                notifier.function.errors().with(MetricOptions.builder().label("notifier").build()));
        return software.amazon.awscdk.services.cloudwatch.Dashboard.Builder.create(
                        scope, "Dashboard")
                .dashboardName(blueprint.prefix())
                .widgets(
                        List.of(
                                List.<IWidget>of(
                                        TextWidget.Builder.create()
                                                .markdown(
                                                        "# Nightshift, stage " + blueprint.stage())
                                                .width(2 * HALF)
                                                .height(2)
                                                .build()),
                                List.<IWidget>of(
                                        graph("Runs completed, per hour", runs),
                                        graph("Errors", errors)),
                                List.<IWidget>of(
                                        graph("Longest run (ms)", durations),
                                        graph(
                                                "Waiting, dead and undelivered",
                                                List.of(
                                                        notifier.queue
                                                                .metricApproximateNumberOfMessagesVisible(),
                                                        notifier.dead
                                                                .metricApproximateNumberOfMessagesVisible(),
                                                        undelivered
                                                                .metricApproximateNumberOfMessagesVisible())))))
                .build();
    }

    private static GraphWidget graph(String title, List<? extends IMetric> metrics) {
        return GraphWidget.Builder.create().title(title).left(metrics).width(HALF).build();
    }
}
