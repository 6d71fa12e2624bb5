package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A resource as it is there.
 *
 * @param id what {@code Ref} gives
 * @param attributes what {@code Fn::GetAtt} gives, by name
 * @param properties what it is like, in the words of the template
 */
public record Found(String id, Map<String, JsonNode> attributes, ObjectNode properties) {
    /** Stands for a resource that is not made. */
    public static Found nothing(String id) {
        return new Found(id, Map.of(), JsonNodeFactory.instance.objectNode());
    }

    static Found of(String id, ObjectNode properties) {
        return new Found(id, Map.of(), properties);
    }

    String attribute(String name) {
        return Optional.ofNullable(attributes.get(name)).map(JsonNode::asText).orElse("");
    }

    /** The same with one more attribute. */
    Found with(String name, String value) {
        var more = new LinkedHashMap<>(attributes);
        more.put(name, TextNode.valueOf(value));
        return new Found(id, Map.copyOf(more), properties);
    }
}
