package dev.nightshift.backup.s3;

import dev.nightshift.core.lambda.AutomationFunction;

/** s3-backup as a Lambda function. */
public final class S3BackupHandler extends AutomationFunction {
    public S3BackupHandler() {
        super(new S3Backup());
    }
}
