package dev.nightshift.local.deploy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the names that an unresolved value refers to. */
final class References {
    /** {@code ${name}} and {@code ${name.attribute}}, but not {@code ${!literal}}. */
    static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    private References() {}

    /** The intrinsic that an object is: its only key is {@code Ref} or starts {@code Fn::}. */
    static Optional<String> intrinsic(JsonNode node) {
        if (!node.isObject() || node.size() != 1) {
            return Optional.empty();
        }
        var key = node.fieldNames().next();
        return key.equals("Ref") || key.startsWith("Fn::") ? Optional.of(key) : Optional.empty();
    }

    /** Names of resources, parameters and pseudo-parameters, in the order of their appearance. */
    static Set<String> in(JsonNode node) {
        var names = new LinkedHashSet<String>();
        collect(node, names);
        return names;
    }

    private static void collect(JsonNode node, Set<String> names) {
        var intrinsic = intrinsic(node).orElse("");
        switch (intrinsic) {
            case "Ref" -> names.add(node.get("Ref").asText());
            case "Fn::GetAtt" -> names.add(owner(node.get("Fn::GetAtt")));
            case "Fn::Sub" -> {
                var argument = node.get("Fn::Sub");
                var text = argument.isArray() ? argument.path(0) : argument;
                var own = argument.path(1);
                PLACEHOLDER
                        .matcher(text.asText())
                        .results()
                        .map(match -> match.group(1))
                        .filter(name -> !name.startsWith("!") && !own.has(name))
                        .forEach(name -> names.add(name.split("\\.", 2)[0]));
                collect(own, names);
            }
            default -> node.forEach(child -> collect(child, names));
        }
    }

    /** The logical id in {@code [id, attribute]} or {@code "id.attribute"}. */
    static String owner(JsonNode argument) {
        return argument.isArray()
                ? argument.path(0).asText()
                : argument.asText().split("\\.", 2)[0];
    }
}
