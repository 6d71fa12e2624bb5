package dev.nightshift.notices;

import dev.nightshift.core.aws.AwsErrors;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** {@link NoticeQueue} on two queues of SQS. */
final class SqsNoticeQueue implements NoticeQueue {
    /** A message with its attributes; a body that came in at the limit leaves no room for any. */
    private static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_REASON = 500;

    private final SqsClient sqs;
    private final String queueUrl;
    private final String deadUrl;

    SqsNoticeQueue(SqsClient sqs, String queueUrl, String deadUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.deadUrl = deadUrl;
    }

    @Override
    public void hide(QueueMessage message, Duration wait) {
        try {
            sqs.changeMessageVisibility(
                    request ->
                            request.queueUrl(queueUrl)
                                    .receiptHandle(message.receipt())
                                    .visibilityTimeout(Math.toIntExact(wait.toSeconds())));
        } catch (SdkException failure) {
            throw AwsErrors.translate("hide a message of " + queueUrl, failure);
        }
    }

    @Override
    public void bury(QueueMessage message, String reason) {
        try {
            sqs.sendMessage(
                    request -> {
                        // SQS takes no empty body
                        request.queueUrl(deadUrl)
                                .messageBody(message.body().isEmpty() ? "{}" : message.body());
                        if (bytes(message.body()) + MAX_REASON * 4 + 200 < MAX_BYTES) {
                            request.messageAttributes(
                                    Map.of(
                                            "reason",
                                            text(SlackText.of(reason, MAX_REASON)),
                                            "originalMessageId",
                                            text(message.id())));
                        }
                    });
        } catch (SdkException failure) {
            throw AwsErrors.translate("send a message to " + deadUrl, failure);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }
}
