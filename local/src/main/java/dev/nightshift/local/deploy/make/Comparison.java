package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether what is there is what was declared. What was not declared may be anything: it is
 * the service's default. Values are compared as CloudFormation takes them: {@code "60"} is {@code
 * 60}, a text that holds JSON is that JSON, one element is a list of one, and lists have no order
 * unless it matters.
 */
public final class Comparison {
    /** Lists whose order has a meaning. */
    private static final Set<String> ORDERED = Set.of("Layers");

    /** Maps of the user's own keys, where one more is a difference. */
    private static final Set<String> EXACT = Set.of("Variables", "InputPathsMap");

    private Comparison() {}

    /** Every difference, by path. */
    public static List<Difference> between(ObjectNode expected, ObjectNode actual) {
        var differences = new ArrayList<Difference>();
        members("", expected, actual, differences);
        return List.copyOf(differences);
    }

    static boolean same(JsonNode expected, JsonNode actual) {
        var differences = new ArrayList<Difference>();
        compare("", expected, actual, differences);
        return differences.isEmpty();
    }

    private static void compare(
            String path, JsonNode expected, JsonNode actual, List<Difference> differences) {
        var wanted = Json.unwrapped(expected);
        var there = Json.unwrapped(actual);
        if (wanted.isObject() && there.isObject()) {
            members(path, wanted, there, differences);
        } else if (wanted.isArray() || there.isArray()) {
            if (!list(path, wanted, there)) {
                differences.add(new Difference(path, expected, actual));
            }
        } else if (!wanted.isValueNode() || !there.isValueNode() || !scalar(wanted, there)) {
            // an empty list or object and nothing at all are the same to every service
            if (!(there.isMissingNode() && wanted.isContainerNode() && wanted.isEmpty())) {
                differences.add(new Difference(path, expected, actual));
            }
        }
    }

    private static void members(
            String path, JsonNode expected, JsonNode actual, List<Difference> differences) {
        for (var entry : expected.properties()) {
            var below = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            compare(below, entry.getValue(), actual.path(entry.getKey()), differences);
        }
        if (EXACT.contains(last(path))) {
            for (var entry : actual.properties()) {
                if (!expected.has(entry.getKey())) {
                    differences.add(
                            new Difference(
                                    path + "." + entry.getKey(),
                                    MissingNode.getInstance(),
                                    entry.getValue()));
                }
            }
        }
    }

    private static boolean list(String path, JsonNode expected, JsonNode actual) {
        var wanted = elements(expected);
        var there = elements(actual);
        if (path.equals("Tags")) {
            // an emulator may add tags of its own; those that were declared have to be there
            return wanted.stream().allMatch(tag -> take(there, tag));
        }
        if (wanted.size() != there.size()) {
            return false;
        }
        if (ORDERED.contains(last(path))) {
            for (var i = 0; i < wanted.size(); i++) {
                if (!same(wanted.get(i), there.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return wanted.stream().allMatch(element -> take(there, element));
    }

    private static boolean take(List<JsonNode> from, JsonNode wanted) {
        Optional<JsonNode> match = from.stream().filter(one -> same(wanted, one)).findFirst();
        match.ifPresent(from::remove);
        return match.isPresent();
    }

    private static List<JsonNode> elements(JsonNode node) {
        var elements = new ArrayList<JsonNode>();
        if (node.isArray()) {
            node.forEach(elements::add);
        } else if (!node.isMissingNode()) {
            elements.add(node);
        }
        return elements;
    }

    private static boolean scalar(JsonNode expected, JsonNode actual) {
        var wanted = expected.asText();
        var there = actual.asText();
        if (wanted.equals(there)) {
            return true;
        }
        var first = number(wanted);
        var second = number(there);
        return first.isPresent() && second.isPresent() && first.get().compareTo(second.get()) == 0;
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
