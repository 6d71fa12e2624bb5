package dev.nightshift.rollback.target;

import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.rollback.service.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;

/**
 * An alias of a Lambda function. While it splits its traffic, the additional version is what is
 * being released; going back takes the split away.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateAlias.html">UpdateAlias</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html">Weighted
 *     aliases</a>
 */
final class LambdaAliasTarget extends CarefulTarget {
    private static final String LATEST = "$LATEST";

    private final LambdaClient lambda;
    private final Target.LambdaAlias target;

    LambdaAliasTarget(LambdaClient lambda, Target.LambdaAlias target) {
        this.lambda = lambda;
        this.target = target;
    }

    @Override
    public Standing observe() {
        var alias = alias();
        var standing = standing(alias, List.of());
        var main = alias.functionVersion();
        var formers = new ArrayList<Standing.Former>();
        if (!main.equals(standing.current())) {
            formers.add(former(main));
        }
        published()
                .filter(
                        version ->
                                number(version) < number(standing.current())
                                        && !version.equals(main))
                .sorted(Comparator.comparingLong(LambdaAliasTarget::number).reversed())
                .map(LambdaAliasTarget::former)
                .forEach(formers::add);
        return standing(alias, formers);
    }

    /** Without the list of versions, which may be long. */
    @Override
    Standing glance() {
        return standing(alias(), List.of());
    }

    private static Standing standing(GetAliasResponse alias, List<Standing.Former> formers) {
        var canary = weights(alias).entrySet().stream().findFirst();
        var current = canary.map(Map.Entry::getKey).orElse(alias.functionVersion());
        int share = canary.map(weight -> (int) Math.round(weight.getValue() * 100)).orElse(100);
        return new Standing(current, Optional.empty(), share, formers, Optional.empty());
    }

    @Override
    Optional<String> obstacle(Standing standing, String to) {
        if (to.equals(LATEST)) {
            return Optional.of(
                    LATEST + " changes with each upload; only a published version can be gone to");
        }
        try {
            var version =
                    lambda.getFunctionConfiguration(
                            request -> request.functionName(target.function()).qualifier(to));
            return version.state() == State.ACTIVE
                    ? Optional.empty()
                    : Optional.of(
                            "version %s of %s is %s, not Active%s"
                                    .formatted(
                                            to,
                                            target.function(),
                                            version.stateAsString(),
                                            Optional.ofNullable(version.stateReason())
                                                    .map(reason -> ": " + reason)
                                                    .orElse("")));
        } catch (ResourceNotFoundException gone) {
            return Optional.of("there is no version " + to + " of " + target.function());
        } catch (SdkException failure) {
            throw AwsErrors.translate("read version " + to + " of " + target.function(), failure);
        }
    }

    @Override
    String looked(String to) {
        return "version " + to + " of " + target.function() + " is Active";
    }

    @Override
    Step begin(Standing standing, String to, String token) {
        var alias = alias();
        if (!weights(alias).containsKey(standing.current())
                && !alias.functionVersion().equals(standing.current())) {
            return moved();
        }
        try {
            lambda.updateAlias(
                    request ->
                            request.functionName(target.function())
                                    .name(target.alias())
                                    .functionVersion(to)
                                    .routingConfig(
                                            routing -> routing.additionalVersionWeights(Map.of()))
                                    // refused if anybody has changed it since it was read
                                    .revisionId(alias.revisionId()));
        } catch (PreconditionFailedException changed) {
            return moved();
        } catch (SdkException failure) {
            throw AwsErrors.translate(
                    "point the alias " + target.name() + " at version " + to, failure);
        }
        return new Step.Begun("the alias " + target.name() + " points at version " + to);
    }

    private Step moved() {
        return new Step.Refused("the alias " + target.name() + " was changed by somebody else");
    }

    private GetAliasResponse alias() {
        return Calls.ask(
                "read the alias " + target.name(),
                () ->
                        lambda.getAlias(
                                request ->
                                        request.functionName(target.function())
                                                .name(target.alias())));
    }

    private Stream<String> published() {
        return Calls.ask(
                "list the versions of " + target.function(),
                () ->
                        lambda
                                .listVersionsByFunctionPaginator(
                                        request -> request.functionName(target.function()))
                                .versions()
                                .stream()
                                .map(FunctionConfiguration::version)
                                .filter(version -> !version.equals(LATEST))
                                .toList()
                                .stream());
    }

    private static Map<String, Double> weights(GetAliasResponse alias) {
        return alias.routingConfig() == null
                ? Map.of()
                : alias.routingConfig().additionalVersionWeights();
    }

    private static Standing.Former former(String version) {
        return version.equals(LATEST)
                ? new Standing.Former(
                        version,
                        Optional.empty(),
                        Optional.of(LATEST + " is not a published version"))
                : new Standing.Former(version);
    }

    /** {@code $LATEST} is above every published version. */
    private static long number(String version) {
        return version.equals(LATEST) ? Long.MAX_VALUE : Long.parseLong(version);
    }
}
