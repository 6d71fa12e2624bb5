package dev.nightshift.rollback.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.nightshift.core.json.Json;
import dev.nightshift.core.wire.AwsApi;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.AlarmSight.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The changes of an alarm's state, newest first. Where it cannot be read on, the history ends, and
 * says since when it is complete.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html">
 *     DescribeAlarmHistory</a>
 */
final class AlarmHistories {
    private static final int PAGE = 100;

    /** An alarm that changes more often than that flaps; what came before says nothing more. */
    private static final int MOST = 1_000;

    private final AwsApi cloudWatch;

    AlarmHistories(AwsApi cloudWatch) {
        this.cloudWatch = cloudWatch;
    }

    /**
     * @param readFrom since when the transitions are complete
     */
    record History(List<Transition> transitions, Instant readFrom) {
        History {
            transitions = List.copyOf(transitions);
        }
    }

    History of(String name, Instant since) {
        var request =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("AlarmName", name)
                        .put("HistoryItemType", "StateUpdate")
                        .put("StartDate", since.toEpochMilli() / 1000.0)
                        .put("ScanBy", "TimestampDescending")
                        .put("MaxRecords", PAGE);
        request.putArray("AlarmTypes").add("MetricAlarm").add("CompositeAlarm");
        var transitions = new ArrayList<Transition>();
        var doing = "read the history of the alarm " + name;
        for (var page : new AlarmPages(cloudWatch, doing, "DescribeAlarmHistory", request)) {
            for (var item : page.path("AlarmHistoryItems")) {
                var at = AlarmPages.time(item.path("Timestamp")).orElse(Instant.EPOCH);
                var transition = transition(at, tree(item.path("HistoryData").asText()));
                if (transition.isEmpty()) {
                    return new History(transitions, at.plusMillis(1));
                }
                transitions.add(transition.get());
            }
            if (transitions.size() >= MOST) {
                return new History(transitions, transitions.getLast().at());
            }
        }
        return new History(transitions, since);
    }

    private static Optional<Transition> transition(Instant at, JsonNode data) {
        var from = state(data.path("oldState").path("stateValue").asText());
        var to = state(data.path("newState").path("stateValue").asText());
        return from.isPresent() && to.isPresent()
                ? Optional.of(new Transition(at, from.get(), to.get()))
                : Optional.empty();
    }

    private static JsonNode tree(String data) {
        try {
            return Json.read(data);
        } catch (JsonProcessingException broken) {
            // the history ends here, and says so
            return MissingNode.getInstance();
        }
    }

    static Optional<State> state(String word) {
        return switch (word) {
            case "OK" -> Optional.of(State.OK);
            case "ALARM" -> Optional.of(State.ALARM);
            case "INSUFFICIENT_DATA" -> Optional.of(State.INSUFFICIENT_DATA);
            default -> Optional.empty();
        };
    }
}
