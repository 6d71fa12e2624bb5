package dev.nightshift.rollback.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightshift.core.json.Json;
import dev.nightshift.core.ledger.LedgerStore.Entry;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Releases and dockets as the ledger keeps them. */
final class Texts {
    /** An item of DynamoDB has 400 KB; a rollback takes about 1 KB at most. */
    private static final int MOST_ROLLBACKS = 100;

    private static final int MOST_WORDS = 500;

    private static final String IRREVERSIBLE = "irreversible";
    private static final String UNKNOWN = "unknown";

    private Texts() {}

    static Map<String, String> of(Release release) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("at", release.at().toString());
        texts.put("phase", release.phase().name());
        release.goodAt().ifPresent(at -> texts.put("goodAt", at.toString()));
        release.by().ifPresent(by -> texts.put("by", shortened(by)));
        release.what().ifPresent(what -> texts.put("what", shortened(what)));
        release.link().ifPresent(link -> texts.put("link", link.toString()));
        texts.put(IRREVERSIBLE, undo(release.undo()));
        return texts;
    }

    static Release release(String target, String revision, Entry entry) {
        return new Release(
                target,
                revision,
                entry.instant("at"),
                Release.Phase.valueOf(entry.text("phase")),
                text(entry, "goodAt").map(Instant::parse),
                text(entry, "by"),
                text(entry, "what"),
                text(entry, "link").map(URI::create),
                undo(entry.text(IRREVERSIBLE)));
    }

    private static String undo(Release.Undo undo) {
        return switch (undo) {
            case POSSIBLE -> "false";
            case IRREVERSIBLE -> "true";
            case UNKNOWN -> UNKNOWN;
        };
    }

    private static Release.Undo undo(String text) {
        return switch (text) {
            case "true" -> Release.Undo.IRREVERSIBLE;
            case UNKNOWN -> Release.Undo.UNKNOWN;
            default -> Release.Undo.POSSIBLE;
        };
    }

    private static Optional<String> text(Entry entry, String name) {
        return Optional.of(entry.text(name)).filter(text -> !text.isEmpty());
    }

    static String of(Docket docket) {
        var root = JsonNodeFactory.instance.objectNode();
        docket.frozen()
                .ifPresent(
                        frozen ->
                                root.putObject("frozen")
                                        .put("at", frozen.at().toString())
                                        .put("why", shortened(frozen.why())));
        var lifted = root.putArray("lifted");
        docket.lifted().stream().sorted().forEach(lifted::add);
        var list = root.putArray("rollbacks");
        // the oldest of a hundred is years old, or its target has been frozen long since
        docket.rollbacks().stream()
                .skip(Math.max(0, docket.rollbacks().size() - MOST_ROLLBACKS))
                .forEach(
                        rollback -> {
                            var node =
                                    list.addObject()
                                            .put("incident", rollback.incident())
                                            .put("from", rollback.from())
                                            .put("to", rollback.to())
                                            .put("because", shortened(rollback.because()))
                                            .put("at", rollback.at().toString())
                                            .put("phase", rollback.phase().name());
                            rollback.endedAt()
                                    .ifPresent(end -> node.put("endedAt", end.toString()));
                        });
        return Json.write(root);
    }

    static Docket docket(String target, String text, long version) {
        try {
            var root = Json.read(text);
            var rollbacks = new ArrayList<Rollback>();
            root.path("rollbacks").forEach(node -> rollbacks.add(rollback(node)));
            var lifted = new HashSet<String>();
            root.path("lifted").forEach(node -> lifted.add(node.asText()));
            return new Docket(target, List.copyOf(rollbacks), frozen(root), lifted, version);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the docket of " + target + " is broken", broken);
        }
    }

    private static Optional<Docket.Frozen> frozen(JsonNode root) {
        var node = root.path("frozen");
        return node.isObject()
                ? Optional.of(
                        new Docket.Frozen(
                                Instant.parse(node.path("at").asText()), node.path("why").asText()))
                : Optional.empty();
    }

    private static Rollback rollback(JsonNode node) {
        return new Rollback(
                node.path("incident").asText(),
                node.path("from").asText(),
                node.path("to").asText(),
                node.path("because").asText(),
                Instant.parse(node.path("at").asText()),
                Rollback.Phase.valueOf(node.path("phase").asText()),
                Optional.of(node.path("endedAt").asText())
                        .filter(end -> !end.isEmpty())
                        .map(Instant::parse));
    }

    private static String shortened(String words) {
        return words.length() <= MOST_WORDS ? words : words.substring(0, MOST_WORDS - 1) + "…";
    }
}
