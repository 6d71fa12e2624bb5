package dev.nightshift.backup.rds;

import dev.nightshift.core.lambda.AutomationFunction;

/** rds-backup as a Lambda function. */
public final class RdsBackupHandler extends AutomationFunction {
    public RdsBackupHandler() {
        super(new RdsBackup());
    }
}
