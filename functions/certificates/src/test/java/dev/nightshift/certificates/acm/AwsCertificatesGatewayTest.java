package dev.nightshift.certificates.acm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.testing.MotoServer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The adapter keeps its contract over the wire, against an AWS that nobody here wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsCertificatesGatewayTest extends CertificatesGatewayContract {
    private final MotoServer moto = MotoServer.start();

    /** Makes the world. */
    private final MotoCertificates world = new MotoCertificates(moto.endpoint());

    /** Is watched. */
    private final MotoCertificates clients = new MotoCertificates(moto.endpoint());

    private final CertificatesGateway gateway = new AwsCertificatesGateway(clients);

    @BeforeEach
    void forget() {
        moto.reset();
    }

    @AfterAll
    void stop() {
        moto.close();
    }

    @Test
    void what_is_called_is_what_the_permissions_allow() {
        requests(HOME, "shop.example.org");
        uploads("shop", "/", Minted.of("EC_prime256v1", FROM, TO, "shop.example.org"));
        makesZone("example.org", false);
        var observer = new AcmObserver(gateway, any -> new Cnames.Answer.None(), List.of(HOME));

        var facts = observer.observe(FROM);

        assertThat(facts.unread()).isEmpty();
        assertThat(facts.records().values())
                .singleElement()
                .isInstanceOfSatisfying(
                        RecordState.Missing.class,
                        missing ->
                                assertThat(missing.restore()).contains("hosted zone example.org"));
        assertThat(clients.calls())
                .isEqualTo(
                        AcmPermissions.of(List.of(HOME)).stream()
                                .map(Permission::actions)
                                .flatMap(List::stream)
                                .collect(Collectors.toSet()));
    }

    @Override
    CertificatesGateway gateway() {
        return gateway;
    }

    @Override
    String imports(String region, Minted minted) {
        return world.acm(region)
                .importCertificate(
                        r ->
                                r.certificate(SdkBytes.fromUtf8String(minted.certificate()))
                                        .privateKey(SdkBytes.fromUtf8String(minted.key())))
                .certificateArn();
    }

    @Override
    String requests(String region, String domain, String... more) {
        return world.acm(region)
                .requestCertificate(
                        r -> {
                            r.domainName(domain).validationMethod("DNS");
                            if (more.length > 0) {
                                r.subjectAlternativeNames(more);
                            }
                        })
                .certificateArn();
    }

    @Override
    void uploads(String name, String path, Minted minted) {
        world.iam()
                .uploadServerCertificate(
                        r ->
                                r.serverCertificateName(name)
                                        .path(path)
                                        .certificateBody(minted.certificate())
                                        .privateKey(minted.key()));
    }

    @Override
    void distributes(List<String> aliases, ViewerCertificate certificate) {
        var origin =
                Origin.builder()
                        .id("o")
                        .domainName("bucket.s3.amazonaws.com")
                        .s3OriginConfig(s3 -> s3.originAccessIdentity(""))
                        .build();
        var config =
                DistributionConfig.builder()
                        .callerReference(UUID.randomUUID().toString())
                        .enabled(true)
                        .comment("test")
                        .aliases(all -> all.quantity(aliases.size()).items(aliases))
                        .viewerCertificate(certificate)
                        .origins(all -> all.quantity(1).items(origin))
                        .defaultCacheBehavior(
                                all -> all.targetOriginId("o").viewerProtocolPolicy("https-only"))
                        .build();
        world.cloudFront().createDistribution(r -> r.distributionConfig(config));
    }

    @Override
    String makesZone(String name, boolean isPrivate) {
        return world.route53()
                .createHostedZone(
                        r -> {
                            r.name(name).callerReference(UUID.randomUUID().toString());
                            if (isPrivate) {
                                r.vpc(v -> v.vpcId("vpc-1").vpcRegion(HOME))
                                        .hostedZoneConfig(c -> c.privateZone(true));
                            }
                        })
                .hostedZone()
                .id()
                .replace("/hostedzone/", "");
    }

    @Override
    void makesCname(String zone, String name, String value) {
        var set =
                ResourceRecordSet.builder()
                        .name(name)
                        .type(RRType.CNAME)
                        .ttl(300L)
                        .resourceRecords(ResourceRecord.builder().value(value).build())
                        .build();
        var change = Change.builder().action(ChangeAction.CREATE).resourceRecordSet(set).build();
        world.route53()
                .changeResourceRecordSets(
                        r -> r.hostedZoneId(zone).changeBatch(batch -> batch.changes(change)));
    }
}
