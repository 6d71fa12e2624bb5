package dev.nightshift.local.deploy.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A resource as a template declares it, intrinsics unresolved.
 *
 * @param condition the name of the condition under which it exists
 * @param retained whether it outlives its removal from the template (DeletionPolicy)
 * @param predecessorRetained whether what it replaces stays (UpdateReplacePolicy)
 */
public record TemplateResource(
        String logicalId,
        String type,
        ObjectNode properties,
        List<String> dependsOn,
        Optional<String> condition,
        boolean retained,
        boolean predecessorRetained) {}
