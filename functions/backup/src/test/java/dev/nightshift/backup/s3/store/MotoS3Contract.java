package dev.nightshift.backup.s3.store;

import dev.nightshift.core.testing.MotoServer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Against moto, which knows most of S3 and little of its limits. */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
abstract class MotoS3Contract extends ObjectStoreContract {
    private static Optional<MotoServer> running = Optional.empty();

    static synchronized MotoServer moto() {
        if (running.isEmpty()) {
            running = Optional.of(MotoServer.start());
        }
        return running.get();
    }

    @AfterAll
    static synchronized void stop() {
        running.ifPresent(MotoServer::close);
        running = Optional.empty();
    }

    static S3Access access() {
        return new S3Access(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                Optional.of(moto().endpoint()));
    }

    private final AwsS3Clients clients = new AwsS3Clients(access());

    @Override
    void makeBucket(String name, String region, boolean versioned) {
        var s3 = clients.at(region);
        s3.createBucket(
                request ->
                        request.bucket(name)
                                .createBucketConfiguration(it -> it.locationConstraint(region)));
        if (versioned) {
            s3.putBucketVersioning(
                    request ->
                            request.bucket(name)
                                    .versioningConfiguration(
                                            it -> it.status(BucketVersioningStatus.ENABLED)));
        }
    }

    @Override
    Set<Gift> gifts() {
        // takes any ETag for that of a copy's source, copies over what is there whatever it is
        // told, and answers 500 to an empty set of tags
        return EnumSet.complementOf(
                EnumSet.of(Gift.COPY_CONDITIONS, Gift.COPY_IF_ABSENT, Gift.EMPTY_TAGS));
    }

    @Override
    String objection(String key) {
        return key.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 1)
                ? "moto routes no line ends and lists versions without encoding their keys"
                : "";
    }

    @Override
    void beginUpload(String bucket, String key) {
        clients.at(REGION).createMultipartUpload(request -> request.bucket(bucket).key(key));
    }
}
