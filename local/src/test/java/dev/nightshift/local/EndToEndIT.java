package dev.nightshift.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.local.cli.CommandProcess;
import dev.nightshift.local.cli.CommandProcess.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Someone else's estate, deployed and run from the command line, and looked at with AWS's own
 * command line. The tests are the steps of one story, in this order.
 */
@TestMethodOrder(OrderAnnotation.class)
class EndToEndIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SETTINGS =
            """
            stage: it
            regions: { home: us-west-2, recovery: us-east-2 }
            notices:
              slack: { secret: team/slack, channel: "#night" }
            automations:
              rds-backup:
                schedule: rate(1 hour)
                select: { tags: { tier: gold } }
                every: 12h
                keep: { last: 2, daily: 7 }
                rpo: 13h
                apply: true
            """;

    @TempDir static Path folder;
    private static final Map<String, String> settings = new HashMap<>();
    private static Optional<MotoServer> moto = Optional.empty();

    @BeforeAll
    static void begin() throws IOException, InterruptedException {
        var server = MotoServer.start();
        moto = Optional.of(server);
        settings.put("AWS_ENDPOINT_URL", server.endpoint().toString());
        settings.put("AWS_ACCESS_KEY_ID", "someone");
        settings.put("AWS_SECRET_ACCESS_KEY", "someone");
        Assumptions.assumeTrue(
                CommandProcess.runAny(folder, Map.of(), List.of("sh", "-c", "command -v aws"))
                                .code()
                        == 0,
                "skipped: the aws CLI is not on the PATH (pip install awscli)");
        Files.writeString(folder.resolve("nightshift.yaml"), SETTINGS);
        aws(
                "rds",
                "create-db-instance",
                "--db-instance-identifier",
                "billing",
                "--db-instance-class",
                "db.t4g.micro",
                "--engine",
                "postgres",
                "--master-username",
                "root1",
                "--master-user-password",
                "not-a-real-password",
                "--allocated-storage",
                "20",
                "--tags",
                "Key=tier,Value=gold");
        aws(
                "rds",
                "create-db-instance",
                "--db-instance-identifier",
                "scratch",
                "--db-instance-class",
                "db.t4g.micro",
                "--engine",
                "postgres",
                "--master-username",
                "root1",
                "--master-user-password",
                "not-a-real-password",
                "--allocated-storage",
                "20",
                "--tags",
                "Key=tier,Value=none");
    }

    @AfterAll
    static void end() {
        moto.ifPresent(MotoServer::close);
    }

    @Test
    @Order(1)
    void the_bundle_is_deployed_and_compared() throws IOException, InterruptedException {
        var said = nightshift("deploy", "--local");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).contains("all as the template says");
    }

    @Test
    @Order(2)
    void a_plan_and_a_rehearsal_say_what_is_to_come_and_change_nothing()
            throws IOException, InterruptedException {
        var plan = nightshift("plan", "rds-backup");
        assertThat(plan.out()).contains("snapshot billing/").doesNotContain("scratch");

        var rehearsal = nightshift("run", "rds-backup", "--dry-run", "--output", "json");
        assertThat(rehearsal.code()).as(rehearsal.err()).isBetween(0, 1);
        assertThat(JSON.readTree(rehearsal.out()).path("mode").asText()).isEqualTo("DRY_RUN");
        assertThat(snapshots()).isEmpty();
    }

    @Test
    @Order(3)
    void the_first_invocation_backs_up_what_is_selected() throws IOException, InterruptedException {
        var said = nightshift("invoke", "rds-backup");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(JSON.readTree(said.out()).path("result").asText()).isEqualTo("ran");
        var snapshots = snapshots();
        assertThat(snapshots).hasSize(1);
        assertThat(snapshots.get(0).path("DBInstanceIdentifier").asText()).isEqualTo("billing");
        assertThat(snapshots.get(0).path("TagList").toString())
                .contains("nightshift:owner")
                .contains("it/rds-backup")
                .contains("nightshift:slot");
    }

    @Test
    @Order(4)
    void the_second_one_finds_nothing_to_do() throws IOException, InterruptedException {
        var said = nightshift("invoke", "rds-backup");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(snapshots()).hasSize(1);
    }

    @Test
    @Order(5)
    void people_are_told_through_the_queue_and_nothing_is_lost_without_slack()
            throws IOException, InterruptedException {
        assertThat(waiting()).isPositive();
    }

    @Test
    @Order(6)
    void history_says_what_was_done_and_why() throws IOException, InterruptedException {
        var said = nightshift("history", "--output", "json");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("snapshot billing/").contains("because");
    }

    @Test
    @Order(7)
    void a_null_event_and_a_large_one_end_in_one_answer_and_no_second_backup()
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("null.json"), "null");
        Files.writeString(
                folder.resolve("large.json"), "{\"padding\":\"" + "x".repeat(256 * 1024) + "\"}");

        for (var event : List.of("null.json", "large.json")) {
            var said = nightshift("invoke", "rds-backup", "--quiet", "--event", event);
            assertThat(said.code()).as(event + said.err()).isBetween(0, 1);
            assertThat(JSON.readTree(said.out()).isObject()).isTrue();
        }
        assertThat(snapshots()).hasSize(1);
    }

    private static JsonNode snapshots() throws IOException, InterruptedException {
        return aws("rds", "describe-db-snapshots", "--snapshot-type", "manual").path("DBSnapshots");
    }

    private static int waiting() throws IOException, InterruptedException {
        var url = aws("sqs", "get-queue-url", "--queue-name", "nightshift-it-notices");
        return aws(
                        "sqs",
                        "get-queue-attributes",
                        "--queue-url",
                        url.path("QueueUrl").asText(),
                        "--attribute-names",
                        "ApproximateNumberOfMessages")
                .at("/Attributes/ApproximateNumberOfMessages")
                .asInt();
    }

    private static Said nightshift(String... arguments) throws IOException, InterruptedException {
        return CommandProcess.run(folder, settings, arguments);
    }

    private static JsonNode aws(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("aws", "--region", "us-west-2", "--output", "json"));
        command.addAll(List.of("--endpoint-url", settings.get("AWS_ENDPOINT_URL")));
        command.addAll(List.of(arguments));
        var said = CommandProcess.runAny(folder, settings, command);
        assertThat(said.code()).as(said.err()).isZero();
        return JSON.readTree(said.out());
    }
}
