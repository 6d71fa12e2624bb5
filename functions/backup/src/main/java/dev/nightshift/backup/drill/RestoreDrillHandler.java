package dev.nightshift.backup.drill;

import dev.nightshift.core.lambda.AutomationFunction;

/** restore-drill as a Lambda function. */
public final class RestoreDrillHandler extends AutomationFunction {
    public RestoreDrillHandler() {
        super(new RestoreDrill());
    }
}
