package dev.nightshift.costs.explorer;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsErrors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A shelf in a bucket: each text a compressed object. Old ones are for a lifecycle rule to delete.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
 *     writes</a>
 */
public final class S3Shelf implements Shelf {
    /** Uncompressed; a year of a large account's figures is a tenth of it. */
    private static final int LONGEST_BYTES = 100_000_000;

    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;

    private final S3Client s3;
    private final String bucket;
    private final String prefix;

    /**
     * @param prefix of every key, such as {@code explorer/}
     */
    public S3Shelf(S3Client s3, String bucket, String prefix) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public Optional<Entry> get(String key) {
        return call(
                "read s3://" + bucket + "/" + prefix + key,
                () -> {
                    try {
                        var object = s3.getObjectAsBytes(r -> r.bucket(bucket).key(prefix + key));
                        return Optional.of(
                                new Entry(
                                        text(object.asByteArrayUnsafe()),
                                        object.response().eTag()));
                    } catch (NoSuchKeyException nothingThere) {
                        return Optional.empty();
                    }
                });
    }

    @Override
    public boolean putIfAbsent(String key, String text) {
        return write(key, text, r -> r.ifNoneMatch("*"));
    }

    @Override
    public boolean replace(String key, String text, String tag) {
        return write(key, text, r -> r.ifMatch(tag));
    }

    @Override
    public void put(String key, String text) {
        if (!write(key, text, r -> {})) {
            throw new CloudException(
                    Kind.REJECTED,
                    "could not write s3://" + bucket + "/" + prefix + key + ": others write it");
        }
    }

    private boolean write(String key, String text, Consumer<PutObjectRequest.Builder> condition) {
        return call(
                "write s3://" + bucket + "/" + prefix + key,
                () -> {
                    try {
                        s3.putObject(
                                r ->
                                        r.bucket(bucket)
                                                .key(prefix + key)
                                                .contentType("application/json")
                                                .contentEncoding("gzip")
                                                .applyMutation(condition),
                                RequestBody.fromBytes(compressed(text)));
                        return true;
                    } catch (NoSuchKeyException goneSince) {
                        return false;
                    } catch (S3Exception refusal) {
                        if (refusal.statusCode() == PRECONDITION_FAILED
                                || refusal.statusCode() == CONFLICT) {
                            return false;
                        }
                        throw refusal;
                    }
                });
    }

    private static byte[] compressed(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static Optional<String> text(byte[] content) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
            var bytes = gzip.readNBytes(LONGEST_BYTES + 1);
            return bytes.length > LONGEST_BYTES
                    ? Optional.empty()
                    : Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException notOurs) {
            // whoever asked for it is told that it cannot be read
            return Optional.empty();
        }
    }

    private static <T> T call(String doing, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw AwsErrors.translate(doing, e);
        }
    }
}
