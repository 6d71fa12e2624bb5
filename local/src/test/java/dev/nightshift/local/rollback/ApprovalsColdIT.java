package dev.nightshift.local.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.approval.Approval.Question;
import dev.nightshift.core.approval.Approvals;
import dev.nightshift.core.http.Hmac;
import dev.nightshift.core.ledger.DynamoLedgerStore;
import dev.nightshift.local.demo.AliasedFunction;
import dev.nightshift.local.jars.FunctionJar;
import dev.nightshift.local.jars.House;
import dev.nightshift.local.runtime.DeployedFunction;
import dev.nightshift.local.runtime.InvocationResult;
import dev.nightshift.local.runtime.Invoker;
import dev.nightshift.rollback.approvals.ApprovalsFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Slack waits three seconds for the answer to a press of a button, also from a function that has to
 * start first: the room's jar in a JVM of its own, without SnapStart, through AWS's runtime
 * interface client, from the start of the process to the answer.
 *
 * @see <a
 *     href="https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response">
 *     Acknowledgment response</a>
 */
class ApprovalsColdIT {
    private static final Duration SLACKS_PATIENCE = Duration.ofSeconds(3);

    /** Each in a process of its own; a press is taken once. */
    private static final int PRESSES = 3;

    private static final String NAME = "nightshift-dev-" + ApprovalsFunction.NAME;
    private static final String SIGNED_WITH = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final String SAMPLE_HASH = "0a1b".repeat(16);
    private static final String SETTINGS =
            """
            stage: dev
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices:
              slack:
                secret: nightshift/slack
                channel: "#ops"
                approvals:
                  signingSecret: nightshift/slack-signing
                  users: [U2CERLKJA]
                  channels: [C0123456789]
            automations:
              rds-backup:
                schedule: rate(30 minutes)
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir Path folder;

    @Test
    void a_press_is_answered_before_slack_gives_up_though_the_function_is_cold() throws Exception {
        var config = Files.writeString(folder.resolve("nightshift.yaml"), SETTINGS);
        try (var house = House.start("dev")) {
            keepSecret(house);
            // so that it can leave the rest to itself
            new AliasedFunction(house.account(), House.REGION, NAME).build(1);
            var function =
                    FunctionJar.of("rollback")
                            .function(
                                    NAME,
                                    ApprovalsFunction.HANDLER,
                                    role(),
                                    ApprovalsFunction.MEMORY_MB,
                                    config,
                                    house.environment());
            var approvals =
                    new Approvals(
                            new DynamoLedgerStore(
                                    house.account().access(), House.REGION, house.ledger()),
                            "rds-backup");
            var taken = new ArrayList<Duration>();
            for (int press = 0; press < PRESSES; press++) {
                var hash = "%064x".formatted(press + 1);
                approvals.ask(question(hash), Instant.now());

                taken.add(press(house, function, event(hash)));

                assertThat(approvals.find(hash).orElseThrow().isGiven()).isTrue();
            }
            // one of them may meet a machine that does something else
            taken.sort(Comparator.naturalOrder());
            assertThat(taken.get(PRESSES / 2)).isLessThan(SLACKS_PATIENCE);
        }
    }

    private static Duration press(House house, DeployedFunction function, String event)
            throws IOException {
        try (var invoker = new Invoker(house.account(), FunctionJar.HOME)) {
            var result = invoker.invoke(function, event, line -> {});
            var used = processorTime();
            assertThat(result.errorType()).as(result.payload() + result.logs()).isEmpty();
            assertThat(JSON.readTree(result.payload()).path("statusCode").asInt())
                    .as(result.payload() + result.logs())
                    .isEqualTo(200);
            return told(result, used);
        }
    }

    private static Duration told(InvocationResult result, Duration used) {
        var all = result.init().plus(result.duration());
        System.out.printf(
                Locale.ROOT,
                "a cold press of a button: answered after %d ms of at most %d ms (%d ms to start,"
                        + " %d ms for the press; %d ms of the processors)%n",
                all.toMillis(),
                SLACKS_PATIENCE.toMillis(),
                result.init().toMillis(),
                result.duration().toMillis(),
                used.toMillis());
        return all;
    }

    /** Of the function's JVM, as long as it lives. */
    private static Duration processorTime() {
        return ProcessHandle.current()
                .children()
                .map(ProcessHandle::info)
                .filter(info -> info.commandLine().orElse("").contains("ApprovalsHandler"))
                .flatMap(info -> info.totalCpuDuration().stream())
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private static Question question(String hash) {
        var now = Instant.now();
        return new Question(
                "rds-backup",
                hash,
                "over-cap",
                Set.of("one"),
                List.of("Delete snapshot shop-2026-10-01: kept by no rule"),
                now,
                now.plus(Duration.ofDays(1)),
                false);
    }

    /** The recorded press, for this plan, signed now. */
    private static String event(String hash) throws IOException {
        var event =
                (ObjectNode)
                        JSON.readTree(
                                FunctionJar.HOME.resolve("events/approvals/approve.json").toFile());
        var body = event.path("body").asText().replace(SAMPLE_HASH, hash);
        var at = Long.toString(Instant.now().getEpochSecond());
        var signature =
                HexFormat.of()
                        .formatHex(
                                Hmac.sha256(
                                        SIGNED_WITH,
                                        ("v0:" + at + ":" + body)
                                                .getBytes(StandardCharsets.UTF_8)));
        event.put("body", body);
        event.withObjectProperty("headers")
                .put("x-slack-request-timestamp", at)
                .put("x-slack-signature", "v0=" + signature);
        return event.toString();
    }

    private static void keepSecret(House house) {
        try (var secrets = house.account().client(SecretsManagerClient.builder(), House.REGION)) {
            secrets.createSecret(
                    create ->
                            create.name("nightshift/slack-signing")
                                    .secretString(
                                            "{\"signingSecret\":\"%s\"}".formatted(SIGNED_WITH)));
        }
    }

    private static String role() {
        return "arn:aws:iam::%s:role/any".formatted(House.ACCOUNT);
    }
}
