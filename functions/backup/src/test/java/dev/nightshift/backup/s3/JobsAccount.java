package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.store.FakeObject;
import dev.nightshift.backup.s3.store.FakeS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The jobs of S3 Batch Operations of one account in one region, as AWS describes them: what is
 * wrong with an order is said at once, what is wrong with its list only when it is read.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-job-status.html">
 *     Tracking job status and completion reports</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshooting-batch-operations.html">
 *     Troubleshooting S3 Batch Operations</a>
 */
final class JobsAccount {
    private static final Duration REMEMBERED = Duration.ofDays(90);
    private static final Set<String> ENDED = Set.of("Complete", "Cancelled", "Failed");

    /** A refusal, as it goes over the wire. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int status;
        final String code;

        Refusal(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }

    /** What CreateJob asks for. */
    record Order(
            String token,
            String role,
            String description,
            int priority,
            String targetResource,
            String targetPrefix,
            String listBucket,
            String listKey,
            String listEtag,
            List<String> fields,
            String reportBucket,
            String reportPrefix,
            String reportScope,
            Map<String, String> tags) {}

    static final class Job {
        final String id = UUID.randomUUID().toString();
        final Order order;
        String status = "New";
        String failureCode = "";
        String failureReason = "";
        String updateReason = "";
        long total;
        long succeeded;
        long failed;
        Optional<Instant> ended = Optional.empty();

        Job(Order order) {
            this.order = order;
        }
    }

    private final FakeS3 s3;
    private final Clock clock;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Set<String> uncopyable = new HashSet<>();
    private final Set<String> plain = new HashSet<>();

    JobsAccount(FakeS3 s3, Clock clock) {
        this.s3 = s3;
        this.clock = clock;
    }

    synchronized void refusing(String key) {
        uncopyable.add(key);
    }

    /**
     * PutObject of a list.
     *
     * @param encryption as the request names it; empty for what the bucket has
     * @return its ETag
     */
    synchronized String put(String bucket, String key, byte[] bytes, String encryption) {
        s3.bucket(bucket).put(key, FakeObject.of(bytes));
        if (encryption.equals("AES256")) {
            plain.add(bucket + "/" + key);
        } else {
            plain.remove(bucket + "/" + key);
        }
        return s3.bucket(bucket).object(key).orElseThrow().etag();
    }

    synchronized String create(Order order) {
        if (!order.role().matches("arn:[a-z-]+:iam::\\d{12}:role/.+")) {
            throw new Refusal(400, "InvalidRequest", "Invalid role arn " + order.role());
        }
        if (order.token().isEmpty()
                || order.token().length() > 64
                || order.description().length() > 256
                || order.reportPrefix().length() > 512
                || order.tags().size() > 50
                || !order.targetResource().startsWith("arn:")) {
            throw new Refusal(400, "InvalidRequest", "Request invalid");
        }
        for (var job : jobs.values()) {
            if (job.order.token().equals(order.token())) {
                if (!job.order.equals(order)) {
                    throw new Refusal(
                            400, "IdempotencyException", "Conflicting request token in use");
                }
                return job.id;
            }
        }
        var job = new Job(order);
        jobs.put(job.id, job);
        return job.id;
    }

    synchronized Job find(String id) {
        var job = jobs.get(id);
        if (job == null
                || job.ended
                        .filter(at -> !at.plus(REMEMBERED).isAfter(clock.instant()))
                        .isPresent()) {
            throw new Refusal(404, "NoSuchJob", "The specified job does not exist.");
        }
        return job;
    }

    synchronized List<Job> all() {
        return List.copyOf(jobs.values());
    }

    synchronized Set<String> tokens() {
        var tokens = new TreeSet<String>();
        jobs.values().forEach(job -> tokens.add(job.order.token()));
        return tokens;
    }

    synchronized Job ask(String id, String wanted, String reason) {
        var job = find(id);
        if (ENDED.contains(job.status) || !wanted.equals("Cancelled")) {
            throw new Refusal(400, "JobStatusException", "Cannot go from " + job.status);
        }
        job.updateReason = reason;
        report(job, copy(job, job.succeeded + job.failed));
        end(job, "Cancelled");
        return job;
    }

