package dev.nightshift.backup.s3.store;

import dev.nightshift.core.aws.AwsClients;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The SDK's clients by region, made when first asked for, and which bucket is where. */
final class AwsS3Clients {
    private final S3Access access;
    private final Map<String, S3Client> clients = new ConcurrentHashMap<>();
    private final Map<String, String> regions = new ConcurrentHashMap<>();

    AwsS3Clients(S3Access access) {
        this.access = access;
    }

    S3Client at(String region) {
        return clients.computeIfAbsent(region, this::make);
    }

    private S3Client make(String region) {
        var builder =
                S3Client.builder()
                        .region(Region.of(region))
                        .overrideConfiguration(it -> it.addExecutionInterceptor(new NoExpect()))
                        .credentialsProvider(access.credentials());
        access.endpoint()
                .ifPresent(
                        // nobody resolves a bucket's name below the name of an emulator
                        endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
        return AwsClients.sync(builder);
    }

    /** The client for a bucket, wherever that is; a call the first time. */
    S3Client of(String bucket, String guess) {
        return at(
                regions.computeIfAbsent(
                        bucket,
                        any -> {
                            try {
                                var answer = at(guess).headBucket(it -> it.bucket(bucket));
                                return AwsS3Types.text(answer.bucketRegion(), guess);
                            } catch (S3Exception e) {
                                return marked(e).orElse(guess);
                            }
                        }));
    }

    /** Where the bucket is, said by the refusal of a region that it is not in. */
    static Optional<String> marked(S3Exception refusal) {
        return Optional.ofNullable(refusal.awsErrorDetails())
                .flatMap(it -> Optional.ofNullable(it.sdkHttpResponse()))
                .flatMap(it -> it.firstMatchingHeader("x-amz-bucket-region"));
    }

    /**
     * What is written here is small: asking first whether it may be sent costs a round trip, and
     * the JDK's client loses answers over it.
     */
    private static final class NoExpect implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(
                Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder().removeHeader("Expect").build();
        }
    }
}
