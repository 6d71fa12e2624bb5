package dev.nightshift.costs.report;

import dev.nightshift.core.lambda.AutomationFunction;

/** cost-report as a Lambda function. */
public final class CostReportHandler extends AutomationFunction {
    public CostReportHandler() {
        super(new CostReportSpec());
    }
}
