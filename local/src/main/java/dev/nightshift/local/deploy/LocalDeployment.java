package dev.nightshift.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.local.deploy.make.Clients;
import dev.nightshift.local.deploy.template.CloudAssembly;
import dev.nightshift.local.deploy.template.Place;
import dev.nightshift.local.deploy.template.StackArtifact;
import dev.nightshift.local.deploy.template.Template;
import dev.nightshift.local.emulator.Emulator;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Deploys a synthesized CDK app into an emulator without its CloudFormation: reads the templates,
 * resolves their intrinsics, makes every resource by its service's own call, and compares what then
 * exists with the template. A type or a property that it does not know is refused, by name, before
 * anything is made. Deploying again changes nothing but what has changed.
 */
public final class LocalDeployment {
    private LocalDeployment() {}

    /**
     * Makes what the assembly declares, removes what it no longer does, and compares.
     *
     * @param cdkOut the folder that {@code cdk synth} writes
     * @param endpoint on loopback
     * @throws DeploymentException if the assembly cannot be deployed here, or a call is refused
     * @throws dev.nightshift.local.emulator.EmulatorException if the endpoint is not on this
     *     machine or does not answer
     */
    public static DeploymentResult deploy(Path cdkOut, URI endpoint, Progress progress) {
        return each(cdkOut, endpoint, progress, true);
    }

    /** Compares what exists with the assembly, and changes nothing. */
    public static DeploymentResult compare(Path cdkOut, URI endpoint, Progress progress) {
        return each(cdkOut, endpoint, progress, false);
    }

    private static DeploymentResult each(
            Path cdkOut, URI endpoint, Progress progress, boolean make) {
        var emulator = Emulator.kindAt(endpoint);
        var stacks = CloudAssembly.read(cdkOut);
        var templates = new LinkedHashMap<StackArtifact, Template>();
        stacks.forEach(stack -> templates.put(stack, Template.of(stack.template())));
        Check.all(templates);

        var exports = new LinkedHashMap<String, JsonNode>();
        var outputs = new LinkedHashMap<String, Map<String, String>>();
        var resources = new ArrayList<DeployedResource>();
        var differences = new ArrayList<Deviation>();
        for (var stack : stacks) {
            try (var aws = new Clients(endpoint, region(stack), credentials())) {
                var place = new Place(stack.name(), account(stack, aws), aws.region());
                progress.note(
                        "%s in %s of account %s"
                                .formatted(stack.name(), place.region(), place.account()));
                var deployment =
                        new StackDeployment(
                                stack,
                                Template.of(stack.template()),
                                place,
                                aws,
                                emulator,
                                progress,
                                exports);
                if (make) {
                    deployment.make();
                } else {
                    deployment.look();
                }
                outputs.put(stack.name(), deployment.outputs());
                resources.addAll(deployment.resources());
                differences.addAll(deployment.differences());
            }
        }
        return new DeploymentResult(
                Map.copyOf(outputs), List.copyOf(resources), List.copyOf(differences));
    }

    private static String region(StackArtifact stack) {
        return stack.region().orElseGet(() -> new DefaultAwsRegionProviderChain().getRegion().id());
    }

    /**
     * A template may have the account it is for in its ARNs; in another one they would be wrong.
     */
    private static String account(StackArtifact stack, Clients aws) {
        var account = aws.account();
        if (stack.account().filter(wanted -> !wanted.equals(account)).isPresent()) {
            throw new DeploymentException(
                    "%s was synthesized for account %s, and the emulator is account %s: synthesize it for that one (CDK_DEFAULT_ACCOUNT=%s)"
                            .formatted(stack.name(), stack.account().orElse(""), account, account));
        }
        return account;
    }

    /** What the environment has, else what an emulator takes from anybody. */
    private static AwsCredentialsProvider credentials() {
        return AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(),
                SystemPropertyCredentialsProvider.create(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    }
}
