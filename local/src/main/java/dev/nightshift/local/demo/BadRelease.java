package dev.nightshift.local.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.local.report.Story.Line;
import dev.nightshift.local.report.Story.Tone;
import dev.nightshift.local.runtime.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** A bad release comes, its alarm fires, it goes; and the good one stays. */
final class BadRelease {
    static final String FUNCTION = "shop-api";
    static final String GOOD = "1";
    static final String BAD = "2";

    /** One that the stack has made for the service. */
    private static final String ALARM = Night.PREFIX + FUNCTION + "-errors";

    private static final String WATCH = "deploy-watch";
    private static final String ROLLBACK = "auto-rollback";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path home;
    private final Account operator;
    private final AlarmHistory history;
    private final Night night;

    /**
     * @param home the root of the repository, which has the events
     */
    BadRelease(Path home, Account operator, AlarmHistory history, Night night) {
        this.home = home;
        this.operator = operator;
        this.history = history;
        this.night = night;
    }

    static AliasedFunction shop(Account account) {
        return new AliasedFunction(account, Estate.HOME, FUNCTION);
    }

    /** The version that is released in the end. */
    String live() {
        return shop(operator).live();
    }

    void play() {
        night.tick(WATCH);
        shop(operator).release(BAD);
        night.tell(
                Tone.WARN,
                "ada releases version %s of %s, which is bad".formatted(BAD, FUNCTION),
                List.of());
        night.wake(WATCH, "CloudTrail tells of the new release", "its rule on aliases", released());
        turn("OK", "ALARM");
        var event = alarm();
        night.wake(ROLLBACK, ALARM + " fires", "its rule on alarms", event);
        turn("ALARM", "OK");
        night.tick(ROLLBACK);
        night.tick(WATCH);
        night.tick(ROLLBACK);
    }

    private void turn(String from, String to) {
        var at = night.clock().instant();
        try (var cloudWatch = operator.client(CloudWatchClient.builder(), Estate.HOME)) {
            cloudWatch.setAlarmState(
                    set ->
                            set.alarmName(ALARM)
                                    .stateValue(StateValue.fromValue(to))
                                    .stateReason("more requests fail than may"));
        }
        history.changed(ALARM, at, from, to);
        night.tell(
                to.equals("OK") ? Tone.GOOD : Tone.WARN,
                "the alarm goes from %s to %s".formatted(from, to),
                List.of(new Line("alarm", ALARM, "")));
    }

    private String released() {
        var event = event("deploy-watch/lambda-alias-updated.json");
        var detail = event.withObjectProperty("detail");
        detail.put("eventTime", night.clock().instant().toString());
        detail.withObjectProperty("requestParameters")
                .put("functionName", FUNCTION)
                .put("functionVersion", BAD);
        detail.withObjectProperty("responseElements").put("functionVersion", BAD);
        return event.toString();
    }

    private String alarm() {
        var event = event("auto-rollback/alarm.json");
        var detail = event.withObjectProperty("detail").put("alarmName", ALARM);
        detail.withObjectProperty("state").put("timestamp", night.clock().instant().toString());
        return event.toString();
    }

    /** As AWS sends it, but now. */
    private ObjectNode event(String file) {
        try {
            var event = (ObjectNode) JSON.readTree(home.resolve("events").resolve(file).toFile());
            return event.put("id", UUID.randomUUID().toString())
                    .put("time", night.clock().instant().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
