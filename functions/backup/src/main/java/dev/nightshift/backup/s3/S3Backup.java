package dev.nightshift.backup.s3;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.backup.s3.store.AwsObjectStores;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.aws.AwsCaller;
import dev.nightshift.core.config.RecordShape;
import java.time.Clock;
import java.util.List;

/** s3-backup: copies of buckets in a vault elsewhere, and a manifest of every run. */
public final class S3Backup implements AutomationSpec<S3BackupSettings> {
    @Override
    public String name() {
        return "s3-backup";
    }

    @Override
    public RecordShape<S3BackupSettings> shape() {
        return S3BackupShape.SHAPE;
    }

    @Override
    public Class<? extends RequestStreamHandler> handler() {
        return S3BackupHandler.class;
    }

    @Override
    public List<Permission> permissions(S3BackupSettings settings, Place place) {
        return S3BackupPermissions.of(settings, place);
    }

    /** The one that S3 Batch Operations copies with, unless the settings name another. */
    @Override
    public List<ServiceRole> roles(S3BackupSettings settings, Place place) {
        return settings.batch().role().isPresent()
                ? List.of()
                : List.of(
                        new ServiceRole(
                                S3BackupPermissions.batchRoleName(place.scope().stage()),
                                S3BackupPermissions.BATCH,
                                S3BackupPermissions.ofBatch(settings, place),
                                "Copies buckets into the vault for S3 Batch Operations"));
    }

    @Override
    public Automation<?, ?> create(S3BackupSettings settings, Place place) {
        var caller = new AwsCaller(place.regions().home());
        return new S3BackupAutomation(
                settings,
                place,
                AwsObjectStores.fromEnvironment(),
                new AwsBatchJobs(caller::account, caller::partition),
                caller::account,
                () ->
                        "arn:"
                                + caller.partition()
                                + ":iam::"
                                + caller.account()
                                + ":role/"
                                + S3BackupPermissions.batchRoleName(place.scope().stage()),
                Clock.systemUTC());
    }
}
