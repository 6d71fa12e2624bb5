package dev.nightshift.local.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightshift.core.aws.AwsErrors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * One event source mapping from a queue to a function: takes a batch, invokes, removes what was
 * seen to. What the function wants to keep, or all if it fails, stays in the queue and shows up
 * again when its visibility time-out is over.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">SQS
 *     event source error handling</a>
 */
public final class QueuePump implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final SqsClient sqs;
    private final Invoker invoker;
    private final DeployedFunction function;
    private final Mapping mapping;
    private final String url;

    /** As the Lambda API describes it. */
    public record Mapping(
            String queueArn,
            String function,
            String qualifier,
            int batchSize,
            boolean partialFailures) {}

    /**
     * What came of one batch.
     *
     * @param kept ids of the messages that stay in the queue
     */
    public record Delivery(List<String> messages, Set<String> kept, InvocationResult result) {}

    /**
     * Switches the mappings off in moto, which would otherwise try to run the function in Docker
     * with every message that arrives, and refuse the message if it cannot. Whoever pumps does not
     * mind the switch.
     */
    public static void takeOver(Account account, String region) {
        try (var lambda = account.client(LambdaClient.builder(), region)) {
            lambda.listEventSourceMappingsPaginator().eventSourceMappings().stream()
                    .filter(mapping -> mapping.eventSourceArn().contains(":sqs:"))
                    .forEach(
                            mapping ->
                                    lambda.updateEventSourceMapping(
                                            update -> update.uuid(mapping.uuid()).enabled(false)));
        } catch (SdkException e) {
            throw AwsErrors.translate("take over the event source mappings", e);
        }
    }

    /** Every mapping from a queue. */
    public static List<Mapping> mappings(Account account, String region) {
        try (var lambda = account.client(LambdaClient.builder(), region)) {
            return lambda.listEventSourceMappingsPaginator().eventSourceMappings().stream()
                    .filter(mapping -> mapping.eventSourceArn().contains(":sqs:"))
                    .map(QueuePump::mapping)
                    .toList();
        } catch (SdkException e) {
            throw AwsErrors.translate("read the event source mappings", e);
        }
    }

    private static Mapping mapping(EventSourceMappingConfiguration found) {
        var target = found.functionArn().split(":", -1);
        return new Mapping(
                found.eventSourceArn(),
                target[6],
                target.length > 7 ? target[7] : DeployedFunctions.LIVE,
                found.batchSize(),
                found.functionResponseTypes()
                        .contains(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES));
    }

    public QueuePump(
            Account account,
            String region,
            Invoker invoker,
            DeployedFunction function,
            Mapping mapping) {
        this.sqs = account.client(SqsClient.builder(), region);
        this.invoker = invoker;
        this.function = function;
        this.mapping = mapping;
        var name = mapping.queueArn().substring(mapping.queueArn().lastIndexOf(':') + 1);
        try {
            this.url = sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
        } catch (SdkException e) {
            throw AwsErrors.translate("find queue " + name, e);
        }
    }

    /** Delivers one batch; empty if none showed up in that time. */
    public Optional<Delivery> poll(Duration wait, Consumer<String> onLog) {
        try {
            var messages =
                    sqs.receiveMessage(
                                    receive ->
                                            receive.queueUrl(url)
                                                    .maxNumberOfMessages(
                                                            Math.min(mapping.batchSize(), 10))
                                                    .waitTimeSeconds((int) wait.toSeconds())
                                                    .messageSystemAttributeNames(
                                                            MessageSystemAttributeName.ALL)
                                                    .messageAttributeNames("All"))
                            .messages();
            return messages.isEmpty() ? Optional.empty() : Optional.of(deliver(messages, onLog));
        } catch (SdkException e) {
            throw AwsErrors.translate("work off queue " + mapping.queueArn(), e);
        }
    }

    /** How many messages there are, seen or not. */
    public int backlog() {
        try {
            return sqs
                    .getQueueAttributes(
                            get ->
                                    get.queueUrl(url)
                                            .attributeNames(
                                                    QueueAttributeName
                                                            .APPROXIMATE_NUMBER_OF_MESSAGES,
                                                    QueueAttributeName
                                                            .APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                    .attributes()
                    .values()
                    .stream()
                    .mapToInt(Integer::parseInt)
                    .sum();
        } catch (SdkException e) {
            throw AwsErrors.translate("look into queue " + mapping.queueArn(), e);
        }
    }

    @Override
    public void close() {
        sqs.close();
    }

    private Delivery deliver(List<Message> messages, Consumer<String> onLog) {
        var result = invoker.invoke(function, event(messages), onLog);
        var all = messages.stream().map(Message::messageId).toList();
        var kept = result.failed() ? Set.copyOf(all) : failures(result.payload(), Set.copyOf(all));
        messages.stream()
                .filter(message -> !kept.contains(message.messageId()))
                .forEach(
                        message ->
                                sqs.deleteMessage(
                                        delete ->
                                                delete.queueUrl(url)
                                                        .receiptHandle(message.receiptHandle())));
        return new Delivery(all, kept, result);
    }

    /** An answer that is not understood, or names a message that was not sent, keeps them all. */
    private Set<String> failures(String answer, Set<String> all) {
        if (!mapping.partialFailures()) {
            return Set.of();
        }
        try {
            var kept =
                    JSON.readTree(answer)
                            .path("batchItemFailures")
                            .valueStream()
                            .map(failure -> failure.path("itemIdentifier").asText())
                            .collect(Collectors.toUnmodifiableSet());
            return all.containsAll(kept) ? kept : all;
        } catch (JsonProcessingException notJson) {
            return all;
        }
    }

    private String event(List<Message> messages) {
        var event = JsonNodeFactory.instance.objectNode();
        var records = event.putArray("Records");
        for (var message : messages) {
            var node = records.addObject();
            node.put("messageId", message.messageId());
            node.put("receiptHandle", message.receiptHandle());
            node.put("body", message.body());
            var attributes = node.putObject("attributes");
            message.attributesAsStrings().forEach(attributes::put);
            var own = node.putObject("messageAttributes");
            message.messageAttributes()
                    .forEach(
                            (name, value) ->
                                    own.putObject(name)
                                            .put("dataType", value.dataType())
                                            .put("stringValue", value.stringValue()));
            node.put("md5OfBody", message.md5OfBody());
            node.put("eventSource", "aws:sqs");
            node.put("eventSourceARN", mapping.queueArn());
            node.put("awsRegion", function.region());
        }
        return event.toString();
    }
}
