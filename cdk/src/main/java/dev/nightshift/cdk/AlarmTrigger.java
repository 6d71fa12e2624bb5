package dev.nightshift.cdk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.actions.LambdaAction;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Wakes an automation when an alarm starts, in one of the two ways that need no topic between. The
 * function decodes either; see core.alarm.
 */
final class AlarmTrigger {
    private static final Duration WORTHWHILE = Duration.hours(1);
    private static final int ATTEMPTS = 10;

    private AlarmTrigger() {}

    /**
     * Through EventBridge, for alarms that others made, by name: retried for an hour, then to the
     * dead letters.
     *
     * @param alarmNames in full, or a prefix that ends in {@code *}
     */
    static Rule fromEvents(
            Construct scope, String id, List<String> alarmNames, Alias live, Queue undelivered) {
        if (alarmNames.isEmpty()) {
            throw new UsageException(id + ": an alarm trigger needs at least one alarm's name");
        }
        return Rule.Builder.create(scope, id)
                .description("Wakes " + live.getLambda().getNode().getPath() + " on alarms")
                .eventPattern(
                        EventPattern.builder()
                                .source(List.of("aws.cloudwatch"))
                                .detailType(List.of("CloudWatch Alarm State Change"))
                                .detail(
                                        new TreeMap<>(
                                                Map.of(
                                                        "alarmName",
                                                        alarmNames.stream()
                                                                .map(AlarmTrigger::matcher)
                                                                .toList(),
                                                        "state",
                                                        Map.of("value", List.of("ALARM")))))
                                .build())
                .targets(
                        List.of(
                                LambdaFunction.Builder.create(live)
                                        .deadLetterQueue(undelivered)
                                        .maxEventAge(WORTHWHILE)
                                        .retryAttempts(ATTEMPTS)
                                        .build()))
                .build();
    }

    /** Straight from an alarm of ours; CloudWatch invokes the function without a queue between. */
    static void fromAlarm(Alarm alarm, Alias live) {
        alarm.addAlarmAction(new LambdaAction(live));
    }

    private static Object matcher(String name) {
        return name.endsWith("*") ? Map.of("prefix", name.substring(0, name.length() - 1)) : name;
    }
}
