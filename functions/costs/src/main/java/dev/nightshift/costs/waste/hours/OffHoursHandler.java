package dev.nightshift.costs.waste.hours;

import dev.nightshift.core.lambda.AutomationFunction;

/** off-hours as a Lambda function. */
public final class OffHoursHandler extends AutomationFunction {
    public OffHoursHandler() {
        super(new OffHours());
    }
}
