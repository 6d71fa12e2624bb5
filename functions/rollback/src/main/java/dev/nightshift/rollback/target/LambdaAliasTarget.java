package dev.nightshift.rollback.target;

import dev.nightshift.rollback.service.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
    private static final String ACTIVE = "Active";

    private final LambdaAliases lambda;
    private final Target.LambdaAlias target;

    LambdaAliasTarget(LambdaAliases lambda, Target.LambdaAlias target) {
        this.lambda = lambda;
        this.target = target;
    }

    @Override
    public Standing observe() {
        var alias = alias();
        var standing = standing(alias, List.of());
        var main = alias.version();
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

    private static Standing standing(LambdaAliases.Alias alias, List<Standing.Former> formers) {
        var canary = alias.weights().entrySet().stream().findFirst();
        var current = canary.map(Map.Entry::getKey).orElse(alias.version());
        int share = canary.map(weight -> (int) Math.round(weight.getValue() * 100)).orElse(100);
        return new Standing(
                current,
                Optional.empty(),
                share,
                formers,
                Optional.empty(),
                Optional.of(alias.revision()));
    }

    @Override
    Optional<String> obstacle(Standing standing, String to) {
        if (to.equals(LATEST)) {
            return Optional.of(
                    LATEST + " changes with each upload; only a published version can be gone to");
        }
        var version = lambda.version(target.function(), to);
        if (version.isEmpty()) {
            return Optional.of("there is no version " + to + " of " + target.function());
        }
        return version.filter(found -> !found.state().equals(ACTIVE))
                .map(
                        found ->
                                "version %s of %s is %s, not Active%s"
                                        .formatted(
                                                to,
                                                target.function(),
                                                found.state(),
                                                found.reason()
                                                        .map(reason -> ": " + reason)
                                                        .orElse("")));
    }

    @Override
    String looked(String to) {
        return "version " + to + " of " + target.function() + " is Active";
    }

    @Override
    Step begin(Standing standing, String to, String token) {
        // refused if anybody has changed it since it was read
        var revision = standing.stamp().orElseThrow();
        return lambda.point(target.function(), target.alias(), to, revision)
                ? new Step.Begun("the alias " + target.name() + " points at version " + to)
                : new Step.Refused("the alias " + target.name() + " was changed by somebody else");
    }

    private LambdaAliases.Alias alias() {
        return lambda.alias(target.function(), target.alias());
    }

    private Stream<String> published() {
        return lambda.versions(target.function()).stream()
                .filter(version -> !version.equals(LATEST));
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
