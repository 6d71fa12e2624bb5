package dev.nightshift.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.core.testing.RawServer;
import dev.nightshift.core.text.Urls;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsApiTest {
    private final RawServer server = new RawServer();
    private final AwsApi dynamo =
            api(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
                    AwsService.DYNAMODB);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void requests_follow_each_other_on_one_connection_and_are_signed() {
        server.ok("{\"Item\":{}}").ok("{}").ok("");

        assertThat(get().has("Item")).isTrue();
        assertThat(get().isEmpty()).isTrue();
        assertThat(get().isMissingNode()).isTrue();

        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.requests().getFirst())
                .startsWith("POST / HTTP/1.1\r\n")
                .contains("X-Amz-Target: DynamoDB_20120810.GetItem\r\n")
                .contains("Content-Type: application/x-amz-json-1.0\r\n")
                .contains("Authorization: AWS4-HMAC-SHA256 Credential=key/")
                .contains("/eu-west-1/dynamodb/aws4_request")
                .endsWith("\r\n\r\n{\"TableName\":\"ledger\"}");
    }

    @Test
    void a_path_and_a_query_are_encoded() {
        server.ok("{}").ok("{}");
        var lambda =
                api(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("key", "secret")),
                        AwsService.LAMBDA);

        lambda.get("look", "/functions/" + Urls.part("a b:ä"), Map.of("Marker", "x/y+z"));
        lambda.put("change", "/functions/shop", object());

        assertThat(server.requests().getFirst())
                .startsWith("GET /functions/a%20b%3A%C3%A4?Marker=x%2Fy%2Bz HTTP/1.1\r\n");
        assertThat(server.requests().get(1))
                .startsWith("PUT /functions/shop HTTP/1.1\r\n")
                .contains("Content-Length: 2\r\n")
                .endsWith("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|''|{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\",\"message\":\"no table\"}"
                        + "|NOT_FOUND|ResourceNotFoundException: no table",
                "404|x-amzn-ErrorType: ResourceNotFoundException:http://internal/|{\"Message\":\"no function\"}"
                        + "|NOT_FOUND|ResourceNotFoundException: no function",
                "400|''|{\"__type\":\"AccessDeniedException\",\"Message\":\"not authorized\"}"
                        + "|DENIED|AccessDeniedException: not authorized; grant the action",
                "400|''|{\"__type\":\"ValidationException\",\"message\":\"no\"}|REJECTED|ValidationException: no",
                "403|''|<html>|DENIED|HTTP 403",
            })
    void a_refusal_says_which(int status, String header, String body, Kind kind, String words) {
        server.then(answer(status, header, body));

        assertThatThrownBy(this::get)
                .isInstanceOfSatisfying(
                        WireRefusal.class,
                        refusal -> {
                            var told = AwsErrors.translate("read the ledger", refusal);
                            assertThat(told.kind()).isEqualTo(kind);
                            assertThat(told)
                                    .hasMessageContaining("could not read the ledger: " + words);
                        });
        assertThat(server.requests()).as("asking again changes nothing").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProvisionedThroughputExceededException",
                "ThrottlingException",
                "InternalError"
            })
    void what_passes_is_asked_again(String code) {
        var busy = answer(400, "", "{\"__type\":\"x#" + code + "\"}");
        server.then(busy).then(busy).ok("{\"Item\":{}}");

        assertThat(get().has("Item")).isTrue();

        server.then(busy).then(busy).then(busy).ok("{}");
        assertThatThrownBy(this::get).isInstanceOf(WireRefusal.class);
        assertThat(server.requests()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"It" + RawServer.CLOSE,
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{x",
                "220 mail.example.com ESMTP\r\n" + RawServer.CLOSE
            })
    void what_is_no_whole_answer_is_unreachable_after_three_times(String nonsense) {
        server.then(nonsense).then(nonsense).ok("{}");
        get();

        server.then(nonsense).then(nonsense).then(nonsense);
        fails(this::get, Kind.UNREACHABLE, "could not look");
    }

    @Test
    void a_connection_that_the_server_closed_meanwhile_costs_nothing_but_a_new_one() {
        server.then(answer(200, "", "{}") + RawServer.CLOSE).ok("{}");
        get();

        get();

        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void without_credentials_nothing_is_sent() {
        AwsCredentialsProvider nobody =
                () -> {
                    throw SdkClientException.create("Unable to load credentials from anywhere");
                };

        fails(
                () -> api(nobody, AwsService.DYNAMODB).call("look", "GetItem", object()),
                Kind.UNREACHABLE,
                "set AWS_PROFILE");
        assertThat(server.requests()).isEmpty();
    }

    private AwsApi api(AwsCredentialsProvider credentials, AwsService service) {
        var access = new AwsAccess(credentials, Optional.of(server.endpoint()));
        return new AwsApi(access, service, "eu-west-1");
    }

    private JsonNode get() {
        return dynamo.call("look", "GetItem", object().put("TableName", "ledger"));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String answer(int status, String header, String body) {
        return "HTTP/1.1 %d x\r\n%sContent-Length: %d\r\n\r\n%s"
                .formatted(status, header.isEmpty() ? "" : header + "\r\n", body.length(), body);
    }

    private static void fails(ThrowingCallable call, Kind kind, String words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CloudException.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContaining(words);
    }
}
