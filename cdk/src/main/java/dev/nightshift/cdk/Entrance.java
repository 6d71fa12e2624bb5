package dev.nightshift.cdk;

import dev.nightshift.core.lambda.FunctionEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlOptions;
import software.constructs.Construct;

/**
 * A function with its own URL, for a sender outside of AWS that signs what it sends. Anybody can
 * reach it: the function has to refuse what is not signed before anything else, and has a bounded
 * concurrency, so that a flood at its door takes nothing from the others.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html">Control access to
 *     Lambda function URLs</a>
 */
record Entrance(HouseFunction function, FunctionUrl url) {
    /**
     * What differs between them.
     *
     * @param name after the prefix of the stage
     * @param memory in MiB
     * @param concurrency how many of it run at once
     */
    record Traits(
            String name,
            String description,
            Class<?> handler,
            int memory,
            Duration timeout,
            int concurrency) {}

    /** Of the version that runs, with the ledger and an alarm that it failed. */
    static Entrance in(
            Construct scope,
            Bundle bundle,
            Traits traits,
            List<PolicyStatement> statements,
            String onFailure) {
        var function =
                new HouseFunction(
                        scope,
                        bundle.blueprint(),
                        bundle.settings(),
                        new HouseFunction.Traits(
                                bundle.blueprint().name(traits.name()),
                                traits.description(),
                                traits.handler(),
                                traits.memory(),
                                traits.timeout(),
                                Map.of(FunctionEnvironment.LEDGER, bundle.ledger().getTableName()),
                                statements,
                                Optional.empty(),
                                Optional.of(traits.concurrency())));
        var url =
                function.live.addFunctionUrl(
                        FunctionUrlOptions.builder().authType(FunctionUrlAuthType.NONE).build());
        bundle.escalation().alarm(scope, "Failed", function.failed(traits.name(), onFailure));
        return new Entrance(function, url);
    }
}
