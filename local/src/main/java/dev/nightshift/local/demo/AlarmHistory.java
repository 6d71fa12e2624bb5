package dev.nightshift.local.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightshift.core.json.Json;
import dev.nightshift.local.demo.Relay.Answer;
import dev.nightshift.local.demo.Relay.Call;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What alarms said before, which the emulator does not keep.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html">
 *     DescribeAlarmHistory</a>
 */
final class AlarmHistory {
    private final List<Change> changes = new CopyOnWriteArrayList<>();

    private record Change(String alarm, Instant at, String from, String to) {
        String data() {
            var data = JsonNodeFactory.instance.objectNode().put("version", "1.0");
            data.putObject("oldState").put("stateValue", from);
            data.putObject("newState").put("stateValue", to);
            return Json.write(data);
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
        var asked = name(call);
        var found =
                changes.reversed().stream().filter(change -> change.alarm().equals(asked)).toList();
        return Optional.of(new Answer("application/x-amz-json-1.0", json(found)));
    }

    private static String name(Call call) {
        try {
            return Json.read(call.body().getBytes(ISO_8859_1)).path("AlarmName").asText();
        } catch (IOException notJson) {
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
        return Json.write(answer);
    }
}
