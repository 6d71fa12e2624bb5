package dev.nightshift.local.jars;

import dev.nightshift.core.lambda.FunctionEnvironment;
import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.local.runtime.Account;
import dev.nightshift.notices.Notifier;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What functions find around them: a stage's ledger, topics, queues and secret, in an emulator. */
public final class House implements AutoCloseable {
    public static final String ACCOUNT = "123456789012";
    public static final String REGION = "eu-west-1";

    private final MotoServer moto;
    private final String prefix;
    private final String topic;
    private final String escalation;
    private final String queue;
    private final String dead;

    private House(MotoServer moto, String stage) {
        this.moto = moto;
        this.prefix = "nightshift-" + stage + "-";
        try (var sns = account().client(SnsClient.builder(), REGION);
                var sqs = account().client(SqsClient.builder(), REGION)) {
            topic = sns.createTopic(create -> create.name(prefix + "notices")).topicArn();
            escalation = sns.createTopic(create -> create.name(prefix + "escalation")).topicArn();
            queue = sqs.createQueue(create -> create.queueName(prefix + "notices")).queueUrl();
            dead = sqs.createQueue(create -> create.queueName(prefix + "notices-dead")).queueUrl();
        }
        makeLedger(account());
    }

    public static House start(String stage) {
        return new House(MotoServer.start(), stage);
    }

    public MotoServer moto() {
        return moto;
    }

    /** Let in everywhere as long as the emulator trusts everyone. */
    public Account account() {
        return Account.emulator(moto.endpoint());
    }

    public String queue() {
        return queue;
    }

    /** Name of the table. */
    public String ledger() {
        return prefix + "ledger";
    }

    /** As the CDK app sets it for every function, the settings aside. */
    public Map<String, String> environment() {
        return Map.of(
                FunctionEnvironment.LEDGER, ledger(),
                FunctionEnvironment.NOTICES, topic,
                Notifier.ENV_QUEUE, queue,
                Notifier.ENV_DEAD, dead,
                Notifier.ENV_ESCALATION, escalation);
    }

    public void keepSlackSecret(SlackStandIn slack) {
        try (var secrets = account().client(SecretsManagerClient.builder(), REGION)) {
            secrets.createSecret(
                    create ->
                            create.name("nightshift/slack")
                                    .secretString(
                                            "{\"botToken\":\"xoxb-0\",\"apiBaseUrl\":\"%s\"}"
                                                    .formatted(slack.api())));
        }
    }

    /** Begins the ledger anew. */
    public void forgetRuns(Account asWhom) {
        try (var dynamo = asWhom.client(DynamoDbClient.builder(), REGION)) {
            dynamo.deleteTable(delete -> delete.tableName(ledger()));
        }
        makeLedger(asWhom);
    }

    private void makeLedger(Account asWhom) {
        try (var dynamo = asWhom.client(DynamoDbClient.builder(), REGION)) {
            dynamo.createTable(
                    create ->
                            create.tableName(ledger())
                                    .billingMode(BillingMode.PAY_PER_REQUEST)
                                    .keySchema(
                                            key("partition", KeyType.HASH),
                                            key("sort", KeyType.RANGE))
                                    .attributeDefinitions(text("partition"), text("sort")));
        }
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    @Override
    public void close() {
        moto.close();
    }
}