    /** Each job goes one step on: its list is read, then half of it is copied, then the rest. */
    synchronized void step() {
        for (var job : jobs.values()) {
            switch (job.status) {
                case "New" -> job.status = "Preparing";
                case "Preparing" -> prepare(job);
                case "Ready" -> {
                    job.status = "Active";
                    copy(job, job.total / 2);
                }
                case "Active" -> {
                    report(job, copy(job, job.total));
                    end(job, "Complete");
                }
                default -> {
                    // it has ended
                }
            }
        }
    }

    private void prepare(Job job) {
        var order = job.order;
        var list = s3.bucket(order.listBucket()).object(order.listKey());
        if (list.isEmpty() || !list.get().etag().equals(order.listEtag())) {
            fail(job, "InvalidManifest", "The manifest's ETag is not the one of the request");
        } else if (!plain.contains(order.listBucket() + "/" + order.listKey())) {
            fail(job, "InvalidManifest", "The manifest is encrypted with SSE-KMS");
        } else if (lines(job).stream()
                .anyMatch(line -> line.split(",", -1).length != order.fields().size())) {
            fail(job, "InvalidManifestContent", "Required fields are missing in the schema");
        } else {
            job.total = lines(job).size();
            job.status = "Ready";
        }
    }

    private void fail(Job job, String code, String reason) {
        job.failureCode = code;
        job.failureReason = reason;
        end(job, "Failed");
    }

    private void end(Job job, String status) {
        job.status = status;
        job.ended = Optional.of(clock.instant());
    }

    /** Copies up to so many tasks in all; gives the lines of those that failed so far. */
    private List<String> copy(Job job, long upTo) {
        var failures = new ArrayList<String>();
        var lines = upTo == 0 ? List.<String>of() : lines(job);
        var target = s3.bucket(job.order.targetResource().split(":::", 2)[1]);
        for (int i = 0; i < upTo; i++) {
            var columns = lines.get(i).split(",", -1);
            var key = URLDecoder.decode(columns[1], StandardCharsets.UTF_8);
            boolean news = i >= job.succeeded + job.failed;
            var version = job.order.fields().contains("VersionId") ? columns[2] : "";
            var object =
                    s3.bucket(columns[0]).history(key).stream()
                            .filter(it -> version.isEmpty() || it.version().equals(version))
                            .filter(it -> !it.deleteMarker())
                            .findFirst();
            if (object.isEmpty() || uncopyable.contains(key)) {
                failures.add(
                        String.join(
                                ",",
                                columns[0],
                                columns[1],
                                version,
                                "failed",
                                object.isEmpty() ? "404" : "403",
                                object.isEmpty() ? "NoSuchKey" : "AccessDenied",
                                "\"Access Denied, host id: a,b=\""));
                job.failed += news ? 1 : 0;
            } else if (news) {
                target.put(job.order.targetPrefix() + key, object.get());
                job.succeeded++;
            }
        }
        return failures;
    }

    /** There is a report of what failed as soon as any task was run, and nothing in it else. */
    private void report(Job job, List<String> failures) {
        if (job.succeeded + job.failed == 0) {
            return;
        }
        var folder = job.order.reportPrefix() + "/job-" + job.id + "/";
        var bucket = s3.bucket(job.order.reportBucket());
        var results = folder + "results/" + UUID.nameUUIDFromBytes(new byte[] {1}) + ".csv";
        if (!failures.isEmpty()) {
            bucket.put(results, String.join("\n", failures) + "\n");
        }
        bucket.put(
                folder + "manifest.json",
                "{\"Format\":\"Report_CSV_20180820\",\"Results\":["
                        + (failures.isEmpty()
                                ? ""
                                : "{\"TaskExecutionStatus\":\"failed\",\"Key\":\""
                                        + results
                                        + "\"}")
                        + "]}");
    }

    private List<String> lines(Job job) {
        var list = s3.bucket(job.order.listBucket()).object(job.order.listKey()).orElseThrow();
        try (var in = list.content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
