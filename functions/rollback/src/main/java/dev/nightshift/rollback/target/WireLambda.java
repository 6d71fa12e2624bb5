package dev.nightshift.rollback.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.core.text.Urls;
import dev.nightshift.core.wire.AwsApi;
import dev.nightshift.core.wire.WireRefusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@link LambdaAliases} without the SDK's client, whose start alone takes as long as a rollback.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetAlias.html">GetAlias</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_ListVersionsByFunction.html">ListVersionsByFunction</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html">GetFunctionConfiguration</a>
 */
record WireLambda(AwsApi lambda) implements LambdaAliases {
    private static final String FUNCTIONS = "/2015-03-31/functions/";

    @Override
    public Alias alias(String function, String name) {
        var doing = "read the alias " + function + ":" + name;
        var answer = ask(doing, () -> lambda.get(doing, path(function, name), Map.of()));
        var weights = new HashMap<String, Double>();
        answer.path("RoutingConfig")
                .path("AdditionalVersionWeights")
                .properties()
                .forEach(weight -> weights.put(weight.getKey(), weight.getValue().asDouble()));
        return new Alias(
                answer.path("FunctionVersion").asText(),
                weights,
                answer.path("RevisionId").asText());
    }

    @Override
    public List<String> versions(String function) {
        var doing = "list the versions of " + function;
        var versions = new ArrayList<String>();
        var query = Map.<String, String>of();
        while (true) {
            var asked = query;
            var page = ask(doing, () -> lambda.get(doing, function(function) + "/versions", asked));
            page.path("Versions")
                    .forEach(version -> versions.add(version.path("Version").asText()));
            var next = page.path("NextMarker").asText("");
            if (next.isEmpty()) {
                return versions;
            }
            query = Map.of("Marker", next);
        }
    }

    @Override
    public Optional<Version> version(String function, String version) {
        var doing = "read version " + version + " of " + function;
        try {
            var found =
                    lambda.get(
                            doing,
                            function(function) + "/configuration",
                            Map.of("Qualifier", version));
            return Optional.of(
                    new Version(
                            found.path("State").asText("unknown"),
                            text(found, "StateReason"),
                            text(found, "Description")));
        } catch (WireRefusal refusal) {
            if (refusal.code().equals("ResourceNotFoundException")) {
                return Optional.empty();
            }
            throw AwsErrors.translate(doing, refusal);
        }
    }

    @Override
    public boolean point(String function, String name, String version, String revision) {
        var doing = "point the alias " + function + ":" + name + " at version " + version;
        var change =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("FunctionVersion", version)
                        .put("RevisionId", revision);
        change.putObject("RoutingConfig").putObject("AdditionalVersionWeights");
        try {
            lambda.put(doing, path(function, name), change);
            return true;
        } catch (WireRefusal refusal) {
            if (refusal.code().equals("PreconditionFailedException")) {
                return false;
            }
            throw AwsErrors.translate(doing, refusal);
        }
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.of(node.path(name).asText("")).filter(text -> !text.isEmpty());
    }

    private static JsonNode ask(String doing, Supplier<JsonNode> call) {
        try {
            return call.get();
        } catch (WireRefusal refusal) {
            throw AwsErrors.translate(doing, refusal);
        }
    }

    private static String function(String function) {
        return FUNCTIONS + Urls.part(function);
    }

    private static String path(String function, String alias) {
        return function(function) + "/aliases/" + Urls.part(alias);
    }
}
