package dev.nightshift.backup.s3.store;

import dev.nightshift.backup.s3.store.ObjectStore.Copy;
import dev.nightshift.backup.s3.store.ObjectStore.CopyResult;
import dev.nightshift.backup.s3.store.ObjectStore.Mark;
import dev.nightshift.backup.s3.store.ObjectStore.Page;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.core.wire.WireCalls;
import dev.nightshift.core.wire.WirePool;
import dev.nightshift.core.wire.WireRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The calls that a backup makes once per object or page, over plain HTTP/1.1: a fraction of the
 * processor time that the SDK's client takes (docs/decisions/0014). Signing, credentials and
 * endpoints stay the SDK's.
 */
final class WireS3 {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int COPY_MILLIS = 60_000;
    private static final long SLOW_COPY_BYTES_PER_MILLI = 20_000;

    /**
     * Pages that are taken apart at once. One processor is left to who looks at them, and to the
     * compiler, without which each of them takes ten times as long.
     */
    private static final Semaphore READERS =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

    private final String region;
    private final int patienceMillis;
    private final WireSigner signer;
    private final WireCalls calls;

    WireS3(S3Access access, String region, WirePool pool) {
        this(access, region, pool, PATIENCE_MILLIS);
    }

    /**
     * @param patienceMillis between two bytes of an answer
     */
    WireS3(S3Access access, String region, WirePool pool, int patienceMillis) {
        this.region = region;
        this.patienceMillis = patienceMillis;
        this.signer = new WireSigner(access, region);
        this.calls = new WireCalls(pool);
    }

    Page<Listed> list(String bucket, String prefix, String after) {
        var query = new TreeMap<String, String>();
        query.put("list-type", "2");
        query.put("encoding-type", "url");
        query.put("max-keys", String.valueOf(ObjectStore.PAGE));
        query.put("prefix", prefix);
        if (!after.isEmpty()) {
            query.put("start-after", after);
        }
        return page("list bucket " + bucket, bucket, query, "ListBucketResult");
    }

    Page<Listed> listVersions(String bucket, String prefix, Optional<Mark> after) {
        var query = new TreeMap<String, String>();
        query.put("versions", "");
        query.put("encoding-type", "url");
        query.put("max-keys", String.valueOf(ObjectStore.PAGE));
        query.put("prefix", prefix);
        after.ifPresent(
                mark -> {
                    query.put("key-marker", mark.key());
                    if (!mark.version().isEmpty()) {
                        query.put("version-id-marker", mark.version());
                    }
                });
        return page("list the versions in bucket " + bucket, bucket, query, "ListVersionsResult");
    }

    private Page<Listed> page(String doing, String bucket, Map<String, String> query, String root) {
        return call(doing, request("GET", bucket, "").with(query), it -> taken(it, root));
    }

    private static Page<Listed> taken(WireCalls.Document page, String root) throws IOException {
        READERS.acquireUninterruptibly();
        try {
            return S3Documents.list(page.bytes(), page.length(), root);
        } finally {
            READERS.release();
        }
    }

    Optional<Head> head(String bucket, String key, String version) {
        try {
            return Optional.of(headOf(bucket, key, version));
        } catch (WireRefusal e) {
            // 405: that version is a delete marker
            if (e.status() == 404 || e.status() == 405) {
                return Optional.empty();
            }
            throw refused("look at " + bucket + "/" + key, e);
        }
    }

    /**
     * @throws WireRefusal if S3 said no
     */
    Head headOf(String bucket, String key, String version) {
        return unless(
                "look at " + bucket + "/" + key,
                request("HEAD", bucket, key)
                        .with(versionQuery(version))
                        .headed(Map.of("x-amz-checksum-mode", "ENABLED")),
                it -> S3Headers.head(it.answer().headers()));
    }

    InputStream get(String bucket, String key, String version) {
        var doing = "read " + bucket + "/" + key;
        try {
            return calls.open(
                    signer.signing(request("GET", bucket, key).with(versionQuery(version))));
        } catch (WireRefusal e) {
            throw refused(doing, e);
        } catch (IOException e) {
            throw unanswered(doing, e);
        } catch (SdkException e) {
            throw AwsErrors.translate(doing, e);
        }
    }

    void put(String bucket, String key, Body body, Map<String, String> tags) {
        call(
                "write " + bucket + "/" + key,
                request("PUT", bucket, key).headed(writing(body, tags)).carrying(body),
                it -> true);
    }

    boolean putIfAbsent(String bucket, String key, Body body, Map<String, String> tags) {
        var headers = writing(body, tags);
        headers.put("If-None-Match", "*");
        var doing = "write " + bucket + "/" + key;
        try {
            return unless(
                    doing,
                    // sent again it would meet what it wrote itself
                    request("PUT", bucket, key).headed(headers).carrying(body).once(),
                    it -> true);
        } catch (WireRefusal e) {
            if (e.status() == 412 || e.status() == 409) {
                return false;
            }
            throw refused(doing, e);
        }
    }

