package dev.nightshift.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.NoticeJson;
import dev.nightshift.core.notice.Severity;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlarmNoticesTest {
    private static final Template MAIN = Sample.Prod.MAIN;

    private static Template.Resource rule(String name) {
        return MAIN.named("AWS::Events::Rule", "Name", "nightshift-prod-" + name);
    }

    /** What EventBridge would put into the queue. */
    private static String transformed(JsonNode transformer) {
        var text = transformer.path("InputTemplate").asText();
        for (var path : transformer.path("InputPathsMap").properties()) {
            var value =
                    switch (path.getValue().asText()) {
                        case "$.id" -> "11111111-2222-3333-4444-555555555555";
                        case "$.time" -> "2026-11-22T03:00:00Z";
                        case "$.detail.alarmName" -> "nightshift-prod-undelivered";
                        default -> throw new AssertionError(path);
                    };
            var placeholder = "<" + path.getKey() + ">";
            // as a value of its own it is quoted, within a text it is put in as it is
            text =
                    text.replace(":" + placeholder, ":\"" + value + "\"")
                            .replace(placeholder, value);
        }
        return text;
    }

    @Test
    void the_start_of_an_alarm_of_ours_becomes_a_notice_that_the_notifier_reads() {
        var rule = rule("alarm-started");

        assertThat(rule.at("/EventPattern/detail").toString())
                .isEqualTo(
                        "{\"alarmName\":[{\"prefix\":\"nightshift-prod-\"}],"
                                + "\"state\":{\"value\":[\"ALARM\"]}}");
        assertThat(NoticeJson.decode(transformed(rule.at("/Targets/0/InputTransformer"))))
                .isEqualTo(
                        new Notice(
                                "11111111-2222-3333-4444-555555555555",
                                Instant.parse("2026-11-22T03:00:00Z"),
                                Severity.CRITICAL,
                                "prod",
                                "alarms",
                                "nightshift-prod-undelivered has started",
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(
                                        new Notice.Link(
                                                "Runbook",
                                                URI.create(
                                                        "https://example.com/runbooks/alarms.md"))),
                                "nightshift-prod-undelivered",
                                Optional.of(
                                        new Notice.Incident(
                                                "nightshift-prod-undelivered", false))));
    }

    @Test
    void its_end_closes_the_same_incident_and_only_if_it_had_started() {
        var rule = rule("alarm-over");

        assertThat(rule.at("/EventPattern/detail").toString())
                .isEqualTo(
                        "{\"alarmName\":[{\"prefix\":\"nightshift-prod-\"}],"
                                + "\"previousState\":{\"value\":[\"ALARM\"]},"
                                + "\"state\":{\"value\":[\"OK\"]}}");
        assertThat(
                        NoticeJson.decode(transformed(rule.at("/Targets/0/InputTransformer")))
                                .incident())
                .contains(new Notice.Incident("nightshift-prod-undelivered", true));
    }

    @Test
    void both_go_to_the_queue_and_what_it_does_not_take_is_kept() {
        var queue = MAIN.named("AWS::SQS::Queue", "QueueName", "nightshift-prod-notices");
        var undelivered = MAIN.named("AWS::SQS::Queue", "QueueName", "nightshift-prod-undelivered");

        for (var name : List.of("alarm-started", "alarm-over")) {
            var target = rule(name).at("/Targets/0");
            assertThat(Template.refersTo(target.path("Arn"), queue)).isTrue();
            assertThat(Template.refersTo(target.at("/DeadLetterConfig/Arn"), undelivered)).isTrue();
            assertThat(
                            MAIN.one(
                                            "AWS::SQS::QueuePolicy",
                                            each -> Template.refersTo(each.at("/Queues"), queue))
                                    .at("/PolicyDocument/Statement")
                                    .toString())
                    .contains(rule(name).id());
        }
    }
}
