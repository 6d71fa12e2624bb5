package dev.nightshift.rollback.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.TargetPort.Step;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** The bucket is the emulator's, the distribution a stand-in whose purges take their time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaticSiteTargetTest extends TargetContract {
    private static final String BUCKET = "site";
    private static final int SITES = 16;

    private static final Map<String, String> GOOD =
            Map.of("index.html", "one", "old.css", "a", "app.js", "good", "same.txt", "same");
    private static final Map<String, String> BAD =
            Map.of("index.html", "two", "new.css", "b", "app.js", "evil", "same.txt", "same");

    private final MotoServer moto = MotoServer.start();
    private final Wire wire = new Wire();
    private final S3Client s3 = new Wire().at(moto.endpoint(), S3Client.builder());
    private FakeCloudFront cloudFront = new FakeCloudFront();
    private int site = -1;
    private final List<String> goods = new ArrayList<>();
    private String good = "";
    private String bad = "";

    /** S3 tells times in seconds, and so the releases of all tests share the waits. */
    @BeforeAll
    void release() {
        s3.createBucket(request -> request.bucket(BUCKET));
        s3.putBucketVersioning(
                request ->
                        request.bucket(BUCKET)
                                .versioningConfiguration(
                                        versioning ->
                                                versioning.status(BucketVersioningStatus.ENABLED)));
        for (int i = 0; i < SITES; i++) {
            put(prefix(i), GOOD);
        }
        for (site = 0; site < SITES; site++) {
            goods.add(port().observe().current());
        }
        site = -1;
        waitASecond();
        for (int i = 0; i < SITES; i++) {
            put(prefix(i), BAD);
            delete(prefix(i) + "old.css");
        }
        waitASecond();
    }

    @BeforeEach
    void anotherSite() {
        cloudFront = new FakeCloudFront();
        site++;
        good = goods.get(site);
        bad = port().observe().current();
        wire.calls();
    }

    @AfterEach
    void stopCloudFront() {
        cloudFront.close();
    }

    @AfterAll
    void stop() {
        moto.close();
    }

    @Override
    Target.StaticSite target() {
        return new Target.StaticSite(BUCKET, prefix(site), Optional.of("E1"));
    }

    @Override
    TargetPort port() {
        return port(moto.endpoint(), cloudFront.endpoint(), 100);
    }

    @Override
    TargetPort portAt(URI endpoint) {
        return port(endpoint, endpoint, 100);
    }

    private TargetPort port(URI bucket, URI distribution, int mostChanges) {
        return new StaticSiteTarget(
                wire.at(bucket, S3Client.builder()),
                target(),
                Optional.of(
                        new Invalidation(wire.at(distribution, CloudFrontClient.builder()), "E1")),
                Clock.systemUTC(),
                mostChanges);
    }

    @Override
    Wire wire() {
        return wire;
    }

    @Override
    String good() {
        return good;
    }

    @Override
    String bad() {
        return bad;
    }

    @Override
    String impossible() {
        return "2001-01-01T00:00:00Z";
    }

    @Override
    void settle() {
        cloudFront.settle();
    }

    @Override
    void releaseByHand() {
        put(prefix(site), Map.of("app.js", "hotfix"));
    }

    @Override
    void makeBusy() {
        cloudFront.begin("deploy");
    }

    @Override
    boolean knowsFormers() {
        return false;
    }

    @Test
    void every_object_is_what_it_was_and_the_cache_is_purged_once() {
        port().rollBack(bad, good, "token");
        port().rollBack(bad, good, "token");

        assertThat(content()).isEqualTo(GOOD);
        assertThat(cloudFront.count()).isEqualTo(1);
    }

    @Test
    void a_large_site_takes_several_calls_and_any_of_them_may_be_the_last() {
        var small = port(moto.endpoint(), cloudFront.endpoint(), 1);
        assertThat(small.rollBack(bad, good, "token")).isInstanceOf(Step.Unfinished.class);
        assertThat(cloudFront.count()).isZero();
        assertThat(small.verify(good)).isInstanceOf(TargetPort.Progress.Elsewhere.class);
        assertThat(small.rollBack(bad, good, "token")).isInstanceOf(Step.Unfinished.class);
        assertThat(content()).containsEntry("new.css", "b");
        assertThat(small.preflight(bad, good)).isInstanceOf(Preflight.Ready.class);
        assertThat(small.rollBack(bad, good, "token")).isInstanceOf(Step.Unfinished.class);
        assertThat(small.rollBack(bad, good, "token")).isInstanceOf(Step.Begun.class);

        assertThat(content()).isEqualTo(GOOD);
        assertThat(cloudFront.count()).isEqualTo(1);
    }

    @Test
    void a_deploy_in_the_middle_of_it_is_not_overwritten() {
        var small = port(moto.endpoint(), cloudFront.endpoint(), 1);
        small.rollBack(bad, good, "token");
        put(prefix(site), Map.of("index.html", "three"));

        assertThat(small.preflight(bad, good)).isInstanceOf(Preflight.Obstacle.class);
        assertThat(small.rollBack(bad, good, "token")).isInstanceOf(Step.Refused.class);
        assertThat(content()).containsEntry("index.html", "three");
    }

    @Test
    void a_bucket_that_forgets_is_not_trusted() {
        s3.putBucketLifecycleConfiguration(
                request ->
                        request.bucket(BUCKET)
                                .lifecycleConfiguration(
                                        lifecycle ->
                                                lifecycle.rules(
                                                        LifecycleRule.builder()
                                                                .id("forget")
                                                                .status(ExpirationStatus.ENABLED)
                                                                .filter(filter -> filter.prefix(""))
                                                                .noncurrentVersionExpiration(
                                                                        expiration ->
                                                                                expiration
                                                                                        .noncurrentDays(
                                                                                                7))
                                                                .build())));
        try {
            assertThat(port().preflight(bad, good)).isInstanceOf(Preflight.Ready.class);
            var later =
                    new StaticSiteTarget(
                            s3,
                            target(),
                            Optional.empty(),
                            Clock.fixed(Instant.now().plus(Duration.ofDays(8)), ZoneOffset.UTC));
            assertThat(later.preflight(bad, good))
                    .isInstanceOfSatisfying(
                            Preflight.Obstacle.class,
                            obstacle -> assertThat(obstacle.why()).contains("after 7 days"));
            assertThat(later.rollBack(bad, good, "token")).isInstanceOf(Step.Refused.class);
        } finally {
            s3.deleteBucketLifecycle(request -> request.bucket(BUCKET));
        }
    }

    @Test
    void without_versions_nothing_is_touched() {
        s3.putBucketVersioning(
                request ->
                        request.bucket(BUCKET)
                                .versioningConfiguration(
                                        versioning ->
                                                versioning.status(
                                                        BucketVersioningStatus.SUSPENDED)));
        try {
            assertThat(port().rollBack(bad, good, "token"))
                    .isInstanceOfSatisfying(
                            Step.Refused.class,
                            refused -> assertThat(refused.why()).contains("keeps no versions"));
            assertThat(content()).isEqualTo(BAD);
        } finally {
            s3.putBucketVersioning(
                    request ->
                            request.bucket(BUCKET)
                                    .versioningConfiguration(
                                            versioning ->
                                                    versioning.status(
                                                            BucketVersioningStatus.ENABLED)));
        }
    }

    private Map<String, String> content() {
        var content = new TreeMap<String, String>();
        s3.listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix(site)))
                .contents()
                .forEach(
                        object ->
                                content.put(
                                        object.key().substring(prefix(site).length()),
                                        s3.getObjectAsBytes(
                                                        request ->
                                                                request.bucket(BUCKET)
                                                                        .key(object.key()))
                                                .asUtf8String()));
        return content;
    }

    private void put(String prefix, Map<String, String> files) {
        files.forEach(
                (name, text) ->
                        s3.putObject(
                                request -> request.bucket(BUCKET).key(prefix + name),
                                RequestBody.fromString(text)));
    }

    private void delete(String key) {
        s3.deleteObject(request -> request.bucket(BUCKET).key(key));
    }

    private static String prefix(int site) {
        return "s%02d/".formatted(site);
    }

    private static void waitASecond() {
        LockSupport.parkNanos(Duration.ofMillis(1_100).toNanos());
    }
}
