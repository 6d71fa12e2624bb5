package dev.nightshift.rollback.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.AlarmSight.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

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

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CloudWatchClient cloudWatch;

    AlarmHistories(CloudWatchClient cloudWatch) {
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
                DescribeAlarmHistoryRequest.builder()
                        .alarmName(name)
                        .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                        .historyItemType(HistoryItemType.STATE_UPDATE)
                        .startDate(since)
                        .scanBy(ScanBy.TIMESTAMP_DESCENDING)
                        .maxRecords(PAGE)
                        .build();
        var transitions = new ArrayList<Transition>();
        try {
            for (var page : cloudWatch.describeAlarmHistoryPaginator(request)) {
                for (var item : page.alarmHistoryItems()) {
                    var transition = transition(item);
                    if (transition.isEmpty()) {
                        return new History(transitions, item.timestamp().plusMillis(1));
                    }
                    transitions.add(transition.get());
                }
                if (transitions.size() >= MOST) {
                    return new History(transitions, transitions.getLast().at());
                }
            }
        } catch (SdkException failure) {
            throw AwsErrors.translate("read the history of the alarm " + name, failure);
        }
        return new History(transitions, since);
    }

    private static Optional<Transition> transition(AlarmHistoryItem item) {
        var data = tree(item.historyData());
        var from = state(data.path("oldState").path("stateValue").asText());
        var to = state(data.path("newState").path("stateValue").asText());
        return from.isPresent() && to.isPresent()
                ? Optional.of(new Transition(item.timestamp(), from.get(), to.get()))
                : Optional.empty();
    }

    private static JsonNode tree(String data) {
        try {
            return JSON.readTree(data);
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
