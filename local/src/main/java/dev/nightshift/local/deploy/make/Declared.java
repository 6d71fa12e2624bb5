package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.local.deploy.template.Place;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A resource as it is to be.
 *
 * @param properties resolved
 * @param known the id under which an earlier deployment made it
 */
public record Declared(
        String logicalId,
        ObjectNode properties,
        Optional<String> known,
        Place place,
        Clients aws,
        Assets assets) {

    String text(String property) {
        return properties.path(property).asText();
    }

    JsonNode get(String property) {
        return properties.path(property);
    }

    boolean has(String property) {
        return properties.has(property);
    }

    ObjectNode without(String... names) {
        return properties.deepCopy().without(List.of(names));
    }

    ObjectNode only(String... names) {
        return properties.deepCopy().retain(List.of(names));
    }

    /**
     * The physical name: the one that the template gives, else one derived from the stack and the
     * logical id, the same each time.
     *
     * @param limit the longest that the service takes
     */
    String name(String property, int limit) {
        if (has(property)) {
            return text(property);
        }
        var crc = new CRC32();
        var whole = place.stackName() + "-" + logicalId;
        crc.update(whole.getBytes(StandardCharsets.UTF_8));
        var kept = whole.substring(0, Math.min(whole.length(), limit - 9));
        return "%s-%08x".formatted(kept, crc.getValue());
    }

    /** The same for services that take no capitals. */
    String lowerName(String property, int limit) {
        return has(property) ? text(property) : name(property, limit).toLowerCase(Locale.ROOT);
    }

    Map<String, String> tags() {
        var tags = new LinkedHashMap<String, String>();
        properties
                .path("Tags")
                .forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
    }

    /** An ARN in the place of the stack. */
    String arn(String service, String rest) {
        return "arn:%s:%s:%s:%s:%s"
                .formatted(place.partition(), service, place.region(), place.account(), rest);
    }
}
