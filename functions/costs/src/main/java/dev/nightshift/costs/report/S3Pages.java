package dev.nightshift.costs.report;

import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.costs.report.CostReportGateway.Published;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Pages in a bucket of the account's own. They are private: links lead to the console, which asks
 * who is there, since an address signed by a function's role would end within hours.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 */
final class S3Pages {
    private static final String PREFIX = "reports/";

    private final S3Client s3;
    private final String bucket;
    private final String region;

    /**
     * @param region of the bucket, for links
     */
    S3Pages(S3Client s3, String bucket, String region) {
        this.s3 = s3;
        this.bucket = bucket;
        this.region = region;
    }

    /** Pages are Nightshift's own. */
    static List<Permission> permissions(String bucket) {
        return List.of(
                Permission.keep(
                        "puts the pages, tables and pictures of reports into their bucket",
                        "arn:{partition}:s3:::%s/%s*".formatted(bucket, PREFIX)));
    }

    Published publish(String folder, Map<String, PageFile> files) {
        var links = new TreeMap<String, URI>();
        for (var file : files.entrySet()) {
            var key = PREFIX + folder + "/" + file.getKey();
            try {
                s3.putObject(
                        request ->
                                request.bucket(bucket).key(key).contentType(file.getValue().type()),
                        RequestBody.fromBytes(file.getValue().bytes()));
            } catch (SdkException failed) {
                var said = AwsErrors.translate("put s3://" + bucket + "/" + key, failed);
                return new CostReportGateway.NotPublished(said.getMessage());
            }
            links.put(file.getKey(), link(key));
        }
        return new CostReportGateway.There(links);
    }

    private URI link(String key) {
        return URI.create(
                "https://%s.console.aws.amazon.com/s3/object/%s?region=%s&prefix=%s"
                        .formatted(
                                region,
                                bucket,
                                region,
                                URLEncoder.encode(key, StandardCharsets.UTF_8)));
    }
}
