package dev.nightshift.backup.contabo;

import dev.nightshift.core.lambda.AutomationFunction;

/** contabo-backup as a Lambda function. */
public final class ContaboBackupHandler extends AutomationFunction {
    public ContaboBackupHandler() {
        super(new ContaboBackup());
    }
}
