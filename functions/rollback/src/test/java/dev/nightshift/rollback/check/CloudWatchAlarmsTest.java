package dev.nightshift.rollback.check;

import static dev.nightshift.rollback.check.AlarmServer.change;
import static dev.nightshift.rollback.check.AlarmSight.State.ALARM;
import static dev.nightshift.rollback.check.AlarmSight.State.INSUFFICIENT_DATA;
import static dev.nightshift.rollback.check.AlarmSight.State.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.core.testing.TestClock;
import dev.nightshift.core.wire.AwsAccess;
import dev.nightshift.core.wire.AwsApi;
import dev.nightshift.core.wire.AwsService;
import dev.nightshift.rollback.check.AlarmSight.Seen;
import dev.nightshift.rollback.check.AlarmSight.Unknown;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

class CloudWatchAlarmsTest {
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"));
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant SINCE = Instant.parse("2026-11-28T10:00:00Z");

    private final AlarmServer server = new AlarmServer();
    private final CloudWatchAlarms alarms = new CloudWatchAlarms(server.api(), new TestClock(NOW));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_alarm_that_has_not_changed_since_is_told_without_its_history() {
        server.alarm("5xx", false, change("2026-11-01T00:00:00Z", INSUFFICIENT_DATA, OK));

        assertThat(alarms.look(List.of("5xx"), SINCE))
                .containsExactly(
                        new Seen(
                                "5xx",
                                OK,
                                Instant.parse("2026-11-01T00:00:00Z"),
                                false,
                                List.of(),
                                SINCE));
        assertThat(server.asked).containsExactly("DescribeAlarms");
    }

    @Test
    void changes_come_newest_first_over_all_pages() {
        server.alarm(
                "5xx",
                true,
                change("2026-11-01T00:00:00Z", INSUFFICIENT_DATA, OK),
                change("2026-11-28T10:10:00Z", OK, ALARM),
                change("2026-11-28T10:20:00Z", ALARM, OK),
                change("2026-11-28T10:30:00Z", OK, ALARM));

        var seen = (Seen) alarms.look(List.of("5xx"), SINCE).getFirst();

        assertThat(seen.composite()).isTrue();
        assertThat(seen.state()).isEqualTo(ALARM);
        assertThat(seen.since()).isEqualTo("2026-11-28T10:30:00Z");
        assertThat(seen.transitions())
                .containsExactly(
                        change("2026-11-28T10:30:00Z", OK, ALARM),
                        change("2026-11-28T10:20:00Z", ALARM, OK),
                        change("2026-11-28T10:10:00Z", OK, ALARM));
        assertThat(seen.readFrom()).isEqualTo(SINCE);
    }

    @Test
    void one_that_is_not_there_is_unknown_and_spares_the_others() {
        server.alarm("5xx", false, change("2026-11-01T00:00:00Z", INSUFFICIENT_DATA, OK));

        var sights = alarms.look(List.of("gone", "5xx"), SINCE);

        assertThat(sights.getFirst()).isInstanceOf(Unknown.class);
        assertThat(((Unknown) sights.getFirst()).why()).contains("no such alarm");
        assertThat(sights.getLast()).isInstanceOf(Seen.class);
    }

    @Test
    void a_change_that_nobody_can_read_ends_the_history_there() {
        server.alarm(
                "5xx",
                false,
                change("2026-11-28T10:10:00Z", OK, ALARM),
                change("2026-11-28T10:20:00Z", ALARM, OK));
        server.garble("5xx");

        var seen = (Seen) alarms.look(List.of("5xx"), SINCE).getFirst();

        assertThat(seen.transitions()).containsExactly(change("2026-11-28T10:20:00Z", ALARM, OK));
        assertThat(seen.readFrom()).isEqualTo("2026-11-28T10:10:00.001Z");
    }

    @Test
    void what_must_not_be_read_is_unknown_and_names_the_permission() {
        server.alarm("5xx", false, change("2026-11-28T10:20:00Z", ALARM, OK));
        server.deny("DescribeAlarmHistory");

        assertThat(((Unknown) alarms.look(List.of("5xx"), SINCE).getFirst()).why())
                .contains("cloudwatch:DescribeAlarmHistory");

        server.deny("DescribeAlarms");

        assertThat(((Unknown) alarms.look(List.of("5xx"), SINCE).getFirst()).why())
                .contains("cloudwatch:DescribeAlarms");
    }

    @Test
    void many_alarms_are_asked_in_batches_and_come_back_in_the_order_of_their_names() {
        var names = IntStream.range(0, 250).mapToObj(i -> "alarm-" + i).toList();
        names.forEach(
                name ->
                        server.alarm(
                                name,
                                false,
                                change("2026-11-01T00:00:00Z", INSUFFICIENT_DATA, OK)));

        assertThat(alarms.look(names, SINCE))
                .allSatisfy(sight -> assertThat(sight).isInstanceOf(Seen.class))
                .extracting(AlarmSight::name)
                .isEqualTo(names);
    }

    @Test
    void no_history_is_older_than_cloudwatch_keeps_it() {
        server.alarm("5xx", false, change("2026-01-01T00:00:00Z", INSUFFICIENT_DATA, OK));

        var seen = (Seen) alarms.look(List.of("5xx"), Instant.EPOCH).getFirst();

        assertThat(seen.readFrom()).isEqualTo("2026-10-29T12:00:00Z");
    }

    @Test
    void an_emulator_that_nobody_here_wrote_answers_the_same() {
        try (var moto = MotoServer.start();
                var client =
                        CloudWatchClient.builder()
                                .httpClient(UrlConnectionHttpClient.create())
                                .region(Region.EU_WEST_1)
                                .credentialsProvider(CREDENTIALS)
                                .endpointOverride(moto.endpoint())
                                .build()) {
            var api =
                    new AwsApi(
                            new AwsAccess(CREDENTIALS, Optional.of(moto.endpoint())),
                            AwsService.CLOUDWATCH,
                            "eu-west-1");
            Stream.of("5xx", "latency")
                    .forEach(
                            name ->
                                    client.putMetricAlarm(
                                            request ->
                                                    request.alarmName(name)
                                                            .namespace("shop")
                                                            .metricName("m")
                                                            .period(60)
                                                            .evaluationPeriods(1)
                                                            .threshold(1.0)
                                                            .comparisonOperator(
                                                                    ComparisonOperator
                                                                            .GREATER_THAN_THRESHOLD)));
            client.setAlarmState(
                    request ->
                            request.alarmName("5xx")
                                    .stateValue(StateValue.ALARM)
                                    .stateReason("a test"));

            // later than the change, as moto has no history
            var sights =
                    new CloudWatchAlarms(api)
                            .look(List.of("5xx", "gone", "latency"), Instant.now().plusSeconds(60));

            assertThat(sights.get(0))
                    .isInstanceOfSatisfying(
                            Seen.class, seen -> assertThat(seen.state()).isEqualTo(ALARM));
            assertThat(sights.get(1)).isInstanceOf(Unknown.class);
            assertThat(sights.get(2)).isInstanceOf(Seen.class);
        }
    }
}
