package dev.nightshift.core.config;

import dev.nightshift.core.config.Value.Entry;
import dev.nightshift.core.config.Value.Items;
import dev.nightshift.core.config.Value.Kind;
import dev.nightshift.core.config.Value.Mapping;
import dev.nightshift.core.config.Value.Scalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.JsonScalarResolver;

/**
 * Reads one YAML 1.2 document (JSON is one too) into values that know their place, within bounds on
 * size, depth and aliases, so that no file can exhaust a function. Tags, several documents and
 * duplicate keys are refused.
 */
final class YamlReader {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_ALIASES = 50;

    /** As if every alias were written out. */
    private static final int MAX_VALUES = 20_000;

    private static final JsonScalarResolver KINDS = new JsonScalarResolver();

    private final String file;
    private final Iterator<Event> events;
    private final Map<Anchor, Value> anchors = new HashMap<>();
    private int aliases;
    private int values;

    private YamlReader(String file, Iterator<Event> events) {
        this.file = file;
        this.events = events;
    }

    /** What the first problem of a document says; there is no going on after it. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Position at;

        Refused(Position at, String message) {
            super(message);
            this.at = at;
        }
    }

    /** Reads a file; a problem is reported to {@code problems} and the result is empty. */
    static Optional<Value> read(Path path, Problems problems) {
        return TextFile.read(path, problems)
                .flatMap(text -> read(TextFile.name(path), text, problems));
    }

