package dev.nightshift.local.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the calls of S3 need, of those that functions make.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">
 *     Required permissions for Amazon S3 API operations</a>
 */
final class S3Needs {
    private static final Map<String, String> READ_OF_BUCKET =
            Map.of(
                    "versions", "s3:ListBucketVersions",
                    "uploads", "s3:ListBucketMultipartUploads",
                    "location", "s3:GetBucketLocation",
                    "lifecycle", "s3:GetLifecycleConfiguration",
                    "versioning", "s3:GetBucketVersioning",
                    "tagging", "s3:GetBucketTagging",
                    "encryption", "s3:GetEncryptionConfiguration");

    /** To remove what is written there is to write it, too. */
    private static final Map<String, String> WRITE_OF_BUCKET =
            Map.of(
                    "lifecycle", "s3:PutLifecycleConfiguration",
                    "tagging", "s3:PutBucketTagging");

    private final Call call;
    private final Map<String, String> query;
    private final String bucket;
    private final String key;

    private S3Needs(Call call) {
        this.call = call;
        this.query = call.query();
        var path = call.path().substring(1);
        int slash = path.indexOf('/');
        this.bucket = slash < 0 ? path : path.substring(0, slash);
        this.key = slash < 0 ? "" : URLDecoder.decode(path.substring(slash + 1), UTF_8);
    }

    static List<Need> of(Call call) {
        return new S3Needs(call).needs();
    }

    /** Without this, what is not there is refused instead. */
    static Optional<Need> unlessThere(Call call) {
        var asked = new S3Needs(call);
        return !asked.key.isEmpty() && List.of("GET", "HEAD").contains(call.method())
                ? Optional.of(new Need("s3:ListBucket", asked.ofBucket()))
                : Optional.empty();
    }

    private List<Need> needs() {
        if (bucket.isEmpty()) {
            return List.of(new Need("s3:ListAllMyBuckets", Need.ANY));
        }
        if (bucket.startsWith("v2018")) {
            return job();
        }
        return key.isEmpty() ? bucket() : object();
    }

    private List<Need> job() {
        return call.method().equals("POST")
                ? List.of(
                        new Need("s3:CreateJob", Need.ANY),
                        new Need("s3:PutJobTagging", Need.ANY),
                        new Need("iam:PassRole", Need.ANY))
                : List.of(new Need("s3:DescribeJob", Need.ANY));
    }

    private List<Need> bucket() {
        var table =
                switch (call.method()) {
                    case "GET", "HEAD" -> READ_OF_BUCKET;
                    case "PUT", "DELETE" -> WRITE_OF_BUCKET;
                    default -> Map.<String, String>of();
                };
        var action =
                query.keySet().stream()
                        .filter(table::containsKey)
                        .map(table::get)
                        .findFirst()
                        .orElseGet(
                                () ->
                                        switch (call.method()) {
                                            case "GET", "HEAD" -> "s3:ListBucket";
                                            case "POST" -> removal(call.text());
                                            default -> throw unknown();
                                        });
        return List.of(new Need(action, action.contains("Object") ? ofObject() : ofBucket()));
    }

    private static String removal(String many) {
        return many.contains("<VersionId>") ? "s3:DeleteObjectVersion" : "s3:DeleteObject";
    }

    private List<Need> object() {
        var version = query.containsKey("versionId") ? "Version" : "";
        boolean tagging = query.containsKey("tagging");
        boolean upload = query.containsKey("uploadId");
        var action =
                switch (call.method()) {
                    case "GET", "HEAD" ->
                            upload
                                    ? "ListMultipartUploadParts"
                                    : "GetObject" + version + (tagging ? "Tagging" : "");
                    case "PUT" -> tagging ? "PutObject" + version + "Tagging" : "PutObject";
                    case "POST" -> "PutObject";
                    case "DELETE" ->
                            upload
                                    ? "AbortMultipartUpload"
                                    : "DeleteObject" + version + (tagging ? "Tagging" : "");
                    default -> throw unknown();
                };
        var needs = new ArrayList<Need>();
        needs.add(new Need("s3:" + action, ofObject()));
        if (call.header("x-amz-tagging").isPresent()) {
            needs.add(new Need("s3:PutObjectTagging", ofObject()));
        }
        call.header("x-amz-copy-source").ifPresent(source -> needs.addAll(copy(source)));
        return needs;
    }

    /** A copy takes the tags along, unless it has others; a part of one takes none. */
    private List<Need> copy(String encoded) {
        var source = URLDecoder.decode(encoded, UTF_8).replaceFirst("^/", "");
        int query = source.indexOf("?versionId=");
        var version = query < 0 ? "" : "Version";
        var from = "arn:aws:s3:::" + (query < 0 ? source : source.substring(0, query));
        var needs = new ArrayList<Need>();
        needs.add(new Need("s3:GetObject" + version, from));
        if (!this.query.containsKey("partNumber") && call.header("x-amz-tagging").isEmpty()) {
            needs.add(new Need("s3:GetObject" + version + "Tagging", from));
            needs.add(new Need("s3:PutObjectTagging", ofObject()));
        }
        return needs;
    }

    private String ofBucket() {
        return "arn:aws:s3:::" + bucket;
    }

    private String ofObject() {
        return ofBucket() + "/" + key;
    }

    private IllegalStateException unknown() {
        return new IllegalStateException(
                "what is %s %s of S3?".formatted(call.method(), call.target()));
    }
}
