package dev.nightshift.rollback.approvals;

import dev.nightshift.core.http.Hmac;
import dev.nightshift.core.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a request is Slack's, and of now. Pure.
 *
 * @see <a href="https://docs.slack.dev/authentication/verifying-requests-from-slack">Verifying
 *     requests from Slack</a>
 */
final class SlackSignature {
    /** How far Slack's clock may be from ours, in both directions. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern SIGNATURE = Pattern.compile("v0=[0-9a-f]{64}");

    private SlackSignature() {}

    /**
     * The signature of the request, if it is the right one; names the request, since Slack signs
     * each with its time.
     */
    static Optional<String> verified(HttpRequest request, String secret, Instant now) {
        var timestamp = request.header("X-Slack-Request-Timestamp").orElse("");
        var signature = request.header("X-Slack-Signature").orElse("");
        if (!SECONDS.matcher(timestamp).matches() || !SIGNATURE.matcher(signature).matches()) {
            return Optional.empty();
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now).abs();
        var expected = Hmac.sha256(secret, signed(timestamp, request.body()));
        return Hmac.matches(expected, signature.substring(3)) && age.compareTo(WINDOW) <= 0
                ? Optional.of(signature)
                : Optional.empty();
    }

    private static byte[] signed(String timestamp, byte[] body) {
        var signed = new ByteArrayOutputStream();
        signed.writeBytes(("v0:" + timestamp + ":").getBytes(StandardCharsets.US_ASCII));
        signed.writeBytes(body);
        return signed.toByteArray();
    }
}