    private static Map<String, String> writing(Body body, Map<String, String> tags) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", body.contentType());
        headers.put("x-amz-sdk-checksum-algorithm", "SHA256");
        if (!tags.isEmpty()) {
            headers.put(
                    "x-amz-tagging",
                    tags.entrySet().stream()
                            .map(
                                    tag ->
                                            S3Encoding.component(tag.getKey())
                                                    + "="
                                                    + S3Encoding.component(tag.getValue()))
                            .collect(Collectors.joining("&")));
        }
        return headers;
    }

    SortedMap<String, String> tags(String bucket, String key, String version) {
        var query = new TreeMap<>(versionQuery(version));
        query.put("tagging", "");
        return call(
                "read the tags of " + bucket + "/" + key,
                request("GET", bucket, key).with(query),
                it -> S3Documents.tags(it.bytes(), it.length()));
    }

    /**
     * In one call.
     *
     * @param storageClass that the copy gets
     */
    CopyResult copy(Copy copy, String storageClass) {
        var headers = new LinkedHashMap<String, String>();
        var source = "/" + copy.fromBucket() + "/" + S3Encoding.path(copy.fromKey());
        headers.put(
                "x-amz-copy-source",
                copy.fromVersion().isEmpty()
                        ? source
                        : source + "?versionId=" + S3Encoding.component(copy.fromVersion()));
        var condition = AwsS3Copies.condition(copy);
        if (!condition.isEmpty()) {
            headers.put("x-amz-copy-source-if-match", condition);
        }
        if (copy.onlyIfAbsent()) {
            headers.put("if-none-match", "*");
        }
        var named = AwsS3Copies.unlessStandard(storageClass);
        if (!named.isEmpty()) {
            headers.put("x-amz-storage-class", named);
        }
        long patience =
                Math.min(
                        COPY_MILLIS + copy.sizeBytes() / SLOW_COPY_BYTES_PER_MILLI,
                        AwsS3ObjectStore.LONG_CALL.toMillis());
        try {
            return unless(
                    AwsS3Copies.doing(copy),
                    request("PUT", copy.toBucket(), copy.toKey())
                            .headed(headers)
                            .patient((int) patience),
                    it ->
                            new CopyResult.Copied(
                                    S3Documents.copied(it.bytes(), it.length()),
                                    it.answer().header("x-amz-version-id")));
        } catch (WireRefusal e) {
            return AwsS3Copies.outcome(
                    copy, e.status(), e.code(), refused(AwsS3Copies.doing(copy), e));
        }
    }

    private S3Request request(String method, String bucket, String key) {
        return S3Request.of(method, bucket, key, patienceMillis);
    }

    private static Map<String, String> versionQuery(String version) {
        return version.isEmpty() ? Map.of() : Map.of("versionId", version);
    }

    private <T> T call(String doing, S3Request request, WireCalls.Reader<T> reader) {
        try {
            return unless(doing, request, reader);
        } catch (WireRefusal e) {
            throw refused(doing, e);
        }
    }

    /**
     * @throws WireRefusal if S3 said no; everything else is told already
     */
    private <T> T unless(String doing, S3Request request, WireCalls.Reader<T> reader) {
        try {
            return calls.call(signer.signing(request), reader);
        } catch (IOException e) {
            throw unanswered(doing, e);
        } catch (UncheckedIOException e) {
            throw unanswered(doing, new IOException(e));
        } catch (SdkException e) {
            throw AwsErrors.translate(doing, e);
        }
    }

    private static CloudException unanswered(String doing, IOException e) {
        return new CloudException(
                Kind.UNREACHABLE,
                "could not %s: %s: %s"
                        .formatted(doing, e.getClass().getSimpleName(), e.getMessage()),
                e);
    }

    /** In the words that the SDK's refusals get. */
    CloudException refused(String doing, WireRefusal e) {
        var there = e.header("x-amz-bucket-region");
        if (e.status() == 301
                || e.code().equals("AuthorizationHeaderMalformed")
                || (e.status() == 400 && !there.isEmpty() && !there.equals(region))) {
            return new CloudException(
                    Kind.REJECTED,
                    "could not %s: it is in %s, not in %s"
                            .formatted(doing, there.isEmpty() ? "another region" : there, region),
                    e);
        }
        var hint = e.code().equals("RequestTimeTooSkewed") ? "; set the clock of this machine" : "";
        return AwsErrors.translate(
                doing,
                (SdkException)
                        S3Exception.builder()
                                // an error that came after the 200 was sent
                                .statusCode(e.status() == 200 ? 500 : e.status())
                                .awsErrorDetails(
                                        AwsErrorDetails.builder()
                                                .errorCode(e.code())
                                                .errorMessage(e.getMessage() + hint)
                                                .build())
                                .cause(e)
                                .build());
    }
}
