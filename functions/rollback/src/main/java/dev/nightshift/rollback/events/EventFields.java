package dev.nightshift.rollback.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.core.text.Urls;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads fields that may be missing, of another type or longer than anybody wants to read. */
public final class EventFields {
    private static final int LINE = 200;

    private EventFields() {}

    /** The text at this place; empty if there is none or it is blank. */
    public static Optional<String> text(JsonNode node, String... path) {
        var at = node;
        for (var key : path) {
            at = at.path(key);
        }
        return Optional.of(at)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank());
    }

    /** The same under any of these keys, the first that has one. */
    static Optional<String> either(JsonNode node, String one, String other) {
        return text(node, one).or(() -> text(node, other));
    }

    /** The first line of a text, at most 200 characters, without control characters. */
    public static Optional<String> line(Optional<String> text) {
        return text.flatMap(it -> it.strip().lines().findFirst())
                .map(it -> it.replaceAll("\\p{Cntrl}", " ").strip())
                .map(it -> it.length() <= LINE ? it : it.substring(0, LINE - 1) + "…")
                .filter(it -> !it.isEmpty());
    }

    /** A time in ISO-8601; empty if it is none. */
    public static Optional<Instant> time(Optional<String> text) {
        try {
            return text.map(it -> OffsetDateTime.parse(it).toInstant());
        } catch (DateTimeException none) {
            // a time that nobody can read is as good as none
            return Optional.empty();
        }
    }

    /** An https address; empty if it is none. */
    public static Optional<URI> link(Optional<String> text) {
        return text.flatMap(EventFields::uri)
                .filter(uri -> "https".equals(uri.getScheme()) && uri.getHost() != null);
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException none) {
            // a link that leads nowhere is as good as none
            return Optional.empty();
        }
    }

    /**
     * A page of the console.
     *
     * @param path with a {@code %s} for each of the parts, which are encoded
     */
    static Optional<URI> console(JsonNode event, String path, String... parts) {
        var encoded = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            encoded[i] = Urls.part(parts[i]);
        }
        return text(event, "region")
                .filter(region -> region.matches("[a-z0-9-]{1,30}"))
                .flatMap(
                        region ->
                                link(
                                        Optional.of(
                                                "https://"
                                                        + region
                                                        + ".console.aws.amazon.com/"
                                                        + path.formatted(encoded))));
    }
}
