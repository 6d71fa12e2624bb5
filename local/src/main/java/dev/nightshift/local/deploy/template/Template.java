package dev.nightshift.local.deploy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A CloudFormation template, taken apart.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html">
 *     Template anatomy</a>
 */
public record Template(
        Map<String, JsonNode> parameters,
        Map<String, JsonNode> conditions,
        JsonNode mappings,
        Map<String, TemplateResource> resources,
        Map<String, JsonNode> outputs) {

    private static final Set<String> SECTIONS =
            Set.of(
                    "AWSTemplateFormatVersion",
                    "Description",
                    "Metadata",
                    "Parameters",
                    "Rules",
                    "Conditions",
                    "Mappings",
                    "Resources",
                    "Outputs");

    /** What a resource may say beside its type and properties, all of it read or without effect. */
    private static final Set<String> ATTRIBUTES =
            Set.of(
                    "Type",
                    "Properties",
                    "DependsOn",
                    "Condition",
                    "DeletionPolicy",
                    "UpdateReplacePolicy",
                    "Metadata");

    /**
     * Reads a template.
     *
     * @throws TemplateException if it has a section or a resource attribute that is not understood
     */
    public static Template of(JsonNode json) {
        json.fieldNames()
                .forEachRemaining(
                        section -> {
                            if (!SECTIONS.contains(section)) {
                                throw new TemplateException(
                                        "the template section " + section + " is not understood");
                            }
                        });
        var resources = new LinkedHashMap<String, TemplateResource>();
        json.path("Resources")
                .properties()
                .forEach(
                        entry ->
                                resources.put(
                                        entry.getKey(),
                                        resource(entry.getKey(), entry.getValue())));
        return new Template(
                section(json, "Parameters"),
                section(json, "Conditions"),
                json.path("Mappings"),
                resources,
                section(json, "Outputs"));
    }

    private static Map<String, JsonNode> section(JsonNode json, String name) {
        var entries = new LinkedHashMap<String, JsonNode>();
        json.path(name).properties().forEach(e -> entries.put(e.getKey(), e.getValue()));
        return entries;
    }

    private static TemplateResource resource(String logicalId, JsonNode json) {
        json.fieldNames()
                .forEachRemaining(
                        attribute -> {
                            if (!ATTRIBUTES.contains(attribute)) {
                                throw new TemplateException(
                                        "%s (%s): the resource attribute %s is not understood"
                                                .formatted(
                                                        logicalId,
                                                        json.path("Type").asText(),
                                                        attribute));
                            }
                        });
        var properties = json.path("Properties");
        if (!properties.isMissingNode() && !properties.isObject()) {
            throw new TemplateException(logicalId + ": Properties is not an object");
        }
        return new TemplateResource(
                logicalId,
                json.path("Type").asText(),
                properties instanceof ObjectNode object
                        ? object
                        : JsonNodeFactory.instance.objectNode(),
                texts(json.path("DependsOn")),
                Optional.of(json.path("Condition").asText()).filter(name -> !name.isEmpty()),
                json.path("DeletionPolicy").asText("Delete").startsWith("Retain"),
                json.path("UpdateReplacePolicy").asText("Delete").startsWith("Retain"));
    }

    private static List<String> texts(JsonNode node) {
        var texts = new ArrayList<String>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(element -> texts.add(element.asText()));
        return List.copyOf(texts);
    }
}
