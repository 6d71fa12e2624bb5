package dev.nightshift.local.runtime;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.local.runtime.DeployedFunction.Artifact;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;

/** Reads functions and their layers through the Lambda API. */
public final class DeployedFunctions {
    /** The alias that schedules and event source mappings call. */
    public static final String LIVE = "live";

    private final Account account;

    public DeployedFunctions(Account account) {
        this.account = account;
    }

    /**
     * The version behind an alias.
     *
     * @param name a function's name, without account or region
     * @throws CloudException if it cannot be read; {@code NOT_FOUND} if it is not deployed
     */
    public DeployedFunction find(String region, String name, String qualifier) {
        try (var lambda = account.client(LambdaClient.builder(), region)) {
            var found = lambda.getFunction(get -> get.functionName(name).qualifier(qualifier));
            var config = found.configuration();
            var owner = config.functionArn().split(":", -1)[4];
            var layers =
                    config.layers().stream().map(layer -> layer(lambda, layer, owner)).toList();
            return describe(found, layers, qualifier);
        } catch (ResourceNotFoundException e) {
            throw new CloudException(
                    CloudException.Kind.NOT_FOUND,
                    ("%s:%s is not deployed in %s; deploy it first: nightshift deploy --local, or"
                                    + " cdk deploy in cdk/")
                            .formatted(name, qualifier, region),
                    e);
        } catch (SdkException e) {
            throw AwsErrors.translate("read function " + name + ":" + qualifier, e);
        }
    }

    private static DeployedFunction describe(
            GetFunctionResponse found, List<Artifact> layers, String qualifier) {
        var config = found.configuration();
        var location =
                found.code() == null ? Optional.<URI>empty() : fetchable(found.code().location());
        return new DeployedFunction(
                config.functionName(),
                unqualified(config.functionArn()) + ":" + qualifier,
                config.version(),
                config.handler(),
                config.role(),
                config.memorySize(),
                Duration.ofSeconds(config.timeout()),
                config.environment() == null ? Map.of() : config.environment().variables(),
                new Artifact(
                        "function " + config.functionName(),
                        config.codeSha256(),
                        config.codeSize(),
                        location),
                layers,
                snapStarts(config));
    }

    private static boolean snapStarts(FunctionConfiguration config) {
        return config.snapStart() != null
                && config.snapStart().applyOn() == SnapStartApplyOn.PUBLISHED_VERSIONS;
    }

    private static Artifact layer(LambdaClient lambda, Layer layer, String account) {
        var parts = List.of(layer.arn().split(":", -1));
        var own = parts.get(4).equals(account);
        // not by ARN, which emulators do not have; a layer of another account has no other name
        var name = own ? parts.get(6) : String.join(":", parts.subList(0, 7));
        var found =
                lambda.getLayerVersion(
                        get -> get.layerName(name).versionNumber(Long.parseLong(parts.getLast())));
        var content = found.content();
        return new Artifact(
                "layer " + layer.arn(),
                content.codeSha256(),
                content.codeSize(),
                fetchable(content.location()));
    }

    private static Optional<URI> fetchable(String location) {
        return Optional.ofNullable(location)
                .filter(
                        url -> {
                            var lower = url.toLowerCase(Locale.ROOT);
                            return lower.startsWith("https://") || lower.startsWith("http://");
                        })
                .map(URI::create);
    }

    /** {@code arn:aws:lambda:region:account:function:name[:qualifier]} without the qualifier. */
    private static String unqualified(String arn) {
        var parts = arn.split(":", -1);
        return String.join(":", List.of(parts).subList(0, 7));
    }
}
