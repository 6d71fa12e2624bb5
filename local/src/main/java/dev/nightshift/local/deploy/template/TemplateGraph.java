package dev.nightshift.local.deploy.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/** In which order things that need each other can be made. */
public final class TemplateGraph {
    private TemplateGraph() {}

    /**
     * The resources of a template, each after those it refers to or depends on; otherwise as the
     * template has them.
     *
     * @param exists which resources exist at all (conditions)
     * @throws TemplateException on a circle, or a DependsOn of something that the template lacks
     */
    public static List<TemplateResource> order(Template template, Set<String> exists) {
        var needs = new LinkedHashMap<String, Set<String>>();
        for (var resource : template.resources().values()) {
            if (!exists.contains(resource.logicalId())) {
                continue;
            }
            for (var name : resource.dependsOn()) {
                if (!template.resources().containsKey(name)) {
                    throw new TemplateException(
                            "%s depends on %s, which the template does not have"
                                    .formatted(resource.logicalId(), name));
                }
            }
            var names = new LinkedHashSet<>(resource.dependsOn());
            names.addAll(References.in(resource.properties()));
            names.retainAll(exists);
            needs.put(resource.logicalId(), names);
        }
        return sort(needs).stream().map(template.resources()::get).toList();
    }

    /**
     * Sorts names so that each comes after what it needs; a name that nothing holds back keeps its
     * place.
     *
     * @throws TemplateException on a circle, which it spells out
     */
    static List<String> sort(Map<String, Set<String>> needs) {
        var sorted = new LinkedHashSet<String>();
        for (var name : needs.keySet()) {
            visit(name, needs, sorted, new LinkedHashSet<>());
        }
        return List.copyOf(sorted);
    }

    private static void visit(
            String name,
            Map<String, Set<String>> needs,
            Set<String> sorted,
            SequencedSet<String> path) {
        if (sorted.contains(name)) {
            return;
        }
        if (!path.add(name)) {
            var circle = new ArrayList<>(path);
            circle.subList(0, circle.indexOf(name)).clear();
            circle.add(name);
            throw new TemplateException(
                    "these need each other in a circle: " + String.join(" -> ", circle));
        }
        for (var needed : needs.getOrDefault(name, Set.of())) {
            visit(needed, needs, sorted, path);
        }
        path.removeLast();
        sorted.add(name);
    }
}
