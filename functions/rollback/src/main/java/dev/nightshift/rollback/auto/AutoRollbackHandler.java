package dev.nightshift.rollback.auto;

import dev.nightshift.core.lambda.AutomationFunction;

/** auto-rollback as a Lambda function. */
public final class AutoRollbackHandler extends AutomationFunction {
    public AutoRollbackHandler() {
        super(new AutoRollback());
    }
}
