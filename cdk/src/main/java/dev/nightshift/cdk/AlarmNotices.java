package dev.nightshift.cdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.NoticeJson;
import dev.nightshift.core.notice.Severity;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * Tells our own alarms where everything else is told, too: EventBridge turns the change of an alarm
 * into a notice and puts it into the notifier's queue. The second route does not depend on it.
 */
final class AlarmNotices {
    /** Stand for what the event says, until EventBridge puts it in. */
    private static final String ID = "event-id";

    private static final String ALARM = "alarm-name";
    private static final Instant TIME = Instant.EPOCH;

    private static final JsonMapper JSON = new JsonMapper();

    private AlarmNotices() {}

    static void in(Construct scope, Blueprint blueprint, IQueue notices, IQueue undelivered) {
        rule(
                scope,
                "AlarmStarted",
                Map.of("state", Map.of("value", List.of("ALARM"))),
                notice(blueprint, Severity.CRITICAL, ALARM + " has started", false),
                blueprint,
                notices,
                undelivered);
        // an alarm that was never on is not over
        rule(
                scope,
                "AlarmOver",
                new TreeMap<>(
                        Map.of(
                                "state", Map.of("value", List.of("OK")),
                                "previousState", Map.of("value", List.of("ALARM")))),
                notice(blueprint, Severity.INFO, ALARM + " is over", true),
                blueprint,
                notices,
                undelivered);
    }

    private static void rule(
            Construct scope,
            String id,
            Map<String, Object> states,
            Notice notice,
            Blueprint blueprint,
            IQueue notices,
            IQueue undelivered) {
        var detail = new TreeMap<>(states);
        detail.put("alarmName", List.of(Map.of("prefix", blueprint.name(""))));
        Rule.Builder.create(scope, id)
                .ruleName(blueprint.name(id.equals("AlarmOver") ? "alarm-over" : "alarm-started"))
                .description("Tells our own alarms in the notices' channel")
                .eventPattern(
                        EventPattern.builder()
                                .source(List.of("aws.cloudwatch"))
                                .detailType(List.of("CloudWatch Alarm State Change"))
                                .detail(detail)
                                .build())
                .targets(
                        List.of(
                                SqsQueue.Builder.create(notices)
                                        .message(RuleTargetInput.fromObject(message(notice)))
                                        .deadLetterQueue(undelivered)
                                        .maxEventAge(Duration.hours(1))
                                        .retryAttempts(10)
                                        .build()))
                .build();
    }

    private static Notice notice(
            Blueprint blueprint, Severity severity, String title, boolean resolved) {
        return new Notice(
                ID,
                TIME,
                severity,
                blueprint.stage(),
                "alarms",
                title,
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new Notice.Link(
                                "Runbook", URI.create(blueprint.runbooks() + "/alarms.md"))),
                ALARM,
                Optional.of(new Notice.Incident(ALARM, resolved)));
    }

    /** The notice as the notifier reads it, with the event's fields where they belong. */
    private static Object message(Notice notice) {
        try {
            return filled(JSON.readTree(NoticeJson.encode(notice)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notice is JSON", e);
        }
    }

    private static Object filled(JsonNode node) {
        if (node.isObject()) {
            var map = new TreeMap<String, Object>();
            node.properties().forEach(entry -> map.put(entry.getKey(), filled(entry.getValue())));
            return map;
        }
        if (node.isArray()) {
            var list = new ArrayList<Object>();
            node.forEach(each -> list.add(filled(each)));
            return list;
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.asText()
                .replace(ID, EventField.fromPath("$.id"))
                .replace(ALARM, EventField.fromPath("$.detail.alarmName"))
                .replace(TIME.toString(), EventField.fromPath("$.time"));
    }
}
