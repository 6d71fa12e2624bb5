package dev.nightshift.costs.waste;

import dev.nightshift.core.lambda.AutomationFunction;

/** waste-sweep as a Lambda function. */
public final class WasteSweepHandler extends AutomationFunction {
    public WasteSweepHandler() {
        super(new WasteSweep());
    }
}
