package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Properties as SQS and SNS have them: text by name. */
final class Attributes {
    private Attributes() {}

    /** Each property as an attribute. */
    static Map<String, String> of(ObjectNode properties) {
        var attributes = new LinkedHashMap<String, String>();
        properties.properties().forEach(e -> attributes.put(e.getKey(), text(e.getValue())));
        return attributes;
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    /** Attributes as the properties they were. */
    static ObjectNode tree(Map<String, String> attributes) {
        var tree = JsonNodeFactory.instance.objectNode();
        attributes.forEach(tree::put);
        return tree;
    }
}
