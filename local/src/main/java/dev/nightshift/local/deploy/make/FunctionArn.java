package dev.nightshift.local.deploy.make;

import java.util.Optional;

/**
 * The ARN of a function, or of an alias or a version of it: {@code
 * arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]}.
 *
 * @param function the ARN of the function itself
 */
record FunctionArn(String function, Optional<String> qualifier) {
    private static final int PARTS = 8;

    static FunctionArn of(String arn) {
        return arn.split(":", -1).length == PARTS
                ? new FunctionArn(
                        arn.substring(0, arn.lastIndexOf(':')),
                        Optional.of(arn.substring(arn.lastIndexOf(':') + 1)))
                : new FunctionArn(arn, Optional.empty());
    }
}
