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
record WireRequest(
        String method,
        String bucket,
        String key,
        Map<String, String> query,
        Map<String, String> headers,
        Optional<Body> body,
        int patienceMillis,
        boolean repeatable) {
    static WireRequest of(String method, String bucket, String key, int patienceMillis) {
        return new WireRequest(
                method, bucket, key, Map.of(), Map.of(), Optional.empty(), patienceMillis, true);
    }

    WireRequest with(Map<String, String> parameters) {
        return new WireRequest(
                method, bucket, key, parameters, headers, body, patienceMillis, repeatable);
    }

    WireRequest headed(Map<String, String> named) {
        return new WireRequest(method, bucket, key, query, named, body, patienceMillis, repeatable);
    }

    WireRequest carrying(Body content) {
        return new WireRequest(
                method,
                bucket,
                key,
                query,
                headers,
                Optional.of(content),
                patienceMillis,
                repeatable);
    }

    WireRequest patient(int millis) {
        return new WireRequest(method, bucket, key, query, headers, body, millis, repeatable);
    }

    WireRequest once() {
        return new WireRequest(method, bucket, key, query, headers, body, patienceMillis, false);
    }
}
