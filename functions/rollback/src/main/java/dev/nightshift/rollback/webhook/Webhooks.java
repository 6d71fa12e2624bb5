package dev.nightshift.rollback.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.core.http.HttpAnswer;
import dev.nightshift.core.http.HttpRequest;
import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.events.LedgerDeploymentLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes webhooks of senders that are configured. First the signature, over the bytes as they came;
 * only then is anything read. A delivery that is repeated says the same again, and one that is old
 * says what was so then: neither does harm.
 */
public final class Webhooks {
    private static final int MOST_BYTES = 1024 * 1024;

    /** Clocks differ; an event from further ahead would outlast all that comes after it. */
    private static final Duration AHEAD = Duration.ofMinutes(15);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<Sender, String> senders;
    private final Function<String, String> secrets;

    /**
     * @param senders the name of the secret of each
     * @param secrets from the name of a secret to its text
     */
    public Webhooks(Map<Sender, String> senders, Function<String, String> secrets) {
        this.senders = Map.copyOf(senders);
        this.secrets = secrets;
    }

    /**
     * What is to be answered, and what was told.
     *
     * @param event empty if the request is refused, or tells of no deployment
     */
    public record Accepted(HttpAnswer answer, Optional<DeploymentEvent> event) {
        private static Accepted without(int status, String why) {
            return new Accepted(new HttpAnswer(status, why), Optional.empty());
        }
    }

    /**
     * Looks at a request.
     *
     * @throws dev.nightshift.core.automation.CloudException if the secret cannot be read
     */
    public Accepted accept(HttpRequest request, Instant now) {
        var sender = Sender.at(request.path()).filter(senders::containsKey);
        if (sender.isEmpty()) {
            return Accepted.without(404, "nothing is here");
        }
        if (!request.method().equals("POST")) {
            return Accepted.without(405, "POST only");
        }
        if (request.body().length > MOST_BYTES) {
            return Accepted.without(413, "at most 1 MB");
        }
        var secret = secrets.apply(senders.getOrDefault(sender.get(), ""));
        if (!Signatures.isGenuine(sender.get(), request, secret)) {
            return new Accepted(HttpAnswer.unauthorized(), Optional.empty());
        }
        var body = json(request.body());
        if (body.isEmpty()) {
            return Accepted.without(400, "not a JSON object");
        }
        return decode(sender.get(), request, body.get())
                .filter(event -> event.at().isBefore(now.plus(AHEAD)))
                .filter(event -> event.at().isAfter(now.minus(LedgerDeploymentLog.KEPT)))
                .map(event -> new Accepted(HttpAnswer.ok(), Optional.of(event)))
                .orElseGet(() -> Accepted.without(202, "nothing to note"));
    }

    private static Optional<DeploymentEvent> decode(
            Sender sender, HttpRequest request, JsonNode body) {
        return switch (sender) {
            case GITHUB -> GitHubPayloads.decode(request.header("x-github-event").orElse(""), body);
            case VERCEL -> HostPayloads.vercel(body);
            case NETLIFY -> HostPayloads.netlify(body);
        };
    }

    private static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.of(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (IOException broken) {
            // the sender is told
            return Optional.empty();
        }
    }
}
