package dev.nightshift.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.lambda.FunctionEnvironment;
import dev.nightshift.core.notice.NoticeJson;
import dev.nightshift.core.testing.MotoServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The whole function with AWS's services over the wire, and Slack on loopback. */
class NotifierEndToEndTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> AWS =
            Map.of(
                    "aws.region", "eu-west-1",
                    "aws.accessKeyId", "test",
                    "aws.secretAccessKey", "test");

    private static MotoServer moto;
    private static SqsClient sqs;
    private static SnsClient sns;

    private final FakeSlack slack = new FakeSlack();
    private String queue = "";
    private String dead = "";
    private String mailbox = "";
    private NotifierHandler handler;

    @BeforeAll
    static void start() {
        moto = MotoServer.start();
        AWS.forEach(System::setProperty);
        System.setProperty("aws.endpointUrl", moto.endpoint().toString());
        sqs = AwsClients.sync(SqsClient.builder());
        sns = AwsClients.sync(SnsClient.builder());
    }

    @AfterAll
    static void stop() {
        AWS.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.endpointUrl");
        if (moto != null) {
            moto.close();
        }
    }

    @BeforeEach
    void deploy(@TempDir Path folder) throws IOException {
        moto.reset();
        queue = sqs.createQueue(request -> request.queueName("nightshift-dev-notices")).queueUrl();
        dead =
                sqs.createQueue(request -> request.queueName("nightshift-dev-notices-dead"))
                        .queueUrl();
        mailbox = sqs.createQueue(request -> request.queueName("mailbox")).queueUrl();
        var topic =
                sns.createTopic(request -> request.name("nightshift-dev-escalation")).topicArn();
        sns.subscribe(
                request ->
                        request.topicArn(topic)
                                .protocol("sqs")
                                .endpoint("arn:aws:sqs:eu-west-1:123456789012:mailbox"));
        table("nightshift-dev-ledger");
        secret("{\"botToken\":\"xoxb-0000000000-good\",\"apiBaseUrl\":\"" + slack.api() + "\"}");
        var config = folder.resolve("nightshift.yaml");
        Files.writeString(
                config,
                """
                stage: dev
                regions: { home: eu-west-1, recovery: eu-central-1 }
                notices:
                  slack: { secret: nightshift/slack, channel: "#ops" }
                automations: {}
                """);
        handler =
                new NotifierHandler(
                        new FunctionEnvironment(
                                Map.of(
                                        FunctionEnvironment.CONFIG, config.toString(),
                                        FunctionEnvironment.LEDGER, "nightshift-dev-ledger",
                                        Notifier.ENV_QUEUE, queue,
                                        Notifier.ENV_DEAD, dead,
                                        Notifier.ENV_ESCALATION, topic)),
                        Clock.systemUTC());
    }

    private static void table(String name) {
        var dynamo = AwsClients.sync(DynamoDbClient.builder());
        dynamo.createTable(
                request ->
                        request.tableName(name)
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .keySchema(
                                        key("partition", KeyType.HASH), key("sort", KeyType.RANGE))
                                .attributeDefinitions(attribute("partition"), attribute("sort")));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static void secret(String value) {
        AwsClients.sync(SecretsManagerClient.builder())
                .createSecret(request -> request.name("nightshift/slack").secretString(value));
    }

    @AfterEach
    void close() {
        assertThat(slack.complaints()).isEmpty();
        slack.close();
    }

    @Test
    void a_notice_in_the_queue_becomes_a_message_in_slack_once() throws IOException {
        send(NoticeJson.encode(Samples.notice("n1")));
        send(NoticeJson.encode(Samples.notice("n1")));

        assertThat(poll()).isEmpty();
        assertThat(slack.posted()).hasSize(1);
        assertThat(messages(queue)).isEmpty();
        assertThat(messages(dead)).isEmpty();
    }

    @Test
    void a_message_that_has_to_wait_is_hidden_by_the_queue() throws IOException {
        slack.next(FakeSlack.tooFast(Duration.ofMinutes(10)));
        send(NoticeJson.encode(Samples.notice("n1")));

        assertThat(poll()).hasSize(1);
        assertThat(messages(queue)).as("hidden").isEmpty();
        assertThat(inFlight()).isEqualTo("1");
        assertThat(messages(dead)).isEmpty();
    }

    @Test
    void what_cannot_be_delivered_is_a_dead_letter_with_a_reason_and_mail() throws IOException {
        slack.removeChannel("#ops");
        send(NoticeJson.encode(Samples.notice("n1")));

        assertThat(poll()).isEmpty();
        var letters = messages(dead);
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().body()).isEqualTo(NoticeJson.encode(Samples.notice("n1")));
        assertThat(letters.getFirst().messageAttributes())
                .extractingByKey("reason")
                .hasFieldOrPropertyWithValue("stringValue", "channel_not_found");
        var mail = JSON.readTree(messages(mailbox).getFirst().body());
        assertThat(mail.path("Subject").asText())
                .isEqualTo("[prod] No good backup of shop for 27 h");
        assertThat(mail.path("Message").asText())
                .contains("channel_not_found", "Runbook: https://");
    }

    @Test
    void garbage_as_big_as_a_message_can_be_is_a_dead_letter() throws IOException {
        send("x".repeat(256 * 1024));

        assertThat(poll()).isEmpty();
        assertThat(messages(dead)).hasSize(1);
        assertThat(messages(mailbox)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "warning",
                "incident-opened",
                "incident-resolved",
                "in-sns-envelope",
                "not-a-notice",
                "hostile-text"
            })
    void answers_its_sample_events(String event) throws IOException {
        var sample = Files.readString(Path.of("../../events/notices", event + ".json"));

        assertThat(invoke(sample).path("batchItemFailures")).isEmpty();
        var garbage = event.equals("not-a-notice");
        assertThat(slack.posted()).hasSize(garbage ? 0 : 1);
        assertThat(messages(dead)).hasSize(garbage ? 1 : 0);
    }

    @Test
    void no_records_are_no_failures() throws IOException {
        assertThat(invoke("{\"Records\":[]}")).hasToString("{\"batchItemFailures\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "", "{}", "[]", "7", "{\"Records\":null}"})
    void what_is_no_event_of_sqs_is_one_clear_error(String event) {
        assertThatThrownBy(() -> invoke(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected an event of SQS with \"Records\"");
    }

    private void send(String body) {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }

    /** As Lambda does: receives, invokes, and deletes what did not fail. */
    private List<String> poll() throws IOException {
        var received = messages(queue);
        var event = JSON.createObjectNode();
        var records = event.putArray("Records");
        for (var message : received) {
            var record = records.addObject();
            record.put("messageId", message.messageId());
            record.put("receiptHandle", message.receiptHandle());
            record.put("body", message.body());
            var attributes = record.putObject("attributes");
            message.attributesAsStrings().forEach(attributes::put);
        }
        var failed =
                invoke(event.toString())
                        .path("batchItemFailures")
                        .findValuesAsText("itemIdentifier");
        received.stream()
                .filter(message -> !failed.contains(message.messageId()))
                .forEach(
                        message ->
                                sqs.deleteMessage(
                                        request ->
                                                request.queueUrl(queue)
                                                        .receiptHandle(message.receiptHandle())));
        return failed;
    }

    private JsonNode invoke(String event) throws IOException {
        var output = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                output,
                new TestContext());
        return JSON.readTree(output.toByteArray());
    }

    private static List<Message> messages(String url) {
        return sqs.receiveMessage(
                        request ->
                                request.queueUrl(url)
                                        .maxNumberOfMessages(10)
                                        .messageAttributeNames("All")
                                        .messageSystemAttributeNames(
                                                MessageSystemAttributeName.ALL))
                .messages();
    }

    private String inFlight() {
        return sqs.getQueueAttributes(
                        request -> request.queueUrl(queue).attributeNamesWithStrings("All"))
                .attributesAsStrings()
                .getOrDefault("ApproximateNumberOfMessagesNotVisible", "");
    }
}
