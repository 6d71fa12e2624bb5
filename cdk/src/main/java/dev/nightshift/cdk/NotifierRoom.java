package dev.nightshift.cdk;

import dev.nightshift.cdk.Escalation.Watch;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.lambda.FunctionEnvironment;
import dev.nightshift.notices.Notifier;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscription;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * From the topic of notices to people: a queue that keeps what a channel cannot take now, the
 * function that knows the channels, and the alarms that tell by the second route.
 */
final class NotifierRoom extends Construct {
    final Topic topic;
    final Queue queue;
    final Queue dead;
    final HouseFunction function;

    NotifierRoom(
            Construct scope,
            Blueprint blueprint,
            Table ledger,
            Escalation escalation,
            LayerVersion settings) {
        super(scope, Notifier.NAME);
        topic =
                Topic.Builder.create(this, "Topic")
                        .topicName(blueprint.name("notices"))
                        .enforceSsl(true)
                        .build();
        // AWS's own key for SNS, which every principal of the account that may publish may use
        ((CfnTopic) Objects.requireNonNull(topic.getNode().getDefaultChild()))
                .setKmsMasterKeyId("alias/aws/sns");
        dead = Undelivered.deadLetters(this, "Dead", blueprint.name("notices-dead"));
        queue =
                Queue.Builder.create(this, "Queue")
                        .queueName(blueprint.name("notices"))
                        .encryption(QueueEncryption.SQS_MANAGED)
                        .enforceSsl(true)
                        .retentionPeriod(
                                software.amazon.awscdk.Duration.seconds(
                                        Notifier.QUEUE_RETENTION.toSeconds()))
                        .visibilityTimeout(
                                software.amazon.awscdk.Duration.seconds(
                                        Notifier.QUEUE_VISIBILITY.toSeconds()))
                        .deadLetterQueue(
                                DeadLetterQueue.builder()
                                        .queue(dead)
                                        .maxReceiveCount(Notifier.MAX_RECEIVES)
                                        .build())
                        .build();
        topic.addSubscription(
                SqsSubscription.Builder.create(queue)
                        .rawMessageDelivery(true)
                        .deadLetterQueue(dead)
                        .build());
        function =
                new HouseFunction(
                        this,
                        blueprint,
                        settings,
                        new HouseFunction.Traits(
                                blueprint.name(Notifier.NAME),
                                "Tells people what the automations found and did",
                                Notifier.HANDLER,
                                Notifier.MEMORY_MB,
                                Notifier.TIMEOUT,
                                Map.of(
                                        FunctionEnvironment.LEDGER,
                                        ledger.getTableName(),
                                        Notifier.ENV_QUEUE,
                                        queue.getQueueUrl(),
                                        Notifier.ENV_DEAD,
                                        dead.getQueueUrl(),
                                        Notifier.ENV_ESCALATION,
                                        escalation.topic.getTopicArn()),
                                Grants.of(
                                        Notifier.permissions(
                                                blueprint.slackSecret(),
                                                new Place(
                                                        new Scope(blueprint.stage(), Notifier.NAME),
                                                        blueprint.regions())),
                                        blueprint.regions().home()),
                                Optional.empty(),
                                Optional.empty()));
        EventSourceMapping.Builder.create(this, "FromQueue")
                .target(function.live)
                .eventSourceArn(queue.getQueueArn())
                .batchSize(Notifier.BATCH_SIZE)
                .maxConcurrency(Notifier.MAX_CONCURRENCY)
                .reportBatchItemFailures(true)
                .build();
        watch(escalation, blueprint.runbook(Notifier.NAME));
    }

    private void watch(Escalation escalation, String runbook) {
        escalation.alarm(
                this,
                "DeadAlarm",
                Undelivered.depth(
                        "notices-dead",
                        "A notice could not be told and waits in the dead letters. " + runbook,
                        dead));
        escalation.alarm(
                this,
                "AgeAlarm",
                new Watch(
                        "notices-late",
                        "A notice has been waiting for more than 15 minutes. " + runbook,
                        queue.metricApproximateAgeOfOldestMessage(
                                MetricOptions.builder()
                                        .statistic("Maximum")
                                        .period(software.amazon.awscdk.Duration.minutes(5))
                                        .build()),
                        ComparisonOperator.GREATER_THAN_THRESHOLD,
                        Duration.ofMinutes(15).toSeconds(),
                        1,
                        TreatMissingData.NOT_BREACHING));
        escalation.alarm(
                this,
                "Failed",
                new Watch(
                        "notifier-failed",
                        "The notifier's function ended with an error three times in a row. "
                                + runbook,
                        function.errors(),
                        ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                        1,
                        3,
                        TreatMissingData.NOT_BREACHING));
    }
}
