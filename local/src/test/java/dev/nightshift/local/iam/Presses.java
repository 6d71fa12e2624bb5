package dev.nightshift.local.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.nightshift.core.approval.Approval.Question;
import dev.nightshift.core.approval.Approvals;
import dev.nightshift.core.approval.Voice;
import dev.nightshift.core.http.Hmac;
import dev.nightshift.core.ledger.DynamoLedgerStore;
import dev.nightshift.local.jars.FunctionJar;
import dev.nightshift.local.jars.House;
import dev.nightshift.local.runtime.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What Slack and GitHub send to the functions that have an address of their own, signed now. */
final class Presses implements AutoCloseable {
    /** Of Slack's own examples. */
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    private static final String HASH = "0a1b".repeat(16);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Account admin;
    private final HttpServer lambda;

    private Presses(Account admin) throws IOException {
        this.admin = admin;
        // the emulator would want containers to run what is invoked in
        lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lambda.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(202, -1);
                    }
                });
        lambda.start();
        try (var secrets = admin.client(SecretsManagerClient.builder(), House.REGION)) {
            secrets.createSecret(
                    create ->
                            create.name("nightshift/slack-signing")
                                    .secretString("{\"signingSecret\":\"%s\"}".formatted(SECRET)));
            secrets.createSecret(create -> create.name("nightshift/github").secretString(SECRET));
        }
    }

    static Presses build(Account admin) throws IOException {
        return new Presses(admin);
    }

    /** Somebody presses a button; what the function leaves for later is taken, and not run. */
    Scene button() {
        question();
        var event = event("approvals/approve.json");
        var at = Long.toString(Instant.now().getEpochSecond());
        var signed = "v0:" + at + ":" + event.path("body").asText();
        event.withObject("headers")
                .put("x-slack-request-timestamp", at)
                .put("x-slack-signature", "v0=" + hmac(signed));
        return new Scene(event.toString(), functions(), "\"statusCode\":200");
    }

    /** What the function left for itself, where Slack named no place for an answer. */
    Scene rest() {
        question().approve(HASH, new Voice("slack:U2CERLKJA", "ada", Instant.now()));
        var event = event("approvals/inner.json");
        event.remove("answer");
        return new Scene(event.toString(), functions(), "\"statusCode\":200");
    }

    private Approvals question() {
        var now = Instant.now();
        var approvals =
                new Approvals(
                        new DynamoLedgerStore(
                                admin.access(), House.REGION, "nightshift-prod-ledger"),
                        "rds-backup");
        approvals.ask(
                new Question(
                        "rds-backup",
                        HASH,
                        "over-cap",
                        Set.of("one"),
                        List.of("Delete snapshot shop-2026-10-01: kept by no rule"),
                        now,
                        now.plus(Duration.ofDays(1)),
                        false),
                now);
        return approvals;
    }

    /** GitHub tells of a deployment. */
    Scene webhook() {
        var event = event("approvals/approve.json");
        var body =
                read("deploy-watch/webhooks/github-deployment.json")
                        .replaceAll("2026-11-28T09:20:00Z", Instant.now().toString());
        event.put("rawPath", "/github").put("body", body);
        event.putObject("headers")
                .put("x-github-event", "deployment")
                .put("x-hub-signature-256", "sha256=" + hmac(body));
        return Scene.of(event.toString(), "\"statusCode\":200");
    }

    private static String hmac(String text) {
        return HexFormat.of().formatHex(Hmac.sha256(SECRET, text.getBytes(UTF_8)));
    }

    private Map<String, URI> functions() {
        return Map.of("lambda", URI.create("http://127.0.0.1:" + lambda.getAddress().getPort()));
    }

    private static ObjectNode event(String file) {
        try {
            return (ObjectNode) JSON.readTree(read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(FunctionJar.HOME.resolve("events").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        lambda.stop(0);
    }
}
