package dev.nightshift.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.core.wire.AwsAccess;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class DynamoLedgerStoreTest extends LedgerStoreContract {
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    private static final String TABLE = "nightshift-test-ledger";

    private static MotoServer moto;
    private static DynamoDbClient dynamo;

    @BeforeAll
    static void start() {
        moto = MotoServer.start();
        dynamo = client(moto.endpoint());
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            moto.close();
        }
    }

    @BeforeEach
    void create_the_table() {
        dynamo.createTable(
                request ->
                        request.tableName(TABLE)
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .keySchema(
                                        key("partition", KeyType.HASH), key("sort", KeyType.RANGE))
                                .attributeDefinitions(text("partition"), text("sort")));
    }

    @AfterEach
    void drop_the_table() {
        dynamo.deleteTable(request -> request.tableName(TABLE));
    }

    @Override
    protected LedgerStore store() {
        return store(moto.endpoint(), TABLE);
    }

    @Test
    void a_table_that_is_not_there_is_named() {
        var store = store(moto.endpoint(), "elsewhere");

        assertThatThrownBy(() -> store.get(new LedgerStore.Key("a", "b")))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        missing ->
                                assertThat(missing.kind()).isEqualTo(CloudException.Kind.NOT_FOUND))
                .hasMessageContaining("elsewhere");
    }

    @Test
    void a_service_that_does_not_answer_is_unreachable() {
        var nobody = store(URI.create("http://127.0.0.1:1"), TABLE);

        assertThatThrownBy(() -> nobody.get(new LedgerStore.Key("a", "b")))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        silence ->
                                assertThat(silence.kind())
                                        .isEqualTo(CloudException.Kind.UNREACHABLE));
    }

    private static DynamoLedgerStore store(URI endpoint, String table) {
        return new DynamoLedgerStore(
                new AwsAccess(CREDENTIALS, Optional.of(endpoint)), "eu-west-1", table);
    }

    private static DynamoDbClient client(URI endpoint) {
        return AwsClients.sync(
                DynamoDbClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.EU_WEST_1)
                        .credentialsProvider(CREDENTIALS));
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
}
