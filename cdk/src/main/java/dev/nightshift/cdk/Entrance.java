package dev.nightshift.cdk;

import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlOptions;

/**
 * A function's own URL, for a sender outside of AWS that signs what it sends. Anybody can reach it:
 * the function has to refuse what is not signed before anything else, and must have a bounded
 * concurrency, so that a flood at its door takes nothing from the others.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html">Control access to
 *     Lambda function URLs</a>
 */
final class Entrance {
    private Entrance() {}

    /** Of the version that runs. */
    static FunctionUrl to(HouseFunction function) {
        return function.live.addFunctionUrl(
                FunctionUrlOptions.builder().authType(FunctionUrlAuthType.NONE).build());
    }
}
