package dev.nightshift.certificates.acm;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.Aliases;
import software.amazon.awssdk.services.cloudfront.model.DistributionList;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsResponse;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;

/** The distributions of CloudFront. */
public final class FakeCloudFront implements CloudFrontClient {
    private final Gate gate;
    private final List<DistributionSummary> distributions = new ArrayList<>();

    FakeCloudFront(Gate gate) {
        this.gate = gate;
    }

    public String made(List<String> aliases, ViewerCertificate certificate) {
        var id = "E" + (distributions.size() + 1);
        distributions.add(
                DistributionSummary.builder()
                        .id(id)
                        .arn(
                                "arn:aws:cloudfront::%s:distribution/%s"
                                        .formatted(FakeCertificates.ACCOUNT, id))
                        .domainName("d" + distributions.size() + ".cloudfront.net")
                        .enabled(true)
                        .aliases(
                                Aliases.builder()
                                        .quantity(aliases.size())
                                        // CloudFront leaves an empty list out
                                        .items(aliases.isEmpty() ? null : aliases)
                                        .build())
                        .viewerCertificate(certificate)
                        .build());
        return id;
    }

    @Override
    public ListDistributionsResponse listDistributions(ListDistributionsRequest request) {
        return gate.pass(
                "cloudfront",
                "ListDistributions",
                () -> {
                    int from = request.marker() == null ? 0 : Integer.parseInt(request.marker());
                    int to = Math.min(distributions.size(), from + FakeCertificates.PAGE);
                    boolean more = to < distributions.size();
                    return ListDistributionsResponse.builder()
                            .distributionList(
                                    DistributionList.builder()
                                            .items(List.copyOf(distributions.subList(from, to)))
                                            .isTruncated(more)
                                            .nextMarker(more ? Integer.toString(to) : null)
                                            .build())
                            .build();
                });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
