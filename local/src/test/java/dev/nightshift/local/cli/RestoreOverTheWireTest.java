package dev.nightshift.local.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.s3.engine.BackupRun;
import dev.nightshift.backup.s3.engine.RunResult;
import dev.nightshift.backup.s3.engine.Source;
import dev.nightshift.backup.s3.engine.Surveyor;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.restore.HostileKeys;
import dev.nightshift.backup.s3.store.AwsObjectStores;
import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.local.runtime.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * Backed up by the engine, restored by the command in a process of its own, and compared by AWS's
 * client: over the wire, against an S3 that nobody here wrote.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreOverTheWireTest {
    private static final int OBJECTS = 200;
    private static final Map<String, String> PROPERTIES =
            Map.of("aws.accessKeyId", "test", "aws.secretAccessKey", "test");

    @TempDir Path folder;
    private final MotoServer moto = MotoServer.start();
    private final S3Client home = Account.emulator(moto.endpoint()).s3("eu-west-1");

    @AfterAll
    void stop() {
        moto.close();
    }

    @Test
    void a_bucket_comes_back_byte_for_byte_and_a_second_run_copies_nothing()
            throws IOException, InterruptedException {
        var vault = Vault.of("test", "123456789012", "eu-central-1");
        bucket("media", "eu-west-1");
        bucket("media-2", "eu-west-1");
        bucket(vault.bucket(), "eu-central-1");
        fill("media");
        var source = contents("media");
        var objects = source.size() + " objects";
        backUp(vault);
        settings();

        var plan = restore("--at", "latest");
        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.out()).contains(objects);
        assertThat(home.listObjectsV2(r -> r.bucket("media-2")).contents()).isEmpty();
        var done = restore("--at", "latest", "--yes");
        assertThat(done.code()).as(done.out() + done.err()).isZero();
        assertThat(done.err()).contains(source.size() + " of them verified");

        assertThat(contents("media-2")).isEqualTo(source);
        var again = restore("--at", "latest", "--yes");
        assertThat(again.code()).as(again.out() + again.err()).isZero();
        assertThat(again.err()).contains("nothing is to be done");
        home.putObject(r -> r.bucket("media-2").key("a b"), RequestBody.fromString("other"));
        var refused = restore("--at", "latest", "--yes");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("1 object in the way");
    }

    private CommandProcess.Said restore(String... more) throws IOException, InterruptedException {
        var words =
                new ArrayList<>(List.of("restore", "s3", "--bucket", "media", "--to", "media-2"));
        words.addAll(List.of(more));
        return CommandProcess.run(
                folder,
                Map.of(
                        "AWS_ENDPOINT_URL", moto.endpoint().toString(),
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test"),
                words.toArray(String[]::new));
    }

    private void backUp(Vault vault) {
        PROPERTIES.forEach(System::setProperty);
        System.setProperty("aws.endpointUrlS3", moto.endpoint().toString());
        try {
            var stores = AwsObjectStores.fromEnvironment();
            var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            var survey =
                    new Surveyor(stores, vault)
                            .survey(
                                    new Source("media", "eu-west-1", true),
                                    now,
                                    now,
                                    Long.MAX_VALUE);
            var result =
                    new BackupRun(stores, vault, "test/s3-backup", Clock.systemUTC())
                            .run(
                                    survey,
                                    new BackupRun.Options(16, 50, false, 0),
                                    () -> Duration.ofMinutes(5),
                                    BackupRun.Progress.none());
            survey.changes().close();
            assertThat(result).isInstanceOf(RunResult.Finished.class);
        } finally {
            PROPERTIES.keySet().forEach(System::clearProperty);
            System.clearProperty("aws.endpointUrlS3");
        }
    }

    private void bucket(String name, String region) {
        var s3 = Account.emulator(moto.endpoint()).s3(region);
        s3.createBucket(
                r -> r.bucket(name).createBucketConfiguration(c -> c.locationConstraint(region)));
        s3.putBucketVersioning(
                r ->
                        r.bucket(name)
                                .versioningConfiguration(
                                        c -> c.status(BucketVersioningStatus.ENABLED)));
    }

    private void fill(String bucket) {
        var random = new Random(5);
        int number = 0;
        for (var key : takenByMoto()) {
            number++;
            var bytes = new byte[number % 7 == 0 ? 0 : random.nextInt(2_000)];
            random.nextBytes(bytes);
            var metadata =
                    number % 2 == 0 ? Map.of("owner", "me " + number) : Map.<String, String>of();
            var type = number % 3 == 0 ? "text/plain; charset=utf-8" : "image/png";
            home.putObject(
                    r -> r.bucket(bucket).key(key).metadata(metadata).contentType(type),
                    RequestBody.fromBytes(bytes));
            if (number % 4 == 0) {
                var tag = Tag.builder().key("n").value("a b+" + number).build();
                home.putObjectTagging(
                        r ->
                                r.bucket(bucket)
                                        .key(key)
                                        .tagging(Tagging.builder().tagSet(tag).build()));
            }
        }
    }

    /** moto routes no line ends, and lists versions without encoding their keys. */
    private static List<String> takenByMoto() {
        return HostileKeys.keys(3 * OBJECTS).stream()
                .filter(key -> key.chars().noneMatch(c -> c < ' '))
                .limit(OBJECTS)
                .toList();
    }

    private Map<String, String> contents(String bucket) {
        var all = new TreeMap<String, String>();
        for (var listed : home.listObjectsV2(r -> r.bucket(bucket)).contents()) {
            var key = listed.key();
            var object = home.getObjectAsBytes(r -> r.bucket(bucket).key(key));
            var head = object.response();
            all.put(
                    key,
                    "%s %s %s %s"
                            .formatted(
                                    new String(object.asByteArray(), ISO_8859_1),
                                    head.contentType(),
                                    new TreeMap<>(head.metadata()),
                                    home.getObjectTagging(r -> r.bucket(bucket).key(key))
                                            .tagSet()));
        }
        assertThat(all).hasSize(OBJECTS);
        return all;
    }

    private void settings() throws IOException {
        Files.writeString(
                folder.resolve("nightshift.yaml"),
                """
                stage: test
                regions: { home: eu-west-1, recovery: eu-central-1 }
                notices:
                  slack: { secret: nightshift/slack, channel: "#ops" }
                automations:
                  rds-backup:
                    schedule: rate(30 minutes)
                    select: { tags: { backup: daily } }
                    every: 24h
                    keep: { last: 3 }
                    rpo: 26h
                """,
                UTF_8);
    }
}
