package dev.nightshift.rollback.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.http.Hmac;
import dev.nightshift.core.http.HttpRequest;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.TestClock;
import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.events.DeploymentEvent.Phase;
import dev.nightshift.rollback.events.EventFiles;
import dev.nightshift.rollback.events.LedgerDeploymentLog;
import dev.nightshift.rollback.watch.EventNotes;
import dev.nightshift.rollback.watch.Samples;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {
    private static final Instant NOW = Instant.parse("2026-11-28T09:30:00Z");
    private static final String SECRET = "It's a Secret to Everybody";

    private final List<String> asked = new ArrayList<>();
    private final Webhooks webhooks =
            new Webhooks(
                    Map.of(
                            Sender.GITHUB, "nightshift/github",
                            Sender.VERCEL, "nightshift/vercel",
                            Sender.NETLIFY, "nightshift/netlify"),
                    name -> {
                        asked.add(name);
                        return SECRET;
                    });

    /** From GitHub's documentation, with its secret, so that not both sides are ours. */
    @Test
    void the_example_that_github_publishes_is_genuine() {
        var request =
                new HttpRequest(
                        "POST",
                        "/github",
                        Map.of(
                                "X-Hub-Signature-256",
                                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
                        "Hello, World!".getBytes(StandardCharsets.UTF_8));

        assertThat(Signatures.isGenuine(Sender.GITHUB, request, SECRET)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "deployment, github-deployment, acme/shop@production, -, STARTED, 2026-11-28T09:20:00Z, ada, New checkout, true",
                "deployment_status, github-deployment-status, acme/shop, -, SUCCEEDED, 2026-11-28T09:26:00Z, ada, New checkout, true",
                "workflow_run, github-workflow-run, acme/shop@Deploy, -, FAILED, 2026-11-28T09:27:00Z, ada, New checkout, false",
                "-, vercel-created, prj_front, dpl_42, STARTED, 2026-11-28T09:20:00Z, Ada, New landing page, false",
                "-, vercel-succeeded, front, dpl_42, SUCCEEDED, 2026-11-28T09:21:30Z, Ada, New landing page, false",
                "-, vercel-error, front, dpl_42, FAILED, 2026-11-28T09:21:30Z, Ada, New landing page, false",
                "-, vercel-promoted, front, dpl_42, SUCCEEDED, 2026-11-28T09:22:00Z, Ada, New landing page, false",
                "-, netlify-ready, blog, 5ebc34bf4fea0b01f02efa3a, SUCCEEDED, 2026-11-28T09:18:56.634Z, ada, A post about nights, false",
                "-, netlify-error, blog, 5ebc34bf4fea0b01f02efa3b, FAILED, 2026-11-28T09:17:00Z, -, Build script returned non-zero exit code: 2, false"
            })
    void each_situation_is_understood(
            String type,
            String file,
            String name,
            String revision,
            Phase phase,
            Instant at,
            String by,
            String what,
            boolean irreversible) {
        var event = accept(file, type == null ? "" : type).event().orElseThrow();

        assertThat(event.subject().names()).contains(name);
        assertThat(event.revision()).isEqualTo(Optional.ofNullable(revision));
        assertThat(event.phase()).isEqualTo(phase);
        assertThat(event.at()).isEqualTo(at);
        assertThat(event.by()).isEqualTo(Optional.ofNullable(by));
        assertThat(event.what()).contains(what);
        assertThat(event.link()).isPresent();
        assertThat(event.irreversible()).isEqualTo(irreversible);
    }

    @ParameterizedTest
    @CsvSource({
        "deployment_status, github-deployment-status, New checkout",
        "workflow_run, github-workflow-run, New checkout",
        "'', vercel-created, New landing page",
        "'', netlify-ready, A post about nights"
    })
    void the_words_of_a_release_may_mark_it(String type, String file, String words) {
        var said = new String(EventFiles.bytes("webhooks/" + file), StandardCharsets.UTF_8);
        var silent = said.replace("\"irreversible\": true", "\"irreversible\": false");
        var marked = silent.replace(words, words + "\\n\\nnightshift:irreversible");

        assertThat(told(file, type, silent).irreversible()).isFalse();
        assertThat(told(file, type, marked).irreversible()).isTrue();
        assertThat(told(file, type, marked).what()).contains(words);
    }

    private DeploymentEvent told(String file, String type, String body) {
        return accept(file, type, body.getBytes(StandardCharsets.UTF_8)).event().orElseThrow();
    }

    @Test
    void a_workflow_that_is_not_named_is_not_the_repositorys_deployment() {
        assertThat(
                        accept("github-workflow-run", "workflow_run")
                                .event()
                                .orElseThrow()
                                .subject()
                                .names())
                .containsExactly("acme/shop@Deploy");
    }

    @ParameterizedTest
    @CsvSource({
        "ping, github-ping",
        "push, github-deployment",
        "'', vercel-preview",
        "'', netlify-preview"
    })
    void what_tells_of_no_release_is_taken_and_not_noted(String type, String file) {
        var accepted = accept(file, type);

        assertThat(accepted.answer().status()).isEqualTo(202);
        assertThat(accepted.event()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Sender.class)
    void ten_thousand_forgeries_are_refused_without_a_hint(Sender sender) {
        var random = new Random(sender.word().length());
        var file =
                switch (sender) {
                    case GITHUB -> "github-deployment";
                    case VERCEL -> "vercel-created";
                    case NETLIFY -> "netlify-ready";
                };
        var body = EventFiles.bytes("webhooks/" + file);
        var genuine = signed(sender, body, SECRET);
        assertThat(webhooks.accept(request(sender, genuine, body), NOW).answer().status())
                .isBetween(200, 202);
        for (int i = 0; i < 10_000; i++) {
            var forged = forged(random, sender, genuine, body);
            var accepted = webhooks.accept(forged, NOW);
            assertThat(accepted.answer().status()).as("forgery %d", i).isEqualTo(401);
            assertThat(accepted.answer().body()).isEqualTo("not signed as it must be");
            assertThat(accepted.event()).isEmpty();
        }
    }

    private static HttpRequest forged(
            Random random, Sender sender, Map<String, String> genuine, byte[] body) {
        return switch (random.nextInt(5)) {
            case 0 -> request(sender, Map.of(), body);
            case 1 -> {
                var other = body.clone();
                other[random.nextInt(other.length)] ^= (byte) (1 + random.nextInt(127));
                yield request(sender, genuine, other);
            }
            case 2 -> request(sender, signed(sender, body, SECRET + random.nextInt()), body);
            case 3 -> {
                var headers = new HashMap<String, String>();
                genuine.forEach((name, value) -> headers.put(name, flipped(random, value)));
                yield request(sender, headers, body);
            }
            default -> {
                var headers = new HashMap<String, String>();
                genuine.forEach(
                        (name, value) ->
                                headers.put(
                                        name, value.substring(0, random.nextInt(value.length()))));
                yield request(sender, headers, body);
            }
        };
    }

    /** Another character in the signature; the last of base64 has bits that mean nothing. */
    private static String flipped(Random random, String value) {
        int at = random.nextInt(value.length() - 1);
        char now = value.charAt(at);
        return value.substring(0, at) + (now == 'x' ? 'y' : 'x') + value.substring(at + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS512", "RS256"})
    void a_token_of_another_algorithm_is_refused(String algorithm) {
        var body = EventFiles.bytes("webhooks/netlify-ready");
        var headers =
                Map.of("X-Webhook-Signature", token(algorithm, "netlify", hash(body), SECRET));

        assertThat(webhooks.accept(request(Sender.NETLIFY, headers, body), NOW).answer().status())
                .isEqualTo(401);
    }

    @Test
    void a_token_for_another_body_or_of_another_issuer_is_refused() {
        var body = EventFiles.bytes("webhooks/netlify-ready");
        for (var token :
                List.of(
                        token("HS256", "netlify", hash(new byte[0]), SECRET),
                        token("HS256", "somebody", hash(body), SECRET))) {
            var request = request(Sender.NETLIFY, Map.of("X-Webhook-Signature", token), body);
            assertThat(webhooks.accept(request, NOW).answer().status()).isEqualTo(401);
        }
    }

    @Test
    void nobody_reads_a_secret_for_a_request_that_cannot_be_right() {
        var body = new byte[1024 * 1024 + 1];
        var only =
                new Webhooks(
                        Map.of(Sender.GITHUB, "nightshift/github"),
                        name -> {
                            asked.add(name);
                            return SECRET;
                        });

        assertThat(
                        only.accept(new HttpRequest("POST", "/other", Map.of(), body), NOW)
                                .answer()
                                .status())
                .isEqualTo(404);
        assertThat(
                        only.accept(new HttpRequest("POST", "/vercel", Map.of(), body), NOW)
                                .answer()
                                .status())
                .isEqualTo(404);
        assertThat(
                        only.accept(new HttpRequest("GET", "/github", Map.of(), body), NOW)
                                .answer()
                                .status())
                .isEqualTo(405);
        assertThat(
                        only.accept(new HttpRequest("POST", "/github", Map.of(), body), NOW)
                                .answer()
                                .status())
                .isEqualTo(413);
        assertThat(asked).isEmpty();
    }

    @Test
    void a_signed_body_that_is_no_json_is_told_so() {
        for (var text : List.of("", "[]", "{", "null")) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            var request = request(Sender.GITHUB, signed(Sender.GITHUB, body, SECRET), body);
            assertThat(webhooks.accept(request, NOW).answer().status()).as(text).isEqualTo(400);
        }
    }

    @Test
    void what_is_too_old_or_ahead_of_time_is_not_noted() {
        var body = EventFiles.bytes("webhooks/vercel-created");
        var request = request(Sender.VERCEL, signed(Sender.VERCEL, body, SECRET), body);

        assertThat(webhooks.accept(request, NOW.plus(Duration.ofDays(14))).event()).isEmpty();
        assertThat(webhooks.accept(request, NOW.minus(Duration.ofHours(1))).event()).isEmpty();
        assertThat(webhooks.accept(request, NOW).event()).isPresent();
    }

    @Test
    void the_function_notes_a_delivery_once_and_answers() {
        var clock = new TestClock(NOW);
        var log = new LedgerDeploymentLog(new InMemoryLedgerStore(), clock);
        var handler = handler(webhooks, log, clock);
        var body = EventFiles.bytes("webhooks/vercel-created");
        var request = request(Sender.VERCEL, signed(Sender.VERCEL, body, SECRET), body);

        assertThat(handler.answer(request).status()).isEqualTo(200);
        assertThat(handler.answer(request).status()).isEqualTo(200);

        assertThat(log.of("vercel front"))
                .singleElement()
                .extracting(DeploymentEvent::revision)
                .isEqualTo(Optional.of("dpl_42"));
    }

    @Test
    void without_its_secret_the_function_takes_nothing_and_says_try_again() {
        var clock = new TestClock(NOW);
        var log = new LedgerDeploymentLog(new InMemoryLedgerStore(), clock);
        var blind =
                new Webhooks(
                        Map.of(Sender.VERCEL, "s"),
                        _ -> {
                            throw new CloudException(CloudException.Kind.DENIED, "denied");
                        });
        var body = EventFiles.bytes("webhooks/vercel-created");

        assertThat(
                        handler(blind, log, clock)
                                .answer(request(Sender.VERCEL, Map.of(), body))
                                .status())
                .isEqualTo(503);
        assertThat(log.of("vercel front")).isEmpty();
    }

    private static WebhookHandler handler(
            Webhooks webhooks, LedgerDeploymentLog log, TestClock clock) {
        return new WebhookHandler(
                webhooks,
                new EventNotes(Samples.settings(Samples.vercel("front")), log),
                new Log(new Scope("test", "deploy-watch"), clock, _ -> {}),
                clock);
    }

    private Webhooks.Accepted accept(String file, String type) {
        return accept(file, type, EventFiles.bytes("webhooks/" + file));
    }

    private Webhooks.Accepted accept(String file, String type, byte[] body) {
        var sender =
                file.startsWith("github")
                        ? Sender.GITHUB
                        : file.startsWith("vercel") ? Sender.VERCEL : Sender.NETLIFY;
        var headers = new HashMap<>(signed(sender, body, SECRET));
        headers.put("X-GitHub-Event", type);
        return webhooks.accept(request(sender, headers, body), NOW);
    }

    private static HttpRequest request(Sender sender, Map<String, String> headers, byte[] body) {
        return new HttpRequest("POST", "/" + sender.word(), headers, body);
    }

    private static Map<String, String> signed(Sender sender, byte[] body, String secret) {
        return switch (sender) {
            case GITHUB ->
                    Map.of(
                            "X-Hub-Signature-256",
                            "sha256=" + HexFormat.of().formatHex(Hmac.sha256(secret, body)));
            case VERCEL ->
                    Map.of("x-vercel-signature", HexFormat.of().formatHex(Hmac.sha1(secret, body)));
            case NETLIFY ->
                    Map.of("X-Webhook-Signature", token("HS256", "netlify", hash(body), secret));
        };
    }

    private static String token(String algorithm, String issuer, String hash, String secret) {
        var head = base64("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}");
        var claims = base64("{\"iss\":\"" + issuer + "\",\"sha256\":\"" + hash + "\"}");
        var signature =
                Hmac.sha256(secret, (head + "." + claims).getBytes(StandardCharsets.US_ASCII));
        return head
                + "."
                + claims
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
