package dev.nightshift.rollback.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.aws.StoredSecret;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.testing.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The calls as they go over the wire, to a stand-in on loopback. */
class AwsOutsideTest {
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> log = new ArrayList<>();
    private volatile String stored = "{\"signingSecret\":\"" + SECRET + "\"}";
    private final TestClock clock = new TestClock(Counter.NOW);
    private volatile int status = 200;
    private HttpServer server;
    private URI address;
    private AwsOutside outside;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        server.createContext(
                "/",
                exchange -> {
                    var body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    requests.add(
                            "%s %s %s %s"
                                    .formatted(
                                            exchange.getRequestMethod(),
                                            exchange.getRequestURI(),
                                            exchange.getRequestHeaders()
                                                    .getFirst("X-Amz-Invocation-Type"),
                                            body));
                    var isSecret = exchange.getRequestHeaders().containsKey("X-Amz-Target");
                    var answer =
                            isSecret
                                    ? "{\"SecretString\":\"" + stored.replace("\"", "\\\"") + "\"}"
                                    : "";
                    var bytes = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(
                            exchange.getRequestURI().getPath().startsWith("/2015") ? 202 : status,
                            bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"));
        var region = Region.of("eu-west-1");
        outside =
                new AwsOutside(
                        new Scope("dev", "approvals"),
                        AwsClients.sync(
                                LambdaClient.builder()
                                        .endpointOverride(address)
                                        .region(region)
                                        .credentialsProvider(credentials)),
                        new StoredSecret(
                                AwsClients.sync(
                                        SecretsManagerClient.builder()
                                                .endpointOverride(address)
                                                .region(region)
                                                .credentialsProvider(credentials)),
                                "nightshift/slack-signing"),
                        new Log(new Scope("dev", "approvals"), clock, log::add),
                        clock);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void the_rest_is_an_event_to_itself_and_a_wake_is_one_to_the_automation() {
        var node = Reply.alone("x");
        outside.later(new Later("rds-backup", Counter.HASH, Optional.empty(), node, "late"));
        outside.wake("rds-backup");

        assertThat(requests)
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .startsWith(
                                                "POST /2015-03-31/functions/"
                                                        + "nightshift-dev-approvals/invocations"
                                                        + "?Qualifier=live Event {")
                                        .contains("\"approvals\":\"tell\"", "\"why\":\"late\""),
                        second ->
                                assertThat(second)
                                        .startsWith(
                                                "POST /2015-03-31/functions/"
                                                        + "nightshift-dev-rds-backup/invocations"
                                                        + "?Qualifier=live Event ")
                                        .endsWith("{\"trigger\":\"manual\"}"));
    }

    @Test
    void the_secret_is_read_once_a_minute() {
        assertThat(outside.signingSecret()).isEqualTo(SECRET);
        stored = "{\"signingSecret\":\"another\"}";
        assertThat(outside.signingSecret()).isEqualTo(SECRET);
        clock.advance(Duration.ofMinutes(1));
        assertThat(outside.signingSecret()).isEqualTo("another");
        assertThat(requests).hasSize(2);
    }

    @Test
    void a_secret_of_another_shape_is_refused_and_not_quoted() {
        for (var text : List.of("hunter2", "{}", "{\"signingSecret\":\"  \"}", "[\"hunter2\"]")) {
            stored = text;
            assertThatThrownBy(() -> outside.signingSecret())
                    .isInstanceOf(CloudException.class)
                    .hasMessageContaining("nightshift/slack-signing must hold")
                    .hasMessageNotContaining("hunter2")
                    .hasNoCause();
        }
    }

    @Test
    void a_message_is_changed_once_and_an_address_that_is_over_is_no_trouble() {
        outside.answer(address.resolve("/actions/secret"), Reply.alone("x"));
        status = 404;
        outside.answer(address.resolve("/actions/secret"), Reply.alone("x"));

        assertThat(requests).hasSize(2).allMatch(line -> line.startsWith("POST /actions/secret"));
        assertThat(log).hasSize(1);
        assertThat(log.toString()).contains("404").doesNotContain("/actions/secret");
    }

    @Test
    void slack_in_trouble_is_for_lambda_to_try_again() {
        for (var trouble : List.of(500, 503, 429)) {
            status = trouble;
            assertThatThrownBy(
                            () ->
                                    outside.answer(
                                            address.resolve("/actions/secret"), Reply.alone("x")))
                    .isInstanceOf(CloudException.class)
                    .hasMessageNotContaining("/actions/secret");
        }
        server.stop(0);
        assertThatThrownBy(() -> outside.answer(address.resolve("/secret"), Reply.alone("x")))
                .isInstanceOf(CloudException.class)
                .hasMessageNotContaining("/secret");
    }

    @Test
    void a_redirect_is_not_followed() {
        status = 302;
        outside.answer(address.resolve("/actions/secret"), Reply.alone("x"));
        assertThat(requests).hasSize(1);
    }
}
