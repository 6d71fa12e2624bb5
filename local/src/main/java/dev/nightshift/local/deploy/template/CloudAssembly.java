package dev.nightshift.local.deploy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a {@code cdk.out} folder. */
public final class CloudAssembly {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STACK = "aws:cloudformation:stack";
    private static final String ASSETS = "cdk:asset-manifest";

    private CloudAssembly() {}

    /**
     * The stacks of an assembly, each after those it depends on.
     *
     * @throws TemplateException if the folder is not an assembly
     */
    public static List<StackArtifact> read(Path cdkOut) {
        var artifacts = json(cdkOut.resolve("manifest.json")).path("artifacts");
        var needs = new LinkedHashMap<String, Set<String>>();
        artifacts
                .properties()
                .forEach(
                        artifact -> {
                            var on = new LinkedHashSet<String>();
                            artifact.getValue()
                                    .path("dependencies")
                                    .forEach(id -> on.add(id.asText()));
                            needs.put(artifact.getKey(), on);
                        });
        var stacks = new ArrayList<StackArtifact>();
        for (var id : TemplateGraph.sort(needs)) {
            var artifact = artifacts.path(id);
            if (artifact.path("type").asText().equals(STACK)) {
                stacks.add(stack(cdkOut, id, artifact, artifacts));
            }
        }
        if (stacks.isEmpty()) {
            throw new TemplateException(cdkOut + " holds no stack");
        }
        return List.copyOf(stacks);
    }

    private static StackArtifact stack(
            Path cdkOut, String id, JsonNode artifact, JsonNode artifacts) {
        var properties = artifact.path("properties");
        var parameters = new LinkedHashMap<String, String>();
        properties
                .path("parameters")
                .properties()
                .forEach(e -> parameters.put(e.getKey(), e.getValue().asText()));
        var manifests = new ArrayList<Path>();
        artifact.path("dependencies")
                .forEach(
                        on -> {
                            var other = artifacts.path(on.asText());
                            if (other.path("type").asText().equals(ASSETS)) {
                                manifests.add(
                                        cdkOut.resolve(
                                                other.path("properties").path("file").asText()));
                            }
                        });
        // aws://account/region
        var environment = artifact.path("environment").asText().split("/", -1);
        return new StackArtifact(
                id,
                properties.path("stackName").asText(id),
                known(environment, 2, "unknown-account"),
                known(environment, 3, "unknown-region"),
                json(cdkOut.resolve(properties.path("templateFile").asText())),
                Map.copyOf(parameters),
                List.copyOf(manifests));
    }

    private static Optional<String> known(String[] environment, int at, String unknown) {
        return environment.length > at && !environment[at].equals(unknown)
                ? Optional.of(environment[at])
                : Optional.empty();
    }

    /** The files and folders that a stack's asset manifests list, but not the templates. */
    public static List<Asset> assets(StackArtifact stack, Place place) {
        var assets = new ArrayList<Asset>();
        for (var manifest : stack.assetManifests()) {
            var listed = json(manifest);
            if (!listed.path("dockerImages").isEmpty()) {
                throw new TemplateException(
                        manifest.getFileName()
                                + " lists container images, which are not made here");
            }
            for (var file : listed.path("files")) {
                asset(manifest, file, place).ifPresent(assets::add);
            }
        }
        return List.copyOf(assets);
    }

    private static Optional<Asset> asset(Path manifest, JsonNode file, Place place) {
        var path = file.path("source").path("path").asText();
        if (path.endsWith(".template.json")) {
            return Optional.empty();
        }
        if (path.isEmpty()) {
            throw new TemplateException(
                    manifest.getFileName() + " lists an asset that is built by a command");
        }
        for (var destination : file.path("destinations")) {
            return Optional.of(
                    new Asset(
                            filled(destination.path("bucketName").asText(), place),
                            filled(destination.path("objectKey").asText(), place),
                            manifest.resolveSibling(path),
                            file.path("source").path("packaging").asText().equals("zip")));
        }
        throw new TemplateException(manifest.getFileName() + ": " + path + " goes nowhere");
    }

    private static String filled(String text, Place place) {
        return text.replace("${AWS::AccountId}", place.account())
                .replace("${AWS::Region}", place.region())
                .replace("${AWS::Partition}", place.partition());
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new TemplateException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }
}
