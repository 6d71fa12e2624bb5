package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.Body;
import dev.nightshift.backup.s3.store.FakeObject;
import dev.nightshift.backup.s3.store.FakeS3;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.testing.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * S3 Batch Operations as they behave: a job is new until it has ended; the same token is the same
 * job, or refused if the order is another; what cannot be copied is in the report.
 */
final class FakeJobs implements TestJobs {
    /** A job, and how far it is. */
    private static final class Job {
        final String id;
        final Order order;
        String status = "New";
        long total;
        long succeeded;
        long failed;

        Job(String id, Order order) {
            this.id = id;
            this.order = order;
        }
    }

    private final FakeS3 s3;
    private final Faults faults;
    private final Map<String, Job> byToken = new TreeMap<>();
    private final Set<String> uncopyable = new HashSet<>();
    private final Set<String> plainLists = new HashSet<>();

    FakeJobs(FakeS3 s3, Faults faults) {
        this.s3 = s3;
        this.faults = faults;
    }

    @Override
    public FakeJobs refusing(String key) {
        uncopyable.add(key);
        return this;
    }

    @Override
    public Set<String> made() {
        return new TreeSet<>(byToken.keySet());
    }

    @Override
    public String writeList(Vault vault, String key, Body csv) {
        return faults.write(
                "s3:PutObject",
                () -> {
                    try (var in = csv.open().get()) {
                        var object = FakeObject.of(in.readAllBytes());
                        s3.bucket(vault.bucket()).put(key, object);
                        plainLists.add(key);
                        return s3.bucket(vault.bucket()).object(key).orElseThrow().etag();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    @Override
    public String create(Order order) {
        return faults.write(
                "s3:CreateJob",
                () -> {
                    var known = Optional.ofNullable(byToken.get(order.token()));
                    if (known.isPresent()) {
                        if (!known.get().order.equals(order)) {
                            throw new CloudException(
                                    Kind.REJECTED, "IdempotencyException: another order");
                        }
                        return known.get().id;
                    }
                    if (!plainLists.contains(order.listKey())) {
                        throw new CloudException(
                                Kind.REJECTED, "InvalidManifest: encrypted with a key of KMS");
                    }
                    var list = s3.bucket(order.vault().bucket()).object(order.listKey());
                    if (list.isEmpty() || !list.get().etag().equals(order.listEtag())) {
                        throw new CloudException(Kind.REJECTED, "InvalidManifest: another ETag");
                    }
                    var job = new Job("job-" + byToken.size(), order);
                    byToken.put(order.token(), job);
                    return job.id;
                });
    }

    @Override
    public Optional<State> state(Vault vault, String id) {
        return faults.read(
                "s3:DescribeJob",
                () ->
                        byToken.values().stream()
                                .filter(job -> job.id.equals(id))
                                .findFirst()
                                .map(
                                        job ->
                                                new State(
                                                        job.status,
                                                        job.total,
                                                        job.succeeded,
                                                        job.failed,
                                                        "")));
    }

    @Override
    public void settle() {
        for (var job : byToken.values()) {
            if (job.status.equals("New") || job.status.equals("Active")) {
                work(job);
                job.status = "Complete";
            }
        }
    }

    private void work(Job job) {
        var vault = s3.bucket(job.order.vault().bucket());
        var failures = new ArrayList<String>();
        for (var line : lines(job)) {
            var columns = line.split(",", -1);
            var key = URLDecoder.decode(columns[1], StandardCharsets.UTF_8);
            job.total++;
            var object =
                    s3.bucket(columns[0]).history(key).stream()
                            .filter(it -> !job.order.versions() || it.version().equals(columns[2]))
                            .findFirst();
            if (object.isEmpty() || uncopyable.contains(key)) {
                job.failed++;
                failures.add(
                        columns[0] + "," + columns[1] + ",,failed,AccessDenied,403,Access Denied");
            } else {
                job.succeeded++;
                vault.put(job.order.toPrefix() + key, object.get());
            }
        }
        vault.put(
                job.order.reportPrefix() + "/job-" + job.id + "/results/0a1b.csv",
                FakeObject.of(String.join("\n", failures).getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> lines(Job job) {
        var list = s3.bucket(job.order.vault().bucket()).object(job.order.listKey()).orElseThrow();
        try (var in = list.content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
