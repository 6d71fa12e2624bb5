package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.engine.BackupRun;
import dev.nightshift.backup.s3.engine.BackupRun.Options;
import dev.nightshift.backup.s3.engine.RunResult;
import dev.nightshift.backup.s3.engine.Source;
import dev.nightshift.backup.s3.engine.Surveyor;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.AwsObjectStores;
import dev.nightshift.backup.s3.store.ObjectStores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Our side of {@link S3Bench}: one backup of one bucket, in a process of its own. */
public final class S3BenchRun {
    private S3BenchRun() {}

    /** Source, vault, slot, how many at once, wire or sdk. */
    public static void main(String[] arguments) {
        var aws = AwsObjectStores.fromEnvironment();
        ObjectStores stores = arguments[4].equals("sdk") ? aws::throughSdk : aws;
        var source = new Source(arguments[0], S3Bench.REGION, false);
        var vault = new Vault(arguments[1], S3Bench.REGION);
        var clock = Clock.systemUTC();
        var surveyor = new Surveyor(stores, vault);
        // without the look at old copies, which no peer takes
        var options = new Options(Integer.parseInt(arguments[3]), 10_000, false, 0);
        var survey =
                surveyor.survey(
                        source, Instant.parse(arguments[2]), clock.instant(), Long.MAX_VALUE);
        try (var changes = survey.changes()) {
            var result =
                    new BackupRun(stores, vault, "bench/s3-backup", clock)
                            .run(
                                    survey,
                                    options,
                                    () -> Duration.ofHours(1),
                                    BackupRun.Progress.none());
            System.out.println(
                    changes.size() + " changes, " + result.totals().copied() + " copied");
            System.exit(result instanceof RunResult.Finished ? 0 : 1);
        }
    }
}
