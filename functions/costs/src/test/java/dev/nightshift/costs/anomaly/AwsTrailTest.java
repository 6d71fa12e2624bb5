package dev.nightshift.costs.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.costs.anomaly.Trail.Change;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/** Against LookupEvents on loopback, as its reference describes it; the emulator has none. */
class AwsTrailTest {
    private static final Instant FIRST = Instant.parse("2026-11-18T00:00:00Z");
    private static final Instant END = Instant.parse("2026-11-21T00:00:00Z");

    private final JsonMapper json = new JsonMapper();
    private final List<JsonNode> asked = new ArrayList<>();
    private HttpServer server;
    private CloudTrailClient client;
    private int pages = 1;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client =
                CloudTrailClient.builder()
                        .region(Region.EU_WEST_1)
                        .endpointOverride(
                                URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("key", "secret")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void pages_are_read_to_the_last_and_what_only_reads_is_left_out() {
        pages = 3;

        var read = new AwsTrail(client).changes("ec2.amazonaws.com", FIRST, END);

        assertThat(read.more()).isFalse();
        assertThat(read.changes())
                .containsExactly(
                        new Change("RunInstances", "user-0"),
                        new Change("RunInstances", "user-1"),
                        new Change("RunInstances", "user-2"));
        var question = asked.getFirst();
        assertThat(question.at("/LookupAttributes/0/AttributeKey").asText())
                .isEqualTo("EventSource");
        assertThat(question.at("/LookupAttributes/0/AttributeValue").asText())
                .isEqualTo("ec2.amazonaws.com");
        assertThat(question.at("/LookupAttributes")).hasSize(1);
        assertThat(question.at("/StartTime").asLong()).isEqualTo(FIRST.getEpochSecond());
        assertThat(question.at("/EndTime").asLong()).isEqualTo(END.getEpochSecond() - 1);
        assertThat(question.at("/MaxResults").asInt()).isEqualTo(50);
    }

    @Test
    void a_long_trail_is_read_in_part_and_that_is_said() {
        pages = 100;

        var read = new AwsTrail(client).changes("ec2.amazonaws.com", FIRST, END);

        assertThat(read.more()).isTrue();
        assertThat(asked).hasSize(4);
    }

    @Test
    void a_refusal_says_what_was_asked() {
        status = 400;

        assertThatThrownBy(() -> new AwsTrail(client).changes("ec2.amazonaws.com", FIRST, END))
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("look up the events of ec2.amazonaws.com in eu-west-1");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var question = json.readTree(exchange.getRequestBody().readAllBytes());
            asked.add(question);
            var target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            var body =
                    status == 200 && target.endsWith(".LookupEvents")
                            ? page(question.path("NextToken").asInt(0))
                            : "{\"__type\": \"AccessDeniedException\", \"message\": \"no\"}";
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String page(int number) {
        var page = json.createObjectNode();
        var events = page.putArray("Events");
        events.addObject()
                .put("EventName", "RunInstances")
                .put("ReadOnly", "false")
                .put("Username", "user-" + number);
        events.addObject()
                .put("EventName", "DescribeInstances")
                .put("ReadOnly", "true")
                .put("Username", "monitor");
        if (number + 1 < pages) {
            page.put("NextToken", String.valueOf(number + 1));
        }
        return page.toString();
    }
}
