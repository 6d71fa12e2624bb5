package dev.nightshift.certificates.acm;

import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;
import software.amazon.awssdk.services.route53.model.RRType;

/** The fake keeps the contract, with pages of two. */
class FakeCertificatesTest extends CertificatesGatewayContract {
    private final FakeCertificates aws = new FakeCertificates();

    @Override
    CertificatesGateway gateway() {
        return aws.gateway();
    }

    @Override
    String imports(String region, Minted minted) {
        return aws.in(region).imported(minted);
    }

    @Override
    String requests(String region, String domain, String... more) {
        return aws.in(region).requested(domain, more);
    }

    @Override
    void uploads(String name, String path, Minted minted) {
        aws.fakeIam().uploaded(name, path, minted);
    }

    @Override
    void distributes(List<String> aliases, ViewerCertificate certificate) {
        aws.fakeCloudFront().made(aliases, certificate);
    }

    @Override
    String makesZone(String name, boolean isPrivate) {
        return aws.fakeRoute53().zone(name, isPrivate);
    }

    @Override
    void makesCname(String zone, String name, String value) {
        aws.fakeRoute53().record(zone, name, RRType.CNAME, value);
    }
}
