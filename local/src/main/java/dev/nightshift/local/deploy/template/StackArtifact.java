package dev.nightshift.local.deploy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stack of a cloud assembly.
 *
 * @param account empty if the stack is for any account
 * @param region empty if the stack is for any region
 * @param parameters values given at synthesis
 * @param assetManifests what to put into the bootstrap bucket before
 */
public record StackArtifact(
        String id,
        String name,
        Optional<String> account,
        Optional<String> region,
        JsonNode template,
        Map<String, String> parameters,
        List<Path> assetManifests) {}
