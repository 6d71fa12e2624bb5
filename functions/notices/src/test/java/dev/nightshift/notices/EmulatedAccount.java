package dev.nightshift.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.lambda.FunctionEnvironment;
import dev.nightshift.core.testing.MotoServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
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

/** An account with what the CDK app deploys for the notifier, over the wire; Slack on loopback. */
abstract class EmulatedAccount {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> AWS =
            Map.of(
                    "aws.region", "eu-west-1",
                    "aws.accessKeyId", "test",
                    "aws.secretAccessKey", "test");

    static MotoServer moto;
    private static SqsClient sqs;
    private static SnsClient sns;

    final FakeSlack slack = new FakeSlack();
    String queue = "";
    String dead = "";
    String mailbox = "";
    private String topic = "";
    private Path config = Path.of("");
    private NotifierHandler handler;

    @BeforeAll
    static void start() {
        moto = MotoServer.start();
        asAdmin();
        System.setProperty("aws.endpointUrl", moto.endpoint().toString());
        sqs = AwsClients.sync(SqsClient.builder());
        sns = AwsClients.sync(SnsClient.builder());
    }

    @AfterAll
    static void stop() {
        AWS.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.sessionToken");
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
        topic = sns.createTopic(request -> request.name("nightshift-dev-escalation")).topicArn();
        sns.subscribe(
                request ->
                        request.topicArn(topic)
                                .protocol("sqs")
                                .endpoint("arn:aws:sqs:eu-west-1:123456789012:mailbox"));
        table("nightshift-dev-ledger");
        secret("{\"botToken\":\"xoxb-0000000000-good\",\"apiBaseUrl\":\"" + slack.api() + "\"}");
        config = folder.resolve("nightshift.yaml");
        Files.writeString(
                config,
                """
                stage: dev
                regions: { home: eu-west-1, recovery: eu-central-1 }
                notices:
                  slack: { secret: nightshift/slack, channel: "#ops" }
                automations: {}
                """);
        handler = handler();
    }

    /** Called before the function is invoked. */
    void enter() {}

    /** Called after the function was invoked. */
    void leave() {}

    static void asAdmin() {
        AWS.forEach(System::setProperty);
        System.clearProperty("aws.sessionToken");
    }

    private NotifierHandler handler() {
        return new NotifierHandler(
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

    void send(String body) {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }

    /** As Lambda does: receives, invokes, and deletes what did not fail. */
    List<String> poll() throws IOException {
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

    JsonNode invoke(String event) throws IOException {
        var output = new ByteArrayOutputStream();
        enter();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                    output,
                    new TestContext());
        } finally {
            leave();
        }
        return JSON.readTree(output.toByteArray());
    }

    static List<Message> messages(String url) {
        return sqs.receiveMessage(
                        request ->
                                request.queueUrl(url)
                                        .maxNumberOfMessages(10)
                                        .messageAttributeNames("All")
                                        .messageSystemAttributeNames(
                                                MessageSystemAttributeName.ALL))
                .messages();
    }

    String inFlight() {
        return sqs.getQueueAttributes(
                        request -> request.queueUrl(queue).attributeNamesWithStrings("All"))
                .attributesAsStrings()
                .getOrDefault("ApproximateNumberOfMessagesNotVisible", "");
    }
}
