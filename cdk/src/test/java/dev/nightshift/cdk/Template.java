package dev.nightshift.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks into a synthesized template. */
record Template(JsonNode json) {
    /** A resource and its logical id. */
    record Resource(String id, JsonNode json) {
        String type() {
            return json.path("Type").asText();
        }

        JsonNode properties() {
            return json.path("Properties");
        }

        JsonNode at(String pointer) {
            return properties().at(pointer);
        }

        String text(String property) {
            return properties().path(property).asText();
        }
    }

    Stream<Resource> resources() {
        return json.path("Resources").properties().stream()
                .map(entry -> new Resource(entry.getKey(), entry.getValue()));
    }

    List<Resource> all(String type) {
        return resources().filter(resource -> resource.type().equals(type)).toList();
    }

    /** The only one of its type for which this holds. */
    Resource one(String type, Predicate<Resource> which) {
        var found = all(type).stream().filter(which).toList();
        if (found.size() != 1) {
            throw new AssertionError(
                    "expected one "
                            + type
                            + ", found "
                            + found.stream().map(Resource::id).toList());
        }
        return found.getFirst();
    }

    Resource named(String type, String property, String name) {
        return one(type, resource -> resource.text(property).equals(name));
    }

    Set<String> types() {
        return resources().map(Resource::type).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The statements of a role's one policy, by Sid. */
    Map<String, JsonNode> statements(String roleName) {
        var policies = named("AWS::IAM::Role", "RoleName", roleName).properties().path("Policies");
        var statements = new LinkedHashMap<String, JsonNode>();
        policies.forEach(
                policy ->
                        policy.at("/PolicyDocument/Statement")
                                .forEach(
                                        statement ->
                                                statements.put(
                                                        statement.path("Sid").asText(),
                                                        statement)));
        return statements;
    }

    /** Whether a value is, or is built from, a reference to a resource. */
    static boolean refersTo(JsonNode value, Resource resource) {
        return value.toString().contains("\"" + resource.id() + "\"");
    }
}
