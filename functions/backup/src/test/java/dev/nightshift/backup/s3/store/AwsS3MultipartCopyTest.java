package dev.nightshift.backup.s3.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.backup.s3.store.ObjectStore.Copy;
import dev.nightshift.backup.s3.store.ObjectStore.CopyResult;
import dev.nightshift.backup.s3.store.ObjectStore.Upload;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.core.testing.RawServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Part;

/** A copy in parts carries over what S3 does not carry over by itself, and leaves no parts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsS3MultipartCopyTest {
    private static final String REGION = "eu-west-1";
    private static final long TOO_LARGE = ObjectStore.LARGEST_SINGLE_COPY_BYTES + 1;

    private final MotoServer moto = MotoServer.start();
    private final RawServer raw = new RawServer();

    @AfterEach
    void forget() {
        moto.reset();
    }

    @AfterAll
    void stop() {
        moto.close();
        raw.close();
    }

    @Test
    void properties_tags_class_and_kind_of_checksum_come_along() {
        var clients = new AwsS3Clients(access(moto.endpoint()));
        var s3 = clients.at(REGION);
        for (var bucket : List.of("from", "into")) {
            s3.createBucket(
                    it ->
                            it.bucket(bucket)
                                    .createBucketConfiguration(c -> c.locationConstraint(REGION)));
        }
        s3.putObject(
                it ->
                        it.bucket("from")
                                .key("big é")
                                .contentType("image/jpeg")
                                .cacheControl("no-cache")
                                .contentDisposition("attachment; filename=\"a b\"")
                                .contentLanguage("de")
                                .metadata(Map.of("one", "1", "two", "zwei"))
                                .storageClass("STANDARD_IA")
                                .checksumAlgorithm("SHA256")
                                .tagging("team=a%20%2B%20b&x="),
                RequestBody.fromString("content"));
        var store = new AwsS3ObjectStore(clients, REGION);
        var source = store.head("from", "big é", "").orElseThrow();

        // as large as it says it is, it goes in parts
        var result =
                store.copy(new Copy("from", "big é", "", source.etag(), TOO_LARGE, "into", "copy"));

        assertThat(result).isInstanceOf(CopyResult.Copied.class);
        var copy = store.head("into", "copy", "").orElseThrow();
        assertThat(copy.properties())
                .isEqualTo(source.properties())
                .containsEntry("x-amz-meta-two", "zwei")
                .containsEntry("content-type", "image/jpeg");
        assertThat(copy.storageClass()).isEqualTo("STANDARD_IA");
        assertThat(copy.etag()).endsWith("-1");
        assertThat(copy.checksum()).startsWith("SHA256:");
        assertThat(store.tags("into", "copy", "")).isEqualTo(Map.of("team", "a + b", "x", ""));
        assertThat(store.get("into", "copy", "")).hasContent("content");
        assertThat(store.uploads("into", "")).isEmpty();
        assertThat(store.copy(new Copy("from", "big é", "", "other", TOO_LARGE, "into", "copy")))
                .isInstanceOf(CopyResult.Changed.class);
        assertThat(store.copy(new Copy("from", "gone", "", "", TOO_LARGE, "into", "copy")))
                .isInstanceOf(CopyResult.Gone.class);
    }

    @Test
    void a_part_that_is_refused_aborts_the_upload() {
        begun().then(
                        "HTTP/1.1 403 Forbidden\r\nContent-Length: 40\r\n\r\n"
                                + "<Error><Code>AccessDenied</Code></Error>")
                .then("HTTP/1.1 204 No Content\r\n\r\n");

        assertThatThrownBy(this::copyFromRaw)
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.DENIED));
        assertThat(raw.requests().getLast()).startsWith("DELETE /to/copy?uploadId=u1");
    }

    @Test
    void an_error_after_the_200_of_the_completion_aborts_the_upload() {
        begun().ok("<CopyPartResult><ETag>\"part\"</ETag></CopyPartResult>");
        for (int attempt = 0; attempt < 3; attempt++) {
            raw.then(
                    "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 41\r\n\r\n"
                            + "<Error><Code>InternalError</Code></Error>"
                            + RawServer.CLOSE);
        }
        raw.then("HTTP/1.1 204 No Content\r\n\r\n");

        assertThatThrownBy(this::copyFromRaw).isInstanceOf(CloudException.class);
        assertThat(raw.requests().getLast()).startsWith("DELETE /to/copy?uploadId=u1");
    }

    @Test
    void parts_are_never_more_than_s3_takes() {
        long largest = 50L << 40;
        assertThat(Parts.bytes(TOO_LARGE)).isEqualTo(512L << 20);
        assertThat((largest - 1) / Parts.bytes(largest) + 1).isLessThanOrEqualTo(10_000);
    }

    @Test
    void only_the_parts_that_are_missing_are_copied_when_it_goes_on() {
        var clients = new AwsS3Clients(access(moto.endpoint()));
        var s3 = clients.at(REGION);
        s3.createBucket(
                it ->
                        it.bucket("from")
                                .createBucketConfiguration(c -> c.locationConstraint(REGION)));
        var bytes = new byte[(11 << 20) + 7];
        new java.util.Random(1).nextBytes(bytes);
        s3.putObject(it -> it.bucket("from").key("k"), RequestBody.fromBytes(bytes));
        var store = new AwsS3ObjectStore(clients, REGION);
        var copy =
                new Copy(
                        "from",
                        "k",
                        "",
                        store.head("from", "k", "").orElseThrow().etag(),
                        bytes.length,
                        "from",
                        "copy");

        var first = new Steps(Optional.empty(), 2);
        assertThat(inFiveMegabytes(clients, copy, first)).isEmpty();
        var upload = first.upload().orElseThrow();
        assertThat(store.uploads("from", "")).containsExactly(upload);
        assertThat(numbers(s3, upload)).hasSize(1);

        var second = new Steps(first.upload(), 2);
        assertThat(inFiveMegabytes(clients, copy, second)).isEmpty();
        assertThat(numbers(s3, upload)).hasSize(2);

        // 5, 5 and little more than 1 MB: one of them is left, and time for one
        var third = new Steps(first.upload(), 2);
        assertThat(inFiveMegabytes(clients, copy, third))
                .containsInstanceOf(CopyResult.Copied.class);
        assertThat(store.uploads("from", "")).isEmpty();
        assertThat(store.get("from", "copy", "")).hasBinaryContent(bytes);
        assertThat(store.head("from", "copy", "").orElseThrow().etag()).endsWith("-3");
    }

    private static Optional<CopyResult> inFiveMegabytes(
            AwsS3Clients clients, Copy copy, LongCopy progress) {
        return new AwsS3MultipartCopy(clients, REGION, copy, Optional.of(progress), _ -> 5L << 20)
                .run();
    }

    private static List<Integer> numbers(S3Client s3, Upload upload) {
        return s3
                .listParts(it -> it.bucket(upload.bucket()).key(upload.key()).uploadId(upload.id()))
                .parts()
                .stream()
                .map(Part::partNumber)
                .toList();
    }

    @Test
    void an_upload_that_may_be_gone_on_with_stays_when_s3_does_not_answer() {
        int before = raw.requests().size();
        begun();
        for (int attempt = 0; attempt < 3; attempt++) {
            raw.then("HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\n\r\n");
        }
        var progress = new Steps(Optional.empty(), Integer.MAX_VALUE);

        assertThatThrownBy(() -> copyFromRaw(progress)).isInstanceOf(CloudException.class);
        assertThat(progress.upload()).isPresent();
        assertThat(raw.requests().subList(before, raw.requests().size()))
                .isNotEmpty()
                .noneMatch(it -> it.startsWith("DELETE"));
    }

    @Test
    void an_upload_that_is_refused_goes_even_if_it_might_be_gone_on_with() {
        begun().then(
                        "HTTP/1.1 412 Precondition Failed\r\nContent-Length: 46\r\n\r\n"
                                + "<Error><Code>PreconditionFailed</Code></Error>")
                .then("HTTP/1.1 204 No Content\r\n\r\n");

        assertThat(copyFromRaw(new Steps(Optional.empty(), Integer.MAX_VALUE)))
                .containsInstanceOf(CopyResult.Changed.class);
        assertThat(raw.requests().getLast()).startsWith("DELETE /to/copy?uploadId=u1");
    }

    @Test
    void what_came_to_be_there_meanwhile_is_not_replaced() {
        begun().ok("<CopyPartResult><ETag>\"part\"</ETag></CopyPartResult>")
                .then(
                        "HTTP/1.1 412 Precondition Failed\r\nContent-Length: 46\r\n\r\n"
                                + "<Error><Code>PreconditionFailed</Code></Error>")
                .then("HTTP/1.1 204 No Content\r\n\r\n");

        assertThat(
                        new AwsS3ObjectStore(new AwsS3Clients(access(raw.endpoint())), REGION)
                                .copy(
                                        new Copy(
                                                "from", "k", "v", "", TOO_LARGE, "to", "copy", "",
                                                true)))
                .isInstanceOf(CopyResult.Changed.class);
        assertThat(raw.requests())
                .anySatisfy(
                        it ->
                                assertThat(it)
                                        .contains("POST /to/copy?uploadId=u1")
                                        .containsIgnoringCase("if-none-match: *"));
        assertThat(raw.requests().getLast()).contains("DELETE /to/copy?uploadId=u1");
    }

    private Optional<CopyResult> copyFromRaw(LongCopy progress) {
        return new AwsS3ObjectStore(new AwsS3Clients(access(raw.endpoint())), REGION)
                .copyInParts(new Copy("from", "k", "", "", TOO_LARGE, "to", "copy"), progress);
    }

    /** Up to the upload that is open: where the source is, what it is, its tags. */
    private RawServer begun() {
        return raw.then("HTTP/1.1 200 OK\r\nx-amz-bucket-region: eu-west-1\r\n\r\n")
                .then(
                        "HTTP/1.1 200 OK\r\nContent-Length: 7\r\nETag: \"e\"\r\nLast-Modified: Sun,"
                                + " 22 Nov 2026 03:00:00 GMT\r\n\r\n")
                .ok("<Tagging><TagSet></TagSet></Tagging>")
                .ok(
                        "<InitiateMultipartUploadResult><UploadId>u1</UploadId>"
                                + "</InitiateMultipartUploadResult>");
    }

    private CopyResult copyFromRaw() {
        return new AwsS3ObjectStore(new AwsS3Clients(access(raw.endpoint())), REGION)
                .copy(new Copy("from", "k", "", "", TOO_LARGE, "to", "copy"));
    }

    private static S3Access access(java.net.URI endpoint) {
        return new S3Access(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                Optional.of(endpoint));
    }
}
