package dev.nightshift.costs.anomaly;

import dev.nightshift.core.lambda.AutomationFunction;

/** cost-anomaly as a Lambda function. */
public final class CostAnomalyHandler extends AutomationFunction {
    public CostAnomalyHandler() {
        super(new CostAnomaly());
    }
}
