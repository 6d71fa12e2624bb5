package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;

/** Tags in the words of a template: a list of keys and values. */
final class Tags {
    private Tags() {}

    static ArrayNode of(Map<String, String> tags) {
        var list = JsonNodeFactory.instance.arrayNode();
        tags.forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        return list;
    }
}
