package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** One policy document put on each of several targets: queue and topic policies. */
final class PolicyOn {
    private PolicyOn() {}

    /** What is expected: the document, once for each target. */
    static ObjectNode each(Declared declared, String property) {
        var expected = JsonNodeFactory.instance.objectNode();
        for (var target : targets(declared, property)) {
            expected.set("PolicyDocument of " + target, declared.get("PolicyDocument"));
        }
        return expected;
    }

    /** Targets that are there, with the policies that they have. */
    static Optional<Found> find(
            Declared declared, String property, Function<String, Optional<String>> policy) {
        var tree = JsonNodeFactory.instance.objectNode();
        for (var target : targets(declared, property)) {
            policy.apply(target)
                    .filter(document -> !document.isEmpty())
                    .ifPresent(document -> tree.put("PolicyDocument of " + target, document));
        }
        return tree.isEmpty()
                ? Optional.empty()
                : Optional.of(Found.of(id(declared, property), tree));
    }

    static String put(Declared declared, String property, Consumer<String> put) {
        targets(declared, property).forEach(put);
        return id(declared, property);
    }

    static List<String> targets(String id) {
        return List.of(id.split("\\|", -1));
    }

    private static String id(Declared declared, String property) {
        return String.join("|", targets(declared, property));
    }

    private static List<String> targets(Declared declared, String property) {
        var targets = new ArrayList<String>();
        declared.get(property).forEach(target -> targets.add(target.asText()));
        return targets;
    }
}
