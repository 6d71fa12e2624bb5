package dev.nightshift.backup.s3.store;

import java.util.Map;
import java.util.Optional;

/**
 * What to ask S3.
 *
 * @param key empty for the bucket itself
 * @param query parameters, not yet encoded; those without a value have an empty one
 * @param patienceMillis for the answer
 * @param repeatable whether to send it again if nobody knows what came of it
 */
record S3Request(
        String method,
        String bucket,
        String key,
        Map<String, String> query,
        Map<String, String> headers,
        Optional<Body> body,
        int patienceMillis,
        boolean repeatable) {
    static S3Request of(String method, String bucket, String key, int patienceMillis) {
        return new S3Request(
                method, bucket, key, Map.of(), Map.of(), Optional.empty(), patienceMillis, true);
    }

    S3Request with(Map<String, String> parameters) {
        return new S3Request(
                method, bucket, key, parameters, headers, body, patienceMillis, repeatable);
    }

    S3Request headed(Map<String, String> named) {
        return new S3Request(method, bucket, key, query, named, body, patienceMillis, repeatable);
    }

    S3Request carrying(Body content) {
        return new S3Request(
                method,
                bucket,
                key,
                query,
                headers,
                Optional.of(content),
                patienceMillis,
                repeatable);
    }

    S3Request patient(int millis) {
        return new S3Request(method, bucket, key, query, headers, body, millis, repeatable);
    }

    S3Request once() {
        return new S3Request(method, bucket, key, query, headers, body, patienceMillis, false);
    }
}
