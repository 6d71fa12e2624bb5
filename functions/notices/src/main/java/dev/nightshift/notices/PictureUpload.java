package dev.nightshift.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.nightshift.core.notice.Notice.Picture;
import dev.nightshift.notices.Verdict.Spot;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts a picture below a message. Tried once: whoever misses it has the words, and the link. The
 * app needs the scope {@code files:write} for it.
 *
 * @see <a href="https://docs.slack.dev/messaging/working-with-files#upload">Uploading files</a>
 */
final class PictureUpload {
    private final SlackApi slack;
    private final SlackSecret.Bot bot;

    PictureUpload(SlackApi slack, SlackSecret.Bot bot) {
        this.slack = slack;
        this.bot = bot;
    }

    /** Why it is not there; empty if it is. */
    Optional<String> under(Spot message, Picture picture) {
        var asked =
                slack.send(
                        bot.form(
                                "files.getUploadURLExternal",
                                new TreeMap<>(
                                        Map.of(
                                                "filename", picture.file(),
                                                "length", Integer.toString(picture.bytes().length),
                                                "alt_txt", picture.title()))));
        var trouble = trouble(asked);
        if (trouble.isPresent()) {
            return trouble;
        }
        var place = json(asked);
        SlackSecret.Request upload;
        try {
            upload = bot.upload(place.path("upload_url").asText(), picture.png());
        } catch (IllegalArgumentException strange) {
            return Optional.of("Slack names no address of its own for a file");
        }
        if (!(slack.send(upload) instanceof SlackReply.Answer(var status, _, _)) || status != 200) {
            return Optional.of("Slack did not take the file");
        }
        var file =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", place.path("file_id").asText())
                        .put("title", picture.title());
        return trouble(
                slack.send(
                        bot.form(
                                "files.completeUploadExternal",
                                new TreeMap<>(
                                        Map.of(
                                                "files", "[" + file + "]",
                                                "channel_id", message.channelId(),
                                                "thread_ts", message.ts())))));
    }

    private static Optional<String> trouble(SlackReply reply) {
        return switch (Verdict.of(reply)) {
            case Verdict.Sent _ -> Optional.empty();
            case Verdict.RetryAfter _ -> Optional.of("Slack asks to wait");
            case Verdict.Retry(var why, _) -> Optional.of(why);
            case Verdict.RefreshSecret(var error) -> Optional.of(error);
            case Verdict.Undeliverable(var error) -> Optional.of(error);
        };
    }

    private static JsonNode json(SlackReply reply) {
        try {
            return reply instanceof SlackReply.Answer(_, _, var body)
                    ? new JsonMapper().readTree(body)
                    : MissingNode.getInstance();
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}
