package dev.nightshift.rollback.approvals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.core.aws.StoredSecret;
import dev.nightshift.core.log.Log;
import dev.nightshift.rollback.secret.CachedSecrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** {@link Outside} on Lambda, Secrets Manager and Slack's web addresses. */
final class AwsOutside implements Outside {
    /** For a message to change; it is tried again by Lambda. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Scope scope;
    private final LambdaClient lambda;
    private final StoredSecret secret;
    private final CachedSecrets read;
    private final Log log;

    /**
     * @param scope the function's own
     */
    AwsOutside(Scope scope, LambdaClient lambda, StoredSecret secret, Log log, Clock clock) {
        this.scope = scope;
        this.lambda = lambda;
        this.secret = secret;
        this.read = new CachedSecrets(_ -> signingSecret(secret), clock);
        this.log = log;
    }

    @Override
    public String signingSecret() {
        return read.text(secret.name());
    }

    private static String signingSecret(StoredSecret secret) {
        try {
            var value = JSON.readTree(secret.read()).path("signingSecret");
            if (value.isTextual() && !value.asText().isBlank()) {
                return value.asText();
            }
        } catch (JsonProcessingException notJson) {
            // its message quotes the text: fall through to one that does not
        }
        throw new CloudException(
                Kind.REJECTED,
                "the secret " + secret.name() + " must hold {\"signingSecret\": \"...\"}");
    }

    @Override
    public void later(Later rest) {
        invoke(scope.automation(), rest.json());
    }

    @Override
    public void wake(String automation) {
        invoke(automation, JSON.createObjectNode().put("trigger", "manual"));
    }

    private void invoke(String name, ObjectNode event) {
        try {
            lambda.invoke(
                    request ->
                            request.functionName(scope.resource(name))
                                    .qualifier(ApprovalsFunction.ALIAS)
                                    .invocationType(InvocationType.EVENT)
                                    .payload(SdkBytes.fromUtf8String(Reply.text(event))));
        } catch (SdkException failure) {
            throw AwsErrors.translate("invoke " + scope.resource(name), failure);
        }
    }

    @Override
    public void answer(URI where, ObjectNode reply) {
        // neither the address, which is a secret, nor what goes there is ever in a message
        try (var http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(PATIENCE)
                        .build()) {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(where)
                                    .timeout(PATIENCE)
                                    .header("Content-Type", "application/json; charset=utf-8")
                                    .POST(BodyPublishers.ofString(Reply.text(reply)))
                                    .build(),
                            BodyHandlers.discarding());
            if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
                throw new CloudException(
                        Kind.UNREACHABLE, "Slack answered HTTP " + answer.statusCode());
            }
            if (answer.statusCode() != 200) {
                // the half hour of the address is over, or the message is gone: no use in trying
                log.info(
                        "the message stays as it is",
                        "status",
                        Integer.toString(answer.statusCode()));
            }
        } catch (IOException silence) {
            throw new CloudException(
                    Kind.UNREACHABLE,
                    "no answer from Slack: " + silence.getClass().getSimpleName());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CloudException(Kind.UNREACHABLE, "interrupted while waiting for Slack");
        }
    }
}
