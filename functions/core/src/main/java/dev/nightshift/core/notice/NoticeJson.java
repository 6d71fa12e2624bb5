package dev.nightshift.core.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.core.json.Json;
import dev.nightshift.core.notice.Notice.ApprovalAsk;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Notice.Incident;
import dev.nightshift.core.notice.Notice.Link;
import dev.nightshift.core.notice.Notice.Picture;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A notice on its way from an automation to the notifier. Written here, read here, and nowhere
 * else.
 */
public final class NoticeJson {
    /** SNS and SQS refuse more than 256 KiB, attributes and envelope included. */
    private static final int MAX_BYTES = 200 * 1024;

    private static final JsonMapper JSON = new JsonMapper();

    private NoticeJson() {}

    /** Cuts the longest lists, and says so, when the notice would not fit into a message. */
    public static String encode(Notice notice) {
        var text = write(notice);
        if (isTooBig(text) && notice.picture().isPresent()) {
            // words before pictures
            return encode(notice.with(notice.ask(), Optional.empty()));
        }
        for (var keep = 512; keep >= 1 && isTooBig(text); keep /= 2) {
            text = write(shortened(notice, keep));
        }
        if (isTooBig(text)) {
            throw new IllegalArgumentException(
                    "the notice " + notice.id() + " does not fit into a message");
        }
        return text;
    }

    /**
     * Reads a notice; fields it does not know are passed over.
     *
     * @throws IllegalArgumentException if the text is not a notice, saying what is amiss
     */
    public static Notice decode(String text) {
        try {
            var node = JSON.readTree(text);
            if (!node.isObject()) {
                throw new IllegalArgumentException("not a notice: expected a JSON object");
            }
            return new Notice(
                    required(node, "id"),
                    Instant.parse(required(node, "at")),
                    Severity.valueOf(required(node, "severity")),
                    required(node, "stage"),
                    required(node, "automation"),
                    required(node, "title"),
                    list(
                            node,
                            "facts",
                            fact -> new Fact(required(fact, "name"), required(fact, "value"))),
                    list(node, "taken", JsonNode::asText),
                    list(node, "left", JsonNode::asText),
                    list(
                            node,
                            "links",
                            link ->
                                    new Link(
                                            required(link, "label"),
                                            URI.create(required(link, "target")))),
                    required(node, "dedupeKey"),
                    Optional.of(node.path("incident"))
                            .filter(JsonNode::isObject)
                            .map(
                                    incident ->
                                            new Incident(
                                                    required(incident, "key"),
                                                    incident.path("resolved").asBoolean(false))),
                    Optional.of(node.path("ask")).filter(JsonNode::isObject).map(NoticeJson::ask),
                    picture(node.path("picture")));
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(
                    "not a notice: " + notJson.getOriginalMessage(), notJson);
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException("not a notice: " + notATime.getMessage(), notATime);
        }
    }

    /** A notice is not lost for a picture that cannot be read. */
    private static Optional<Picture> picture(JsonNode node) {
        try {
            return node.isObject()
                    ? Optional.of(
                            new Picture(
                                    required(node, "file"),
                                    required(node, "title"),
                                    required(node, "png")))
                    : Optional.empty();
        } catch (IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    private static String write(Notice notice) {
        var node = JSON.createObjectNode();
        node.put("id", notice.id());
        node.put("at", notice.at().toString());
        node.put("severity", notice.severity().name());
        node.put("stage", notice.stage());
        node.put("automation", notice.automation());
        node.put("title", notice.title());
        var facts = node.putArray("facts");
        notice.facts()
                .forEach(
                        fact ->
                                facts.addObject()
                                        .put("name", fact.name())
                                        .put("value", fact.value()));
        notice.taken().forEach(node.putArray("taken")::add);
        notice.left().forEach(node.putArray("left")::add);
        var links = node.putArray("links");
        notice.links()
                .forEach(
                        link ->
                                links.addObject()
                                        .put("label", link.label())
                                        .put("target", link.target().toString()));
        node.put("dedupeKey", notice.dedupeKey());
        notice.incident()
                .ifPresent(
                        incident ->
                                node.putObject("incident")
                                        .put("key", incident.key())
                                        .put("resolved", incident.resolved()));
        notice.ask()
                .ifPresent(
                        ask ->
                                node.putObject("ask")
                                        .put("automation", ask.automation())
                                        .put("hash", ask.hash())
                                        .put("expiresAt", ask.expiresAt().toString())
                                        .put("destructive", ask.destructive()));
        notice.picture()
                .ifPresent(
                        picture ->
                                node.putObject("picture")
                                        .put("file", picture.file())
                                        .put("title", picture.title())
                                        .put("png", picture.png()));
        return Json.write(node);
    }

    /** What does not say that it is harmless is destructive. */
    private static ApprovalAsk ask(JsonNode ask) {
        return new ApprovalAsk(
                required(ask, "automation"),
                required(ask, "hash"),
                Instant.parse(required(ask, "expiresAt")),
                ask.path("destructive").asBoolean(true));
    }

    private static Notice shortened(Notice notice, int keep) {
        return new Notice(
                notice.id(),
                notice.at(),
                notice.severity(),
                notice.stage(),
                notice.automation(),
                cut(notice.title()),
                head(notice.facts(), keep, more -> new Fact("…", more)).stream()
                        .map(fact -> new Fact(cut(fact.name()), cut(fact.value())))
                        .toList(),
                head(notice.taken(), keep, more -> more).stream().map(NoticeJson::cut).toList(),
                head(notice.left(), keep, more -> more).stream().map(NoticeJson::cut).toList(),
                notice.links().stream().limit(keep).toList(),
                notice.dedupeKey(),
                notice.incident(),
                notice.ask(),
                Optional.empty());
    }

    private static <T> List<T> head(List<T> all, int keep, Function<String, T> more) {
        if (all.size() <= keep) {
            return all;
        }
        var head = new ArrayList<>(all.subList(0, keep));
        head.add(more.apply("… and %d more, see nightshift history".formatted(all.size() - keep)));
        return head;
    }

    private static String cut(String text) {
        return text.length() <= 1000 ? text : text.substring(0, 999) + "…";
    }

    private static boolean isTooBig(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    }

    private static String required(JsonNode node, String field) {
        var value = node.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("not a notice: no text in \"" + field + "\"");
        }
        return value.asText();
    }

    private static <T> List<T> list(JsonNode node, String field, Function<JsonNode, T> each) {
        var list = new ArrayList<T>();
        node.path(field).forEach(item -> list.add(each.apply(item)));
        return list;
    }
}
