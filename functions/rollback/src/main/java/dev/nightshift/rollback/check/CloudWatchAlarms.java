package dev.nightshift.rollback.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.wire.AwsApi;
import dev.nightshift.core.work.Together;
import dev.nightshift.rollback.check.AlarmHistories.History;
import dev.nightshift.rollback.check.AlarmSight.Seen;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.AlarmSight.Unknown;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Alarms of metrics and composite ones, and what they said since when. The history is asked only of
 * those that have changed since.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html">
 *     DescribeAlarms</a>
 */
public final class CloudWatchAlarms implements AlarmStates {
    /** What one request may name. */
    private static final int BATCH = 100;

    /** DescribeAlarmHistory allows 20 calls a second. */
    private static final int AT_ONCE = 8;

    /**
     * How long CloudWatch keeps the history of an alarm.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html">
     *     Using Amazon CloudWatch alarms</a>
     */
    private static final Duration KEPT = Duration.ofDays(30);

    private final AwsApi cloudWatch;
    private final AlarmHistories histories;
    private final Clock clock;

    public CloudWatchAlarms(AwsApi cloudWatch) {
        this(cloudWatch, Clock.systemUTC());
    }

    CloudWatchAlarms(AwsApi cloudWatch, Clock clock) {
        this.cloudWatch = cloudWatch;
        this.histories = new AlarmHistories(cloudWatch);
        this.clock = clock;
    }

    /** An alarm without its history. */
    private record Now(String name, Optional<State> state, Instant since, boolean composite) {}

    @Override
    public List<AlarmSight> look(List<String> names, Instant since) {
        var distinct = names.stream().distinct().toList();
        var sights = new HashMap<String, AlarmSight>();
        for (int from = 0; from < distinct.size(); from += BATCH) {
            var batch = distinct.subList(from, Math.min(from + BATCH, distinct.size()));
            try {
                var found = describe(batch);
                Together.map(batch, AT_ONCE, name -> sight(name, found, since))
                        .forEach(sight -> sights.put(sight.name(), sight));
            } catch (CloudException unreadable) {
                batch.forEach(name -> sights.put(name, new Unknown(name, unreadable.getMessage())));
            }
        }
        return names.stream()
                .map(name -> sights.getOrDefault(name, new Unknown(name, "it was not looked at")))
                .toList();
    }

    private AlarmSight sight(String name, Map<String, Now> found, Instant since) {
        var now = Optional.ofNullable(found.get(name));
        if (now.isEmpty()) {
            return new Unknown(
                    name, "there is no such alarm; correct its name in the settings, or make it");
        }
        if (now.get().state().isEmpty()) {
            return new Unknown(name, "its state is none of OK, ALARM and INSUFFICIENT_DATA");
        }
        try {
            return seen(now.get(), now.get().state().get(), since);
        } catch (CloudException unreadable) {
            return new Unknown(name, unreadable.getMessage());
        }
    }

    private Seen seen(Now now, State state, Instant since) {
        var kept = clock.instant().minus(KEPT);
        var from = since.isBefore(kept) ? kept : since;
        // a change after that instant would have moved the time of the last one
        var history =
                now.since().isBefore(from)
                        ? new History(List.of(), from)
                        : histories.of(now.name(), from);
        return new Seen(
                now.name(),
                state,
                now.since(),
                now.composite(),
                history.transitions(),
                history.readFrom());
    }

    private Map<String, Now> describe(List<String> names) {
        var found = new HashMap<String, Now>();
        var request = JsonNodeFactory.instance.objectNode().put("MaxRecords", BATCH);
        names.forEach(request.putArray("AlarmNames")::add);
        // without it, composite alarms are left out
        request.putArray("AlarmTypes").add("MetricAlarm").add("CompositeAlarm");
        for (var page : new AlarmPages(cloudWatch, "read the alarms", "DescribeAlarms", request)) {
            page.path("MetricAlarms").forEach(alarm -> add(alarm, false, found));
            page.path("CompositeAlarms").forEach(alarm -> add(alarm, true, found));
        }
        return found;
    }

    private static void add(JsonNode alarm, boolean composite, Map<String, Now> found) {
        var name = alarm.path("AlarmName").asText();
        var state = AlarmHistories.state(alarm.path("StateValue").asText());
        found.put(name, new Now(name, state, since(alarm), composite));
    }

    /** Alarms that have not changed since 2022 have no time of their last transition. */
    private static Instant since(JsonNode alarm) {
        return AlarmPages.time(alarm.path("StateTransitionedTimestamp"))
                .or(() -> AlarmPages.time(alarm.path("StateUpdatedTimestamp")))
                .orElse(Instant.EPOCH);
    }
}
