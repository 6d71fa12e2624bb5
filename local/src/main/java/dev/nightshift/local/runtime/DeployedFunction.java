package dev.nightshift.local.runtime;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A published function as the Lambda API describes it: all that is needed to run it.
 *
 * @param name without version or alias
 * @param arn with the alias it was asked for, as {@code invokedFunctionArn} shows it
 * @param version the published version behind the alias
 * @param snapStart whether init ends in a checkpoint, as it does for {@code PublishedVersions}
 */
public record DeployedFunction(
        String name,
        String arn,
        String version,
        String handler,
        String role,
        int memoryMb,
        Duration timeout,
        Map<String, String> environment,
        Artifact code,
        List<Artifact> layers,
        boolean snapStart) {
    public DeployedFunction {
        environment = Map.copyOf(environment);
        layers = List.copyOf(layers);
    }

    /** The same, with the snapshot hooks run or not whatever the API says. */
    public DeployedFunction withSnapStart(boolean on) {
        return new DeployedFunction(
                name,
                arn,
                version,
                handler,
                role,
                memoryMb,
                timeout,
                environment,
                code,
                layers,
                on);
    }

    public String region() {
        return arn.split(":", -1)[3];
    }

    /**
     * A zip file that Lambda holds.
     *
     * @param label for people
     * @param sha256 Base64, as Lambda writes it
     * @param size in bytes, zipped
     * @param location where it can be fetched for a while, if the API names such a place
     */
    public record Artifact(String label, String sha256, long size, Optional<URI> location) {}
}
