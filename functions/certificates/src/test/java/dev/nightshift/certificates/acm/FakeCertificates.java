package dev.nightshift.certificates.acm;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.route53.Route53Client;

/**
 * ACM, IAM, CloudFront and Route 53 in memory, seen through AWS's own client interfaces, so that
 * the real adapter runs on them. Stricter than the emulator: small pages, filters that hide what
 * nobody asked for, refusals, throttling.
 */
final class FakeCertificates extends AwsCertificatesClients {
    static final String ACCOUNT = "111122223333";

    /** Far less than AWS puts on one, so that there is always a next one. */
    static final int PAGE = 2;

    final Gate gate = new Gate();
    private final Map<String, FakeAcm> regions = new ConcurrentHashMap<>();
    private final FakeIam iam = new FakeIam(gate);
    private final FakeCloudFront cloudFront = new FakeCloudFront(gate);
    private final FakeRoute53 route53 = new FakeRoute53(gate);

    FakeCertificates() {
        super("eu-west-1");
    }

    @Override
    AcmClient acm(String region) {
        return in(region);
    }

    FakeAcm in(String region) {
        return regions.computeIfAbsent(region, any -> new FakeAcm(region, gate));
    }

    @Override
    IamClient iam() {
        return iam;
    }

    FakeIam fakeIam() {
        return iam;
    }

    @Override
    CloudFrontClient cloudFront() {
        return cloudFront;
    }

    FakeCloudFront fakeCloudFront() {
        return cloudFront;
    }

    @Override
    Route53Client route53() {
        return route53;
    }

    FakeRoute53 fakeRoute53() {
        return route53;
    }

    /** The adapter on top of it. */
    CertificatesGateway gateway() {
        return new AwsCertificatesGateway(this);
    }
}
