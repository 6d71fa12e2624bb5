package dev.nightshift.local.demo;

import dev.nightshift.local.runtime.Account;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** The shop's bucket of pictures, with names as people give them, and a bucket nobody backs up. */
final class Media {
    static final String BUCKET = "shop-media";
    static final String UNTOUCHED = "build-cache";

    private static final int PICTURES = 24;
    private static final List<String> AWKWARD =
            List.of(
                    "orders/2026/rechnung #12 (bezahlt).pdf",
                    "orders/100% + mehr & more=?.csv",
                    "フォト/猫 🐈.jpg",
                    "a//b/../c/.",
                    "empty");

    private final Account account;
    private final Map<String, String> content = new TreeMap<>();

    Media(Account account) {
        this.account = account;
    }

    /** What the bucket holds: text by key. */
    Map<String, String> content() {
        return Map.copyOf(content);
    }

    void build() {
        for (var number = 1; number <= PICTURES; number++) {
            content.put("products/%03d.jpg".formatted(number), "picture %d".formatted(number));
        }
        AWKWARD.forEach(key -> content.put(key, key.equals("empty") ? "" : "of " + key));
        try (var s3 = account.s3(Estate.HOME)) {
            create(s3, BUCKET);
            create(s3, UNTOUCHED);
            s3.putBucketVersioning(
                    put ->
                            put.bucket(BUCKET)
                                    .versioningConfiguration(
                                            versioning ->
                                                    versioning.status(
                                                            BucketVersioningStatus.ENABLED)));
            content.forEach(
                    (key, text) ->
                            s3.putObject(
                                    put ->
                                            put.bucket(BUCKET)
                                                    .key(key)
                                                    .contentType("image/jpeg")
                                                    .metadata(Map.of("shot-by", "the shop"))
                                                    .tagging("season=autumn"),
                                    RequestBody.fromString(text)));
            s3.putObject(
                    put -> put.bucket(UNTOUCHED).key("cache.bin"), RequestBody.fromString("cache"));
        }
    }

    private static void create(S3Client s3, String bucket) {
        s3.createBucket(
                create ->
                        create.bucket(bucket)
                                .createBucketConfiguration(
                                        location ->
                                                location.locationConstraint(
                                                        BucketLocationConstraint.EU_WEST_1)));
    }
}
