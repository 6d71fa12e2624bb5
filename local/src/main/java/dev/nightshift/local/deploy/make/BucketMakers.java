package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** AWS::S3::Bucket and its policy. What a bucket is like is set and read by many small calls. */
final class BucketMakers {
    private BucketMakers() {}

    static List<ResourceMaker> all() {
        return List.of(new Bucket(), new BucketPolicy());
    }

    /** AWS::S3::Bucket. */
    record Bucket() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::S3::Bucket";
        }

        @Override
        public Schema schema() {
            return Schema.of(
                    "BucketName ObjectLockEnabled VersioningConfiguration{Status}"
                            + " BucketEncryption{ServerSideEncryptionConfiguration{BucketKeyEnabled"
                            + " ServerSideEncryptionByDefault{SSEAlgorithm KMSMasterKeyID}}}"
                            + " PublicAccessBlockConfiguration{BlockPublicAcls BlockPublicPolicy"
                            + " IgnorePublicAcls RestrictPublicBuckets}"
                            + " OwnershipControls{Rules{ObjectOwnership}}"
                            + " LifecycleConfiguration{Rules{Id Status Prefix ExpirationInDays"
                            + " ExpiredObjectDeleteMarker AbortIncompleteMultipartUpload"
                            + "{DaysAfterInitiation} NoncurrentVersionExpiration{NoncurrentDays"
                            + " NewerNoncurrentVersions} Transitions{StorageClass"
                            + " TransitionInDays} NoncurrentVersionTransitions{StorageClass"
                            + " TransitionInDays}}}"
                            + " ObjectLockConfiguration{ObjectLockEnabled Rule{DefaultRetention{Mode"
                            + " Days Years}}} LoggingConfiguration{DestinationBucketName"
                            + " LogFilePrefix} Tags*");
        }

        private static String name(Declared declared) {
            return declared.lowerName("BucketName", 63);
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var name = name(declared);
            var s3 = declared.aws().s3();
            return Sdk.ifThere(() -> s3.headBucket(head -> head.bucket(name)))
                    .map(
                            there ->
                                    Found.of(name, BucketSettings.read(s3, name))
                                            .with(
                                                    "Arn",
                                                    "arn:%s:s3:::%s"
                                                            .formatted(
                                                                    declared.place().partition(),
                                                                    name))
                                            .with(
                                                    "RegionalDomainName",
                                                    "%s.s3.%s.%s"
                                                            .formatted(
                                                                    name,
                                                                    declared.place().region(),
                                                                    declared.place().urlSuffix()))
                                            .with(
                                                    "DomainName",
                                                    "%s.s3.%s"
                                                            .formatted(
                                                                    name,
                                                                    declared.place().urlSuffix())));
        }

        @Override
        public ObjectNode expected(Declared declared) {
            var expected = JsonNodeFactory.instance.objectNode();
            declared.properties()
                    .properties()
                    .forEach(
                            e ->
                                    expected.set(
                                            e.getKey(),
                                            e.getValue().isObject()
                                                    ? BucketSettings.translated(e.getValue())
                                                    : e.getValue()));
            return expected;
        }

        @Override
        public String create(Declared declared) {
            var name = name(declared);
            var region = declared.place().region();
            declared.aws()
                    .s3()
                    .createBucket(
                            create -> {
                                create.bucket(name);
                                if (declared.has("ObjectLockEnabled")) {
                                    create.objectLockEnabledForBucket(
                                            declared.get("ObjectLockEnabled").asBoolean());
                                }
                                // the one region that a bucket may not be told to be in
                                if (!region.equals("us-east-1")) {
                                    create.createBucketConfiguration(
                                            configuration ->
                                                    configuration.locationConstraint(region));
                                }
                            });
            BucketSettings.write(declared, name);
            return name;
        }

        @Override
        public String update(Declared declared, Found found) {
            BucketSettings.write(declared, found.id());
            return found.id();
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(
                    () -> {
                        empty(aws.s3(), id);
                        return aws.s3().deleteBucket(delete -> delete.bucket(id));
                    });
        }

        private static void empty(S3Client s3, String bucket) {
            for (var page : s3.listObjectVersionsPaginator(list -> list.bucket(bucket))) {
                page.versions()
                        .forEach(
                                version ->
                                        s3.deleteObject(
                                                delete ->
                                                        delete.bucket(bucket)
                                                                .key(version.key())
                                                                .versionId(version.versionId())));
                page.deleteMarkers()
                        .forEach(
                                marker ->
                                        s3.deleteObject(
                                                delete ->
                                                        delete.bucket(bucket)
                                                                .key(marker.key())
                                                                .versionId(marker.versionId())));
            }
        }
    }

    /** AWS::S3::BucketPolicy. */
    record BucketPolicy() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::S3::BucketPolicy";
        }

        @Override
        public Schema schema() {
            return Schema.of("Bucket PolicyDocument*");
        }

        /**
         * Without what refuses calls that come without TLS: an emulator on loopback has none, and
         * moto takes the refusal to hold for all.
         */
        @Override
        public ObjectNode expected(Declared declared) {
            var expected = declared.properties().deepCopy();
            var statements = (ArrayNode) expected.path("PolicyDocument").path("Statement");
            for (int i = statements.size() - 1; i >= 0; i--) {
                if (refusesPlainHttp(statements.get(i))) {
                    statements.remove(i);
                }
            }
            return expected;
        }

        private static boolean refusesPlainHttp(JsonNode statement) {
            var condition = statement.path("Condition");
            return statement.path("Effect").asText().equals("Deny")
                    && (condition.path("Bool").has("aws:SecureTransport")
                            || condition.path("NumericLessThan").has("s3:TlsVersion"));
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var bucket = declared.text("Bucket");
            return Sdk.ifThere(
                            () ->
                                    declared.aws()
                                            .s3()
                                            .getBucketPolicy(get -> get.bucket(bucket))
                                            .policy())
                    .map(
                            policy -> {
                                ObjectNode tree = JsonNodeFactory.instance.objectNode();
                                tree.put("Bucket", bucket).put("PolicyDocument", policy);
                                return Found.of(bucket, tree);
                            });
        }

        @Override
        public String create(Declared declared) {
            JsonNode document = expected(declared).path("PolicyDocument");
            declared.aws()
                    .s3()
                    .putBucketPolicy(
                            put -> put.bucket(declared.text("Bucket")).policy(document.toString()));
            return declared.text("Bucket");
        }

        @Override
        public String update(Declared declared, Found found) {
            return create(declared);
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(() -> aws.s3().deleteBucketPolicy(delete -> delete.bucket(id)));
        }
    }
}
