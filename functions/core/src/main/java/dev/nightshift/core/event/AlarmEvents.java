package dev.nightshift.core.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.core.event.AlarmEvent.Contributor;
import dev.nightshift.core.event.AlarmEvent.Metric;
import dev.nightshift.core.event.AlarmEvent.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the three shapes in which CloudWatch tells of an alarm: the Lambda action, the EventBridge
 * event, and the SNS message (alone, in its envelope, or in the records that SNS gives to Lambda).
 * Tolerant of what is missing or new; an event that cannot be read at all is an {@link
 * IllegalArgumentException} that says what was missed.
 */
public final class AlarmEvents {
    private static final Pattern ARN =
            Pattern.compile("arn:[^:]+:cloudwatch:([^:]+):([^:]+):alarm:(.+)", Pattern.DOTALL);
    private static final Pattern REGION_CODE = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]");

    private AlarmEvents() {}

    /** Reads an event as Lambda delivers it, at most 1 MB. */
    public static AlarmEvent decode(InputStream in) throws IOException {
        return decode(EventJson.object(EventJson.bytes(in)));
    }

    public static AlarmEvent decode(JsonNode event) {
        if (event.path("alarmData").isObject()) {
            return lambdaAction(event);
        }
        if (event.path("detail").isObject()) {
            return eventBridge(event);
        }
        if (event.path("Records").isArray()) {
            return snsRecords(event.path("Records"));
        }
        if (event.has("Message")) {
            return snsEnvelope(event);
        }
        if (event.has("AlarmName")) {
            return snsMessage(event, Optional.empty(), Optional.empty());
        }
        throw new IllegalArgumentException(
                "not an alarm event: no \"alarmData\" (Lambda action), no \"detail\" (EventBridge),"
                        + " no \"Message\" or \"Records\" (SNS)");
    }

    private static AlarmEvent lambdaAction(JsonNode event) {
        return stateChange(
                "Lambda action",
                event.path("alarmData"),
                EventJson.text(event, "alarmArn"),
                EventJson.text(event, "accountId"),
                EventJson.text(event, "region"),
                EventJson.time(event, "time"),
                Optional.empty());
    }

    private static AlarmEvent eventBridge(JsonNode event) {
        var arn =
                Optional.of(event.path("resources").path(0))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .filter(text -> ARN.matcher(text).matches());
        return stateChange(
                "EventBridge",
                event.path("detail"),
                arn,
                EventJson.text(event, "account"),
                EventJson.text(event, "region"),
                EventJson.time(event, "time"),
                EventJson.text(event, "id"));
    }

    /** What the Lambda action and the EventBridge event have in common. */
    private static AlarmEvent stateChange(
            String shape,
            JsonNode body,
            Optional<String> arn,
            Optional<String> account,
            Optional<String> region,
            Optional<Instant> sentAt,
            Optional<String> eventId) {
        var state = body.path("state");
        var configuration = body.path("configuration");
        var contributor = body.path("alarmContributor");
        return new AlarmEvent(
                name(shape, EventJson.text(body, "alarmName"), arn),
                arn,
                account.or(() -> part(arn, 2)),
                region.filter(AlarmEvents::isCode).or(() -> part(arn, 1)),
                state(shape, EventJson.text(state, "value")),
                EventJson.text(body.path("previousState"), "value").flatMap(State::of),
                EventJson.text(state, "reason").orElse(""),
                changedAt(shape, EventJson.time(state, "timestamp").or(() -> sentAt)),
                metrics(configuration.path("metrics")),
                configuration.has("alarmRule"),
                EventJson.text(contributor, "id")
                        .map(id -> new Contributor(id, texts(contributor.path("attributes")))),
                eventId);
    }

    private static List<Metric> metrics(JsonNode list) {
        var metrics = new ArrayList<Metric>();
        for (var item : list) {
            var metric = item.path("metricStat").path("metric");
            EventJson.text(metric, "name")
                    .ifPresent(
                            name ->
                                    metrics.add(
                                            new Metric(
                                                    EventJson.text(metric, "namespace").orElse(""),
                                                    name,
                                                    texts(metric.path("dimensions")))));
        }
        return metrics;
    }

    private static AlarmEvent snsRecords(JsonNode records) {
        if (records.size() != 1) {
            throw new IllegalArgumentException(
                    "expected one SNS record, as SNS always sends, found " + records.size());
        }
        var envelope = records.path(0).path("Sns");
        if (!envelope.isObject()) {
            throw new IllegalArgumentException("the record is not of SNS: no \"Sns\"");
        }
        return snsEnvelope(envelope);
    }

    private static AlarmEvent snsEnvelope(JsonNode envelope) {
        var text = EventJson.text(envelope, "Message");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the SNS message is empty or no text");
        }
        return snsMessage(
                inside(text.get()),
                EventJson.text(envelope, "MessageId"),
                EventJson.time(envelope, "Timestamp"));
    }

    private static JsonNode inside(String message) {
        try {
            return EventJson.object(message.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notJson) {
            throw new IllegalArgumentException(
                    "the SNS message is not that of an alarm: no JSON object in \"Message\"",
                    notJson);
        }
    }

    private static AlarmEvent snsMessage(
            JsonNode message, Optional<String> eventId, Optional<Instant> sentAt) {
        var shape = "SNS";
        var arn = EventJson.text(message, "AlarmArn").filter(text -> ARN.matcher(text).matches());
        var trigger = message.path("Trigger");
        return new AlarmEvent(
                name(shape, EventJson.text(message, "AlarmName"), arn),
                arn,
                EventJson.text(message, "AWSAccountId").or(() -> part(arn, 2)),
                // "Region" is a name for people here, such as EU (Ireland)
                part(arn, 1)
                        .or(() -> EventJson.text(message, "Region").filter(AlarmEvents::isCode)),
                state(shape, EventJson.text(message, "NewStateValue")),
                EventJson.text(message, "OldStateValue").flatMap(State::of),
                EventJson.text(message, "NewStateReason").orElse(""),
                changedAt(shape, EventJson.time(message, "StateChangeTime").or(() -> sentAt)),
                snsMetrics(trigger),
                message.has("AlarmRule"),
                EventJson.text(message, "AlarmContributorId")
                        .map(
                                id ->
                                        new Contributor(
                                                id,
                                                texts(message.path("AlarmContributorAttributes")))),
                eventId);
    }

    private static List<Metric> snsMetrics(JsonNode trigger) {
        var metrics = new ArrayList<Metric>();
        snsMetric(trigger).ifPresent(metrics::add);
        for (var item : trigger.path("Metrics")) {
            snsMetric(item.path("MetricStat").path("Metric")).ifPresent(metrics::add);
        }
        return metrics;
    }

    private static Optional<Metric> snsMetric(JsonNode node) {
        return EventJson.text(node, "MetricName")
                .map(
                        name -> {
                            var dimensions = new LinkedHashMap<String, String>();
                            for (var dimension : node.path("Dimensions")) {
                                EventJson.text(dimension, "name")
                                        .ifPresent(
                                                key ->
                                                        dimensions.put(
                                                                key,
                                                                dimension.path("value").asText()));
                            }
                            return new Metric(
                                    EventJson.text(node, "Namespace").orElse(""), name, dimensions);
                        });
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new LinkedHashMap<String, String>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static String name(String shape, Optional<String> name, Optional<String> arn) {
        return name.or(() -> part(arn, 3)).orElseThrow(() -> misses(shape, "the alarm's name"));
    }

    private static State state(String shape, Optional<String> value) {
        return value.flatMap(State::of).orElseThrow(() -> misses(shape, "a state"));
    }

    private static Instant changedAt(String shape, Optional<Instant> time) {
        return time.orElseThrow(() -> misses(shape, "the time of the change"));
    }

    private static IllegalArgumentException misses(String shape, String what) {
        return new IllegalArgumentException(
                "an alarm event in the shape of " + shape + ", but it lacks " + what);
    }

    private static boolean isCode(String region) {
        return REGION_CODE.matcher(region).matches();
    }

    private static Optional<String> part(Optional<String> arn, int group) {
        return arn.map(ARN::matcher)
                .filter(match -> match.matches())
                .map(match -> match.group(group));
    }
}
