package dev.nightshift.notices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.notice.Notice.Picture;
import dev.nightshift.notices.Verdict.RefreshSecret;
import dev.nightshift.notices.Verdict.Retry;
import dev.nightshift.notices.Verdict.Spot;
import dev.nightshift.notices.Verdict.Undeliverable;
import java.util.Optional;

/**
 * The line to Slack: holds the secret between calls, and reads it once again when Slack refuses it.
 */
final class Line {
    private final SlackApi slack;
    private final SecretSource source;
    private Optional<SlackSecret> held = Optional.empty();

    Line(SlackApi slack, SecretSource source) {
        this.slack = slack;
        this.source = source;
    }

    /**
     * Whether messages can be replied to and updated.
     *
     * @throws CloudException if the secret could not be read just now
     * @throws SecretUnusable if it cannot be read at all
     */
    boolean threads() {
        return secret().threads();
    }

    /**
     * Posts a message.
     *
     * @param channel its id or name; a webhook has its own and disregards it
     * @param thread the ts of the message to reply to
     */
    Verdict post(String channel, SlackMessage message, Optional<String> thread) {
        var body = message.json();
        // what looks like a name, a channel or an address stays text
        body.put("mrkdwn", false).put("unfurl_links", false).put("unfurl_media", false);
        if (threads()) {
            body.put("channel", channel).put("link_names", false).put("parse", "none");
            thread.ifPresent(ts -> body.put("thread_ts", ts));
        }
        return send("chat.postMessage", body);
    }

    /** Replaces a message of ours. */
    Verdict update(Spot spot, SlackMessage message) {
        var body = message.json();
        body.put("channel", spot.channelId()).put("ts", spot.ts());
        body.put("link_names", false).put("parse", "none");
        return send("chat.update", body);
    }

    /**
     * Puts a picture below a message of ours; a webhook cannot.
     *
     * @return why it is not there; empty if it is, or cannot be
     */
    Optional<String> picture(Spot spot, Picture picture) {
        return secret() instanceof SlackSecret.Bot bot
                ? new PictureUpload(slack, bot).under(spot, picture)
                : Optional.empty();
    }

    private Verdict send(String method, ObjectNode body) {
        var used = secret();
        var verdict = call(used, method, body);
        if (!(verdict instanceof RefreshSecret(var refusal))) {
            return verdict;
        }
        var fresh = read();
        if (fresh.threads() != used.threads()) {
            return new Retry("the Slack secret has become " + fresh, false);
        }
        if (fresh.equals(used)) {
            return new Undeliverable(refusal);
        }
        return switch (call(fresh, method, body)) {
            case RefreshSecret(var again) -> new Undeliverable(again);
            case Verdict other -> other;
        };
    }

    private Verdict call(SlackSecret secret, String method, ObjectNode body) {
        return Verdict.of(slack.send(secret.request(method, body)));
    }

    private SlackSecret secret() {
        return held.orElseGet(this::read);
    }

    private SlackSecret read() {
        try {
            var secret = source.read();
            held = Optional.of(secret);
            return secret;
        } catch (CloudException trouble) {
            throw SecretUnusable.orPassing(trouble);
        }
    }
}
