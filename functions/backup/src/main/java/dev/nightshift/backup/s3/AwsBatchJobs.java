package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.Body;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.aws.AwsErrors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.CreateJobRequest;
import software.amazon.awssdk.services.s3control.model.JobDescriptor;
import software.amazon.awssdk.services.s3control.model.JobManifestFieldName;
import software.amazon.awssdk.services.s3control.model.JobManifestFormat;
import software.amazon.awssdk.services.s3control.model.JobReportFormat;
import software.amazon.awssdk.services.s3control.model.JobReportScope;
import software.amazon.awssdk.services.s3control.model.S3ControlException;
import software.amazon.awssdk.services.s3control.model.S3Tag;

/** {@link BatchJobs} over the AWS SDK. */
class AwsBatchJobs implements BatchJobs {
    private static final int PRIORITY = 10;

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshooting-batch-operations.html">
     *     Troubleshooting S3 Batch Operations</a>, and the exceptions of S3 Control's API
     */
    private static final Set<String> UNKNOWN =
            Set.of("NoSuchJob", "NoSuchJobException", "NotFoundException");

    private final Supplier<String> account;
    private final Supplier<String> partition;
    private final Map<String, S3ControlClient> controls = new ConcurrentHashMap<>();
    private final Map<String, S3Client> stores = new ConcurrentHashMap<>();

    /**
     * @param account twelve digits; asked for when first needed, as is the partition
     */
    AwsBatchJobs(Supplier<String> account, Supplier<String> partition) {
        this.account = account;
        this.partition = partition;
    }

    /** For tests, which have no host names by account. */
    S3ControlClient control(String region) {
        return controls.computeIfAbsent(
                region,
                any -> AwsClients.sync(S3ControlClient.builder().region(Region.of(region))));
    }

    S3Client store(String region) {
        return stores.computeIfAbsent(
                region, any -> AwsClients.sync(S3Client.builder().region(Region.of(region))));
    }

    @Override
    public String writeList(Vault vault, String key, Body csv) {
        return call(
                "write the list " + key,
                () -> {
                    var written =
                            store(vault.region())
                                    .putObject(
                                            request ->
                                                    request.bucket(vault.bucket())
                                                            .key(key)
                                                            .contentType(csv.contentType())
                                                            .serverSideEncryption(
                                                                    ServerSideEncryption.AES256),
                                            RequestBody.fromContentProvider(
                                                    csv.open()::get,
                                                    csv.lengthBytes(),
                                                    csv.contentType()));
                    return unquoted(written.eTag());
                });
    }

    @Override
    public String create(Order order) {
        var vault = "arn:" + partition.get() + ":s3:::" + order.vault().bucket();
        var request =
                CreateJobRequest.builder()
                        .accountId(account.get())
                        .confirmationRequired(false)
                        .priority(PRIORITY)
                        .roleArn(order.role())
                        .clientRequestToken(order.token())
                        .description(order.description())
                        .operation(
                                operation ->
                                        operation.s3PutObjectCopy(
                                                copy ->
                                                        copy.targetResource(vault)
                                                                .targetKeyPrefix(order.toPrefix())))
                        .manifest(
                                manifest ->
                                        manifest.spec(
                                                        spec ->
                                                                spec.format(
                                                                                JobManifestFormat
                                                                                        .S3_BATCH_OPERATIONS_CSV_20180820)
                                                                        .fields(fields(order)))
                                                .location(
                                                        location ->
                                                                location.objectArn(
                                                                                vault
                                                                                        + "/"
                                                                                        + order
                                                                                                .listKey())
                                                                        .eTag(order.listEtag())))
                        .report(
                                report ->
                                        report.enabled(true)
                                                .bucket(vault)
                                                .prefix(order.reportPrefix())
                                                .format(JobReportFormat.REPORT_CSV_20180820)
                                                .reportScope(JobReportScope.FAILED_TASKS_ONLY))
                        .tags(
                                new TreeMap<>(order.tags())
                                        .entrySet().stream()
                                                .map(
                                                        tag ->
                                                                S3Tag.builder()
                                                                        .key(tag.getKey())
                                                                        .value(tag.getValue())
                                                                        .build())
                                                .toList())
                        .build();
        return call(
                "create the job for " + order.listKey(),
                () -> control(order.vault().region()).createJob(request).jobId());
    }

    private static List<JobManifestFieldName> fields(Order order) {
        var fields = Stream.of(JobManifestFieldName.BUCKET, JobManifestFieldName.KEY);
        return (order.versions()
                        ? Stream.concat(fields, Stream.of(JobManifestFieldName.VERSION_ID))
                        : fields)
                .toList();
    }

    @Override
    public Optional<State> state(Vault vault, String id) {
        var owner = account.get();
        try {
            return Optional.of(
                    state(
                            control(vault.region())
                                    .describeJob(request -> request.accountId(owner).jobId(id))
                                    .job()));
        } catch (S3ControlException e) {
            var code = AwsErrors.code(e);
            if (UNKNOWN.contains(code)) {
                return Optional.empty();
            }
            throw AwsErrors.translate("describe job " + id, e);
        } catch (SdkException e) {
            throw AwsErrors.translate("describe job " + id, e);
        }
    }

    private static State state(JobDescriptor job) {
        var progress = Optional.ofNullable(job.progressSummary());
        var reasons =
                Stream.concat(
                                job.hasFailureReasons()
                                        ? job.failureReasons().stream()
                                                .map(
                                                        reason ->
                                                                reason.failureCode()
                                                                        + ": "
                                                                        + reason.failureReason())
                                        : Stream.empty(),
                                Stream.of(job.suspendedCause(), job.statusUpdateReason())
                                        .flatMap(Stream::ofNullable))
                        .collect(Collectors.joining("; "));
        return new State(
                job.statusAsString(),
                progress.flatMap(it -> Optional.ofNullable(it.totalNumberOfTasks())).orElse(0L),
                progress.flatMap(it -> Optional.ofNullable(it.numberOfTasksSucceeded())).orElse(0L),
                progress.flatMap(it -> Optional.ofNullable(it.numberOfTasksFailed())).orElse(0L),
                reasons);
    }

    private static <T> T call(String doing, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw AwsErrors.translate(doing, e);
        }
    }

    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }
}
