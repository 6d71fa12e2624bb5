package dev.nightshift.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The function reads and answers SQS by hand; AWS's own types read and answer the same. */
class SqsEventOracleTest {
    static Stream<Path> events() throws IOException {
        try (var files = Files.list(Path.of("../../events/notices"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_read_as_aws_reads_it(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        var oracle =
                LambdaEventSerializers.serializerFor(
                                SQSEvent.class, SqsEventOracleTest.class.getClassLoader())
                        .fromJson(new ByteArrayInputStream(bytes));

        var ours = SqsEvent.read(new ByteArrayInputStream(bytes));

        assertThat(ours).isNotEmpty();
        assertThat(ours.stream().map(QueueMessage::id))
                .containsExactlyElementsOf(theirs(oracle, SQSMessage::getMessageId));
        assertThat(ours.stream().map(QueueMessage::receipt))
                .containsExactlyElementsOf(theirs(oracle, SQSMessage::getReceiptHandle));
        assertThat(ours.stream().map(QueueMessage::body))
                .containsExactlyElementsOf(theirs(oracle, SQSMessage::getBody));
        assertThat(ours.stream().map(message -> Long.toString(message.sentAt().toEpochMilli())))
                .containsExactlyElementsOf(
                        theirs(oracle, message -> message.getAttributes().get("SentTimestamp")));
        assertThat(ours.stream().map(message -> Integer.toString(message.attempt())))
                .containsExactlyElementsOf(
                        theirs(
                                oracle,
                                message -> message.getAttributes().get("ApproximateReceiveCount")));
    }

    @Test
    void what_stays_in_the_queue_is_named_as_aws_wants_it() throws IOException {
        var answer = new ByteArrayOutputStream();

        SqsEvent.write(answer, List.of("one", "two"));

        var oracle =
                LambdaEventSerializers.serializerFor(
                                SQSBatchResponse.class, SqsEventOracleTest.class.getClassLoader())
                        .fromJson(new ByteArrayInputStream(answer.toByteArray()));
        assertThat(oracle.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("one", "two");
    }

    private static List<String> theirs(
            SQSEvent event, java.util.function.Function<SQSMessage, String> part) {
        return event.getRecords().stream().map(part).toList();
    }
}
