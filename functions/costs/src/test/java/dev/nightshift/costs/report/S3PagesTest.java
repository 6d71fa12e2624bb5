package dev.nightshift.costs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.costs.report.CostReportGateway.NoPlace;
import dev.nightshift.costs.report.CostReportGateway.NotPublished;
import dev.nightshift.costs.report.CostReportGateway.There;
import dev.nightshift.costs.report.CostReportGateways.Source;
import dev.nightshift.costs.summary.Shop;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Pages over the wire, and sources of which one fails. */
class S3PagesTest {
    private static final Map<String, PageFile> FILES =
            Map.of("index.html", PageFile.text("html", "<p>Grüße</p>"));

    private final MotoServer moto = MotoServer.start();
    private final S3Client s3 =
            AwsClients.sync(
                    S3Client.builder()
                            .region(Region.EU_WEST_1)
                            .forcePathStyle(true)
                            .endpointOverride(moto.endpoint())
                            .credentialsProvider(
                                    StaticCredentialsProvider.create(
                                            AwsBasicCredentials.create("test", "test"))));

    @AfterEach
    void stop() {
        s3.close();
        moto.close();
    }

    @Test
    void a_page_is_put_privately_and_its_link_asks_who_is_there() {
        s3.createBucket(
                request ->
                        request.bucket("acme-reports")
                                .createBucketConfiguration(
                                        it -> it.locationConstraint("eu-west-1")));
        var pages = new S3Pages(s3, "acme-reports", "eu-west-1");

        var once = pages.publish("2026-11-22/daily", FILES);
        var twice = pages.publish("2026-11-22/daily", FILES);

        assertThat(once)
                .isEqualTo(twice)
                .isEqualTo(
                        new There(
                                Map.of(
                                        "index.html",
                                        URI.create(
                                                "https://eu-west-1.console.aws.amazon.com/s3/object/acme-reports?region=eu-west-1&prefix=reports%2F2026-11-22%2Fdaily%2Findex.html"))));
        var there =
                s3.getObjectAsBytes(
                        request ->
                                request.bucket("acme-reports")
                                        .key("reports/2026-11-22/daily/index.html"));
        assertThat(there.asUtf8String()).isEqualTo("<p>Grüße</p>");
        assertThat(there.response().contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(
                        s3.getObjectAcl(
                                        request ->
                                                request.bucket("acme-reports")
                                                        .key("reports/2026-11-22/daily/index.html"))
                                .grants())
                .allMatch(grant -> grant.grantee().uri() == null);
    }

    @Test
    void a_bucket_that_is_not_there_is_said() {
        assertThat(new S3Pages(s3, "no-such-bucket", "eu-west-1").publish("x", FILES))
                .isInstanceOfSatisfying(
                        NotPublished.class,
                        not -> assertThat(not.why()).contains("s3://no-such-bucket/reports/x"));
    }

    @Test
    void one_source_that_fails_spares_the_others() {
        var gateway =
                new CostReportGateways(
                        List.of(
                                new Source(
                                        "Cost Explorer",
                                        _ -> {
                                            throw new CloudException(Kind.DENIED, "no");
                                        }),
                                new Source("exports", _ -> List.of(Shop.data("USD"))),
                                new Source("other exports", _ -> List.of())),
                        Optional.empty(),
                        Optional.empty());

        var figures = gateway.figures(Shop.QUESTION);

        assertThat(figures.data()).hasSize(1);
        assertThat(figures.unread())
                .extracting(CostReportGateway.Unread::line)
                .containsExactly(
                        "Cost Explorer: no",
                        "other exports: has no figures from 2026-09-01 to 2026-11-21");
        assertThat(gateway.publish("x", FILES)).isEqualTo(new NoPlace());
        assertThat(gateway.budgets()).isEqualTo(CostReportGateway.Answer.notAsked());
    }
}
