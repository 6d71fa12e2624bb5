package dev.nightshift.core.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A CloudWatch alarm that changed its state, however the news came. What to do is decided from the
 * estate, not from here: an event may be late, repeated or out of order.
 *
 * @param alarmArn empty where the message has none
 * @param account of the alarm
 * @param region of the alarm, as a code such as {@code eu-west-1}
 * @param previousState empty for contributors, which have none
 * @param reason in CloudWatch's words; may be empty
 * @param stateChangedAt when the alarm changed, not when the message was sent
 * @param metrics what it watches; none for a composite alarm or a query
 * @param composite whether it watches other alarms
 * @param contributor the one time series of many that changed, if it was that
 * @param eventId the same on every delivery of this message; empty where the message has none
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html">Alarm
 *     events and EventBridge</a>
 */
public record AlarmEvent(
        String alarmName,
        Optional<String> alarmArn,
        Optional<String> account,
        Optional<String> region,
        State state,
        Optional<State> previousState,
        String reason,
        Instant stateChangedAt,
        List<Metric> metrics,
        boolean composite,
        Optional<Contributor> contributor,
        Optional<String> eventId) {
    public AlarmEvent {
        metrics = List.copyOf(metrics);
    }

    /** As CloudWatch writes them. */
    public enum State {
        OK,
        ALARM,
        INSUFFICIENT_DATA;

        static Optional<State> of(String name) {
            return List.of(values()).stream()
                    .filter(state -> state.name().equals(name.toUpperCase(Locale.ROOT)))
                    .findFirst();
        }
    }

    /** A metric by its names; dimensions in the order of the message. */
    public record Metric(String namespace, String name, Map<String, String> dimensions) {
        public Metric {
            dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
        }
    }

    /** One time series of an alarm over many. */
    public record Contributor(String id, Map<String, String> attributes) {
        public Contributor {
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        }
    }

    /**
     * What two deliveries of one change have in common, whichever way they came: for deduplication.
     */
    public String changeKey() {
        return alarmArn.orElse(alarmName)
                + contributor.map(series -> "/" + series.id()).orElse("")
                + "@"
                + stateChangedAt;
    }
}
