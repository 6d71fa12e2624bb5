package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Names of members, for services whose API does not write them as CloudFormation does. */
final class Names {
    private Names() {}

    /** The same tree with names that begin in lower case; what lies in Dimensions is the user's. */
    static ObjectNode lower(ObjectNode tree) {
        var lower = JsonNodeFactory.instance.objectNode();
        tree.properties()
                .forEach(
                        e ->
                                lower.set(
                                        lower(e.getKey()),
                                        e.getKey().equals("Dimensions")
                                                ? e.getValue()
                                                : lower(e.getValue())));
        return lower;
    }

    private static JsonNode lower(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> lower(object);
            case com.fasterxml.jackson.databind.node.ArrayNode array -> {
                var list = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> list.add(lower(element)));
                yield list;
            }
            default -> node;
        };
    }

    private static String lower(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
