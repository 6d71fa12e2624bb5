package dev.nightshift.costs.focus;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.aws.AwsErrors;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Exports in a bucket, below a prefix. Needs {@code s3:ListBucket} and {@code s3:GetObject}, and
 * {@code kms:Decrypt} where the bucket has a key of its own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cur/latest/userguide/dataexports-export-delivery.html">AWS
 *     Data Exports, understanding export delivery</a>
 */
public final class S3Exports implements Exports {
    private static final int PRECONDITION_FAILED = 412;

    /** As many as S3 gives at once. */
    private static final int PAGE = 1_000;

    private final S3Client s3;
    private final String bucket;
    private final String prefix;
    private final int page;

    S3Exports(S3Client s3, String bucket, String prefix, int page) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
        this.page = page;
    }

    /**
     * @param region in which the bucket is
     * @param prefix empty for the whole bucket; otherwise up to a {@code /}
     */
    public static S3Exports of(String region, String bucket, String prefix) {
        return new S3Exports(
                AwsClients.sync(S3Client.builder().region(Region.of(region))),
                bucket,
                prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/",
                PAGE);
    }

    @Override
    public String place() {
        return "s3://" + bucket + "/" + prefix;
    }

    @Override
    public List<Export> list() {
        try {
            return s3
                    .listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix(prefix).maxKeys(page))
                    .contents()
                    .stream()
                    .map(
                            object ->
                                    new Export(
                                            object.key().substring(prefix.length()),
                                            object.size(),
                                            object.lastModified(),
                                            object.eTag()))
                    .toList();
        } catch (SdkException e) {
            throw AwsErrors.translate("list " + place(), e);
        }
    }

    @Override
    public byte[] read(Export export, long offset, int length) {
        var doing = "read " + place() + export.path();
        byte[] bytes;
        try {
            bytes =
                    s3.getObjectAsBytes(
                                    request ->
                                            request.bucket(bucket)
                                                    .key(prefix + export.path())
                                                    .range(range(offset, length))
                                                    // never half of one delivery, half of the next
                                                    .ifMatch(export.version()))
                            .asByteArrayUnsafe();
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                throw new CloudException(
                        Kind.UNREACHABLE,
                        "could not " + doing + ": a new export has just overwritten it; run again",
                        e);
            }
            throw AwsErrors.translate(doing, e);
        } catch (SdkException e) {
            throw AwsErrors.translate(doing, e);
        }
        if (bytes.length != length) {
            throw new CloudException(
                    Kind.UNREACHABLE,
                    "could not %s: %d bytes came instead of %d; run again"
                            .formatted(doing, bytes.length, length));
        }
        return bytes;
    }

    private static String range(long offset, int length) {
        return "bytes=" + offset + "-" + (offset + length - 1);
    }
}
