package dev.nightshift.cdk;

import dev.nightshift.cdk.Escalation.Watch;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** Where a schedule's tick, an alarm's event or a failed invocation ends that nobody could take. */
final class Undelivered {
    private Undelivered() {}

    static Queue in(Construct scope, Blueprint blueprint, Escalation escalation) {
        var queue = deadLetters(scope, "Undelivered", blueprint.name("undelivered"));
        escalation.alarm(
                scope,
                "UndeliveredAlarm",
                depth(
                        "undelivered",
                        "A tick or an event reached no automation, or its function failed on every"
                                + " attempt. "
                                + blueprint.runbook("alarms"),
                        queue));
        return queue;
    }

    static Queue deadLetters(Construct scope, String id, String name) {
        return Queue.Builder.create(scope, id)
                .queueName(name)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14))
                .build();
    }

    static Watch depth(String name, String description, Queue queue) {
        return new Watch(
                name,
                description,
                queue.metricApproximateNumberOfMessagesVisible(
                        MetricOptions.builder()
                                .statistic("Maximum")
                                .period(Duration.minutes(5))
                                .build()),
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                0,
                1,
                TreatMissingData.NOT_BREACHING);
    }
}
