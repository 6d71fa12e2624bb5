package dev.nightshift.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where AWS has a type for an event that we read by hand, both read the same. */
class EventOracleTest {
    private static final Path EVENTS = Path.of("../../events/alarm");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eventbridge.json",
                "eventbridge-composite.json",
                "eventbridge-contributor.json"
            })
    void an_event_of_eventbridge(String file) throws IOException {
        var bytes = Files.readAllBytes(EVENTS.resolve(file));
        var oracle = typed(ScheduledEvent.class, bytes);

        var trigger = Triggers.decode(bytes, Instant.EPOCH);
        var alarm = AlarmEvents.decode(new ByteArrayInputStream(bytes));

        assertThat(trigger.key()).isEqualTo(oracle.getId());
        assertThat(trigger.at().toEpochMilli()).isEqualTo(oracle.getTime().getMillis());
        assertThat(alarm.alarmName()).isEqualTo(oracle.getDetail().get("alarmName"));
        assertThat(alarm.alarmArn()).contains(oracle.getResources().getFirst());
    }

    @Test
    void an_alarm_by_way_of_sns() throws IOException {
        var bytes = Files.readAllBytes(EVENTS.resolve("sns-records.json"));
        var message = typed(SNSEvent.class, bytes).getRecords().getFirst().getSNS().getMessage();

        var alarm = AlarmEvents.decode(new ByteArrayInputStream(bytes));

        assertThat(message).contains("\"AlarmName\":\"" + alarm.alarmName() + "\"");
    }

    private static <T> T typed(Class<T> type, byte[] bytes) {
        return LambdaEventSerializers.serializerFor(type, EventOracleTest.class.getClassLoader())
                .fromJson(new ByteArrayInputStream(bytes));
    }
}