    /** Reads a text; a problem is reported to {@code problems} and the result is empty. */
    static Optional<Value> read(String file, String text, Problems problems) {
        try {
            return Optional.of(parse(file, text));
        } catch (Refused refused) {
            problems.add(refused.at, "", String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private static Value parse(String file, String text) {
        var settings =
                LoadSettings.builder().setLabel(file).setCodePointLimit(TextFile.MAX_BYTES).build();
        try {
            var reader = new YamlReader(file, new Parse(settings).parseString(text).iterator());
            return reader.document();
        } catch (MarkedYamlEngineException broken) {
            var mark = broken.getProblemMark().or(broken::getContextMark);
            var at =
                    mark.map(m -> new Position(file, m.getLine() + 1, m.getColumn() + 1))
                            .orElse(Position.wholeOf(file));
            throw new Refused(at, wording(broken, text, at));
        }
    }

    private static String wording(MarkedYamlEngineException broken, String text, Position at) {
        var line = text.lines().skip(Math.max(0, at.line() - 1L)).findFirst().orElse("");
        if (at.column() >= 1
                && at.column() <= line.length()
                && line.charAt(at.column() - 1) == '\t') {
            return "a tab cannot indent or separate here; use spaces";
        }
        return "not YAML: "
                + String.valueOf(broken.getProblem()).replaceAll("\\s+", " ")
                + Optional.ofNullable(broken.getContext())
                        .map(context -> " (" + context.replaceAll("\\s+", " ") + ")")
                        .orElse("");
    }

    private Value document() {
        Optional<Value> root = Optional.empty();
        while (events.hasNext()) {
            var event = events.next();
            switch (event.getEventId()) {
                case DocumentStart -> {
                    if (root.isPresent()) {
                        throw new Refused(at(event), "one document only; a second begins here");
                    }
                }
                case Scalar, SequenceStart, MappingStart, Alias ->
                        root = Optional.of(value(event, 1));
                case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
                case SequenceEnd, MappingEnd ->
                        throw new IllegalStateException("unbalanced event " + event);
            }
        }
        return root.orElseGet(() -> new Scalar(new Position(file, 1, 1), Kind.NOTHING, ""));
    }

    private Value value(Event event, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Refused(at(event), "nested deeper than " + MAX_DEPTH + " levels");
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        count(event, 1);
        var value =
                switch (event) {
                    case ScalarEvent scalar -> scalar(scalar);
                    case SequenceStartEvent start -> list(start, depth);
                    case MappingStartEvent start -> mapping(start, depth);
                    default -> throw new IllegalStateException("unbalanced event " + event);
                };
        if (event instanceof NodeEvent node) {
            node.getAnchor().ifPresent(anchor -> anchors.put(anchor, value));
        }
        return value;
    }

    private Value aliased(AliasEvent alias) {
        var target =
                Optional.ofNullable(anchors.get(alias.getAlias()))
                        .orElseThrow(
                                () ->
                                        new Refused(
                                                at(alias),
                                                "the alias *"
                                                        + alias.getAlias()
                                                        + " has no anchor before it"));
        if (++aliases > MAX_ALIASES) {
            throw new Refused(at(alias), "more than " + MAX_ALIASES + " aliases");
        }
        count(alias, size(target));
        return target;
    }

    private void count(Event event, int more) {
        values += more;
        if (values > MAX_VALUES) {
            throw new Refused(
                    at(event), "more than " + MAX_VALUES + " values, aliases written out");
        }
    }

    // bounded: every value below was counted when it was read
    private static int size(Value value) {
        return switch (value) {
            case Scalar scalar -> 1;
            case Items list -> 1 + list.items().stream().mapToInt(YamlReader::size).sum();
            case Mapping mapping ->
                    1 + mapping.entries().stream().mapToInt(entry -> size(entry.value())).sum();
        };
    }

    private Scalar scalar(ScalarEvent event) {
        refuseTag(event, event.getTag());
        var tag = event.isPlain() ? KINDS.resolve(event.getValue(), true) : Tag.STR;
        Kind kind;
        if (tag.equals(Tag.NULL)) {
            kind = Kind.NOTHING;
        } else if (tag.equals(Tag.INT)) {
            kind = Kind.INTEGER;
        } else if (tag.equals(Tag.FLOAT)) {
            kind = Kind.DECIMAL;
        } else if (tag.equals(Tag.BOOL)) {
            kind = Kind.BOOLEAN;
        } else {
            kind = Kind.TEXT;
        }
        // escapes such as \\u0000 get past what the file itself may hold
        if (TextFile.unprintable(event.getValue()).isPresent()) {
            throw new Refused(
                    at(event),
                    "characters that cannot be printed are not allowed, nor are escapes of them");
        }
        return new Scalar(at(event), kind, event.getValue());
    }

    private Items list(SequenceStartEvent start, int depth) {
        refuseTag(start, start.getTag());
        var items = new ArrayList<Value>();
        for (var event = events.next();
                event.getEventId() != Event.ID.SequenceEnd;
                event = events.next()) {
            items.add(value(event, depth + 1));
        }
        return new Items(at(start), items);
    }

    private Mapping mapping(MappingStartEvent start, int depth) {
        refuseTag(start, start.getTag());
        var entries = new LinkedHashMap<String, Entry>();
        for (var event = events.next();
                event.getEventId() != Event.ID.MappingEnd;
                event = events.next()) {
            var at = at(event);
            if (!(value(event, depth + 1) instanceof Scalar key)) {
                throw new Refused(at, "a key must be a word, not a list or a mapping");
            }
            var entry = new Entry(key.text(), at, value(events.next(), depth + 1));
            var earlier = entries.putIfAbsent(key.text(), entry);
            if (earlier != null) {
                throw new Refused(
                        at,
                        "the key \""
                                + Secrets.masked(key.text())
                                + "\" is already on line "
                                + earlier.at().line());
            }
        }
        return new Mapping(at(start), new ArrayList<>(entries.values()));
    }

    private void refuseTag(Event event, Optional<String> tag) {
        tag.ifPresent(
                given -> {
                    throw new Refused(
                            at(event),
                            "tags such as " + Secrets.masked(given) + " are not used here");
                });
    }

    private Position at(Event event) {
        return event.getStartMark()
                .map(mark -> new Position(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(Position.wholeOf(file));
    }
}
