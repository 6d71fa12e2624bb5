package dev.nightshift.local.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightshift.core.text.Html;
import dev.nightshift.local.demo.Relay.Answer;
import dev.nightshift.local.demo.Relay.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * What alarms said before, which the emulator does not keep; told in both protocols that CloudWatch
 * speaks.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html">
 *     DescribeAlarmHistory</a>
 */
final class AlarmHistory {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Change> changes = new CopyOnWriteArrayList<>();

    private record Change(String alarm, Instant at, String from, String to) {
        String data() {
            var data = JsonNodeFactory.instance.objectNode().put("version", "1.0");
            data.putObject("oldState").put("stateValue", from);
            data.putObject("newState").put("stateValue", to);
            return data.toString();
        }
    }

    void changed(String alarm, Instant at, String from, String to) {
        changes.add(new Change(alarm, at, from, to));
    }

    /** Empty if something else is asked. */
    Optional<Answer> answer(Call call) {
        if (!call.is("monitoring", "DescribeAlarmHistory")) {
            return Optional.empty();
        }
        var asked = call.isJson() ? jsonName(call) : call.field("AlarmName").orElse("");
        var found =
                changes.reversed().stream().filter(change -> change.alarm().equals(asked)).toList();
        return Optional.of(
                call.isJson()
                        ? new Answer("application/x-amz-json-1.0", json(found))
                        : new Answer("text/xml", xml(found)));
    }

    private static String jsonName(Call call) {
        try {
            var body = new String(call.body().getBytes(ISO_8859_1), UTF_8);
            return JSON.readTree(body).path("AlarmName").asText();
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("a call in JSON without any", notJson);
        }
    }

    private static String json(List<Change> found) {
        var answer = JsonNodeFactory.instance.objectNode();
        var items = answer.putArray("AlarmHistoryItems");
        for (var change : found) {
            items.addObject()
                    .put("AlarmName", change.alarm())
                    .put("Timestamp", change.at().toEpochMilli() / 1000.0)
                    .put("HistoryItemType", "StateUpdate")
                    .put("HistoryData", change.data());
        }
        return answer.toString();
    }

    private static String xml(List<Change> found) {
        return found.stream()
                .map(
                        change ->
                                """
                                <member><AlarmName>%s</AlarmName><Timestamp>%s</Timestamp>\
                                <HistoryItemType>StateUpdate</HistoryItemType>\
                                <HistoryData>%s</HistoryData></member>"""
                                        .formatted(
                                                Html.text(change.alarm()),
                                                change.at(),
                                                Html.text(change.data())))
                .collect(
                        Collectors.joining(
                                "",
                                "<DescribeAlarmHistoryResponse><DescribeAlarmHistoryResult>"
                                        + "<AlarmHistoryItems>",
                                "</AlarmHistoryItems></DescribeAlarmHistoryResult>"
                                        + "</DescribeAlarmHistoryResponse>"));
    }
}
