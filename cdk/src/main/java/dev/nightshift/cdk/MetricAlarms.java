package dev.nightshift.cdk;

import dev.nightshift.core.automation.MetricAlarm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmRule;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.IAlarmRule;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.constructs.Construct;

/** The alarms of what an automation looks after, and one over each group of them for people. */
final class MetricAlarms extends Construct {
    private MetricAlarms(Construct scope, String id) {
        super(scope, id);
    }

    static void in(Construct scope, Bundle bundle, Scheduled automation) {
        if (automation.alarms().isEmpty()) {
            return;
        }
        var alarms = new MetricAlarms(scope, automation.name() + "-alarms");
        var groups = new LinkedHashMap<String, List<IAlarmRule>>();
        for (var each : automation.alarms()) {
            groups.computeIfAbsent(each.group(), any -> new ArrayList<>())
                    .add(alarms.alarm(bundle, each));
        }
        groups.forEach((group, rules) -> alarms.over(bundle.blueprint(), group, rules));
        bundle.escalation().counts(automation.alarms().size() + groups.size());
    }

    private Alarm alarm(Bundle bundle, MetricAlarm alarm) {
        var name = alarm.name();
        return Alarm.Builder.create(
                        this, Names.pascal(name.substring(bundle.blueprint().name("").length())))
                .alarmName(name)
                .alarmDescription(alarm.description())
                .metric(metric(alarm))
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .threshold(alarm.threshold())
                .datapointsToAlarm(alarm.breaching())
                .evaluationPeriods(alarm.periods())
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
    }

    private static IMetric metric(MetricAlarm alarm) {
        var period = Duration.seconds(MetricAlarm.PERIOD_SECONDS);
        var metrics = new LinkedHashMap<String, IMetric>();
        for (var each : alarm.metrics()) {
            metrics.put(
                    each.id(),
                    Metric.Builder.create()
                            .namespace(each.namespace())
                            .metricName(each.name())
                            .dimensionsMap(each.dimensions())
                            .statistic(each.statistic())
                            .period(period)
                            .build());
        }
        return alarm.expression().isEmpty()
                ? metrics.firstEntry().getValue()
                : MathExpression.Builder.create()
                        .expression(alarm.expression())
                        // in an order that is the same in every process
                        .usingMetrics(new TreeMap<>(metrics))
                        .period(period)
                        .build();
    }

    private void over(Blueprint blueprint, String group, List<IAlarmRule> rules) {
        CompositeAlarm.Builder.create(this, Names.pascal(group))
                .compositeAlarmName(blueprint.name(group))
                .alarmDescription(group + " is not well")
                .alarmRule(AlarmRule.anyOf(rules.toArray(IAlarmRule[]::new)))
                .build();
    }
}
