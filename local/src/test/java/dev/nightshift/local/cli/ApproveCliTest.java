package dev.nightshift.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.approval.Approval;
import dev.nightshift.core.approval.Approval.Question;
import dev.nightshift.core.approval.Approvals;
import dev.nightshift.core.approval.Voice;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.ledger.DynamoLedgerStore;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.local.runtime.Account;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Over DynamoDB's protocol, as a person at a terminal does it. */
class ApproveCliTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final String HASH = "3f2a9c41d07b" + "0".repeat(52);

    private final MotoServer moto = MotoServer.start();
    @TempDir Path folder;
    private final Approvals approvals = new Approvals(store(), "sweep");

    private record Said(int code, String out, String err) {}

    @BeforeEach
    void deploy() throws IOException {
        Files.writeString(
                folder.resolve("nightshift.yaml"),
                """
                stage: test
                regions: { home: eu-west-1, recovery: eu-central-1 }
                notices: { slack: { secret: nightshift/slack, channel: "#ops" } }
                automations: { sweep: { schedule: rate(30 minutes) } }
                """);
        try (var dynamo = dynamo()) {
            dynamo.createTable(
                    table ->
                            table.tableName("nightshift-test-ledger")
                                    .billingMode(BillingMode.PAY_PER_REQUEST)
                                    .attributeDefinitions(List.of(text("partition"), text("sort")))
                                    .keySchema(
                                            List.of(
                                                    key("partition", KeyType.HASH),
                                                    key("sort", KeyType.RANGE))));
        }
        System.setProperty("aws.endpointUrl", moto.endpoint().toString());
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    @AfterEach
    void stop() {
        List.of("aws.endpointUrl", "aws.accessKeyId", "aws.secretAccessKey")
                .forEach(System::clearProperty);
        moto.close();
    }

    @Test
    void what_waits_is_listed_and_approved_by_the_first_digits_of_its_hash() {
        assertThat(nightshift("approve", "--list").err()).contains("Nothing waits for a yes");
        ask(false);

        assertThat(nightshift("approve", "--list").out())
                .contains("sweep", "3f2a9c41d07b", "0 of 1 say yes", "1: Take x: it is old");
        var said = nightshift("approve", "sweep", "3f2a9c41d07b");

        assertThat(said.code()).isZero();
        assertThat(said.err()).contains("approved by ", "nightshift run sweep");
        assertThat(approval().isGiven()).isTrue();
        assertThat(approval().yes().getFirst().id()).startsWith("arn:aws:");
        assertThat(new Ledger(store(), new Scope("test", "sweep")).history(5))
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.outcome()).isEqualTo("approved");
                            assertThat(line.detail()).contains("arn:aws:");
                        });
    }

    @Test
    void the_same_person_twice_is_not_enough_for_what_is_destructive() {
        ask(true);

        assertThat(nightshift("approve", "sweep", HASH).code()).isEqualTo(3);
        assertThat(nightshift("approve", "sweep", HASH).code()).isEqualTo(3);
        assertThat(approval().isGiven()).isFalse();

        approvals.approve(HASH, new Voice("slack:U2", "Bob", NOW));
        assertThat(approval().isGiven()).isTrue();
    }

    @Test
    void it_can_be_rejected_and_then_no_longer_approved() {
        ask(false);

        assertThat(nightshift("approve", "sweep", HASH, "--reject").err()).contains("rejected by ");
        var late = nightshift("approve", "sweep", HASH);
        assertThat(late.code()).isEqualTo(2);
        assertThat(late.err()).contains("nothing has changed: it was rejected by");
    }

    @Test
    void what_nobody_asked_about_and_what_is_half_said_is_refused() {
        ask(false);

        assertThat(nightshift("approve", "sweep", "ffffffffffff").err())
                .contains("sweep has asked about no plan ffffffffffff");
        assertThat(nightshift("approve", "sweep", "3f2a").err()).contains("at least 8 digits");
        assertThat(nightshift("approve", "sweep").code()).isEqualTo(2);
        assertThat(nightshift("approve", "other", HASH).code()).isEqualTo(2);
        assertThat(nightshift("approve", "--list", "sweep", HASH).code()).isEqualTo(2);
        assertThat(approval().yes()).isEmpty();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private void ask(boolean destructive) {
        approvals.ask(
                new Question(
                        "sweep",
                        HASH,
                        "over-cap",
                        Set.of("one"),
                        List.of("Take x: it is old"),
                        NOW,
                        NOW.plus(Duration.ofDays(1)),
                        destructive),
                NOW);
    }

    private Approval approval() {
        return approvals.find(HASH).orElseThrow();
    }

    private DynamoDbClient dynamo() {
        return Account.emulator(moto.endpoint()).client(DynamoDbClient.builder(), "eu-west-1");
    }

    private DynamoLedgerStore store() {
        return new DynamoLedgerStore(
                Account.emulator(moto.endpoint()).access(), "eu-west-1", "nightshift-test-ledger");
    }

    private Said nightshift(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal =
                new Terminal(
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        OptionalInt.empty(),
                        false,
                        false);
        var session =
                new Session(
                        terminal,
                        folder,
                        folder,
                        List.of(QuietSpec.fine()),
                        Map.of("AWS_ENDPOINT_URL", moto.endpoint().toString()),
                        Clock.fixed(NOW, ZoneOffset.UTC));
        var code = new Cli(session).run(arguments);
        return new Said(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
