package dev.nightshift.local.iam;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.NoticeJson;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.local.jars.House;
import dev.nightshift.local.jars.SlackStandIn;
import dev.nightshift.local.runtime.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The notifier's queue, with a notice for every way that one can go. */
final class Queue {
    private Queue() {}

    /** One that Slack takes, one that it never will, and one that it does not take now. */
    static String event(Account admin, String url) {
        try (var sqs = admin.client(SqsClient.builder(), House.REGION)) {
            sqs.purgeQueue(purge -> purge.queueUrl(url));
            for (var title :
                    List.of("all is well", SlackStandIn.NO_CHANNEL, SlackStandIn.TOO_FAST)) {
                sqs.sendMessage(send -> send.queueUrl(url).messageBody(notice(title)));
            }
            var event = new JsonMapper().createObjectNode();
            var records = event.putArray("Records");
            var received =
                    sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10))
                            .messages();
            for (var message : received) {
                var record = records.addObject();
                record.put("messageId", message.messageId());
                record.put("receiptHandle", message.receiptHandle());
                record.put("body", message.body());
                // what Slack does not take now shuts the channel, so it has to come last
                var order = message.body().contains(SlackStandIn.TOO_FAST) ? 1 : 0;
                record.putObject("attributes")
                        .put("ApproximateReceiveCount", "1")
                        .put("SentTimestamp", Long.toString(Instant.now().toEpochMilli() + order));
            }
            return event.toString();
        }
    }

    private static String notice(String title) {
        return NoticeJson.encode(
                new Notice(
                        title,
                        Instant.now(),
                        Severity.WARNING,
                        "prod",
                        "rds-backup",
                        title,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        title,
                        Optional.empty()));
    }
}
