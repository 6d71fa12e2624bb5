package dev.nightshift.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What to do after one call to Slack.
 *
 * @see <a href="https://docs.slack.dev/apis/web-api/rate-limits">Rate limits</a>
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Errors
 *     of webhooks</a>
 */
sealed interface Verdict {
    /**
     * @param spot where it is; empty for a webhook, which does not say
     */
    record Sent(Optional<Spot> spot) implements Verdict {}

    /** Slack said when to come back. */
    record RetryAfter(Duration pause) implements Verdict {}

    /**
     * @param down whether Slack did not answer at all, so that the next call would fare no better
     */
    record Retry(String why, boolean down) implements Verdict {}

    /** What we hold is not, or no longer, good. */
    record RefreshSecret(String error) implements Verdict {}

    /** Trying again cannot help. */
    record Undeliverable(String error) implements Verdict {}

    /** A message in Slack. */
    record Spot(String channelId, String ts) {}

    /** What Slack asks for if it asks for nothing. */
    Duration DEFAULT_WAIT = Duration.ofSeconds(30);

    /** The longest that SQS hides a message. */
    Duration MAX_WAIT = Duration.ofHours(12);

    Set<String> SECRET_REFUSED =
            Set.of(
                    "invalid_auth",
                    "not_authed",
                    "token_revoked",
                    "token_expired",
                    "account_inactive",
                    "missing_scope",
                    "no_permission",
                    // of webhooks: gone, and perhaps made anew
                    "no_service",
                    "no_team",
                    "invalid_token");

    Set<String> TOO_MUCH =
            Set.of("ratelimited", "rate_limited", "message_limit_exceeded", "rollup_error");

    Set<String> PASSING =
            Set.of(
                    "internal_error",
                    "fatal_error",
                    "service_unavailable",
                    "request_timeout",
                    "team_added_to_org");

    /** Slack's error codes are words like this one; anything else is a page of someone else. */
    Pattern CODE = Pattern.compile("[a-z0-9_]{1,60}");

    static Verdict of(SlackReply reply) {
        return switch (reply) {
            case SlackReply.Silence(var why) -> new Retry(why, true);
            case SlackReply.Answer(var status, var retryAfter, var body) ->
                    of(status, retryAfter, body);
        };
    }

    private static Verdict of(int status, Optional<String> retryAfter, String body) {
        if (status == 429) {
            return new RetryAfter(wait(retryAfter));
        }
        if (status >= 500 || status == 408) {
            return new Retry("Slack answered HTTP " + status, false);
        }
        var json = json(body);
        if (status == 200 && (body.strip().equals("ok") || json.path("ok").asBoolean(false))) {
            return new Sent(spot(json));
        }
        var code = json.path("error").asText(body.strip());
        if (!CODE.matcher(code).matches()) {
            code = "";
        }
        if (TOO_MUCH.contains(code)) {
            return new RetryAfter(wait(retryAfter));
        }
        if (PASSING.contains(code)) {
            return new Retry("Slack answered " + code, false);
        }
        if (SECRET_REFUSED.contains(code) || status == 401 || status == 403) {
            return new RefreshSecret(code.isEmpty() ? "HTTP " + status : code);
        }
        if (status == 200 && code.isEmpty()) {
            // a proxy's page, or a reply cut short; Slack itself says ok or an error
            return new Retry("what answered for Slack was not Slack", false);
        }
        return new Undeliverable(code.isEmpty() ? "HTTP " + status : code);
    }

    private static Duration wait(Optional<String> retryAfter) {
        var wait =
                retryAfter
                        .map(String::strip)
                        .filter(text -> text.matches("\\d{1,9}"))
                        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                        .orElse(DEFAULT_WAIT);
        return wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait;
    }

    private static Optional<Spot> spot(JsonNode json) {
        var channel = json.path("channel").asText("");
        var ts = json.path("ts").asText("");
        return channel.isEmpty() || ts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Spot(channel, ts));
    }

    private static JsonNode json(String body) {
        try {
            return new JsonMapper().readTree(body);
        } catch (JsonProcessingException notJson) {
            // a webhook answers in plain words
            return MissingNode.getInstance();
        }
    }
}
