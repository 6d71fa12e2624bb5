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
public final class FakeCertificates extends AwsCertificatesClients {
    public static final String ACCOUNT = "111122223333";

    /** Far less than AWS puts on one, so that there is always a next one. */
    static final int PAGE = 2;

    public final Gate gate = new Gate();
    private final Map<String, FakeAcm> regions = new ConcurrentHashMap<>();
    private final FakeIam iam = new FakeIam(gate);
    private final FakeCloudFront cloudFront = new FakeCloudFront(gate);
    private final FakeRoute53 route53 = new FakeRoute53(gate);

    public FakeCertificates() {
        super("eu-west-1");
    }

    @Override
    public AcmClient acm(String region) {
        return in(region);
    }

    public FakeAcm in(String region) {
        return regions.computeIfAbsent(region, any -> new FakeAcm(region, gate));
    }

    @Override
    public IamClient iam() {
        return iam;
    }

    public FakeIam fakeIam() {
        return iam;
    }

    @Override
    public CloudFrontClient cloudFront() {
        return cloudFront;
    }

    public FakeCloudFront fakeCloudFront() {
        return cloudFront;
    }

    @Override
    public Route53Client route53() {
        return route53;
    }

    public FakeRoute53 fakeRoute53() {
        return route53;
    }

    /** The adapter on top of it. */
    public CertificatesGateway gateway() {
        return new AwsCertificatesGateway(this);
    }
}
