package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which properties of a type a maker understands, so that one it does not is refused before
 * anything is made. Written as {@code "Name Code{S3Bucket S3Key} Policy*"}: a star takes whatever
 * is below, braces list what is below, a bare name takes a value; lists are looked through.
 */
public final class Schema {
    private final boolean open;
    private final Map<String, Schema> members;

    private Schema(boolean open, Map<String, Schema> members) {
        this.open = open;
        this.members = members;
    }

    /** Reads the notation above. */
    public static Schema of(String text) {
        var words = text.replace("{", " { ").replace("}", " } ").replace("*", " * ").strip();
        return parse(List.of(words.split("\\s+")).listIterator());
    }

    private static Schema parse(java.util.ListIterator<String> words) {
        var members = new TreeMap<String, Schema>();
        var last = "";
        while (words.hasNext()) {
            var word = words.next();
            switch (word) {
                case "{" -> members.put(last, parse(words));
                case "*" -> members.put(last, new Schema(true, Map.of()));
                case "}" -> {
                    return new Schema(false, members);
                }
                default -> {
                    members.put(word, new Schema(false, Map.of()));
                    last = word;
                }
            }
        }
        return new Schema(false, members);
    }

    /** The paths of properties that are not understood. */
    public List<String> unknown(JsonNode properties) {
        var unknown = new ArrayList<String>();
        collect(properties, "", unknown);
        return List.copyOf(unknown);
    }

    private void collect(JsonNode node, String path, List<String> unknown) {
        if (open || conditional(node).isPresent()) {
            conditional(node)
                    .ifPresent(branches -> branches.forEach(b -> collect(b, path, unknown)));
            return;
        }
        if (node.isArray()) {
            node.forEach(element -> collect(element, path, unknown));
            return;
        }
        node.properties()
                .forEach(
                        entry -> {
                            var name = entry.getKey();
                            var below = path.isEmpty() ? name : path + "." + name;
                            var member = members.get(name);
                            if (member == null) {
                                unknown.add(below);
                            } else {
                                member.collect(entry.getValue(), below, unknown);
                            }
                        });
    }

    /** What an unresolved intrinsic may become: the branches of an If, nothing for the others. */
    private static Optional<List<JsonNode>> conditional(JsonNode node) {
        if (!node.isObject() || node.size() != 1) {
            return Optional.empty();
        }
        var name = node.fieldNames().next();
        if (name.equals("Fn::If")) {
            return Optional.of(List.of(node.path(name).path(1), node.path(name).path(2)));
        }
        return name.equals("Ref") || name.startsWith("Fn::")
                ? Optional.of(List.of())
                : Optional.empty();
    }
}
