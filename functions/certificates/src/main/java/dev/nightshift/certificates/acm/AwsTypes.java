package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.acm.CertificatesGateway.Zone;
import dev.nightshift.certificates.acm.Distribution.Viewer;
import dev.nightshift.certificates.acm.ServerCertificate.Content;
import dev.nightshift.core.automation.CloudException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;
import software.amazon.awssdk.services.iam.model.ServerCertificateMetadata;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The types of IAM, CloudFront and Route 53 in the room's own words. */
final class AwsTypes {
    /** Which kind of name an entry of the extension is (RFC 5280, 4.2.1.6). */
    private static final int DNS_NAME = 2;

    private AwsTypes() {}

    static ServerCertificate serverCertificate(ServerCertificateMetadata found) {
        return new ServerCertificate(
                found.serverCertificateId(),
                found.arn(),
                found.serverCertificateName(),
                found.path(),
                found.uploadDate(),
                found.expiration(),
                Optional.empty());
    }

    static Content content(String name, String pem) {
        try {
            var certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(
                                            new ByteArrayInputStream(
                                                    pem.getBytes(StandardCharsets.US_ASCII)));
            return new Content(
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    Optional.ofNullable(certificate.getSubjectAlternativeNames())
                            .map(AwsTypes::names)
                            .orElse(List.of()));
        } catch (CertificateException e) {
            throw new CloudException(
                    CloudException.Kind.REJECTED,
                    "the server certificate "
                            + name
                            + " of IAM is not to be read: "
                            + e.getMessage(),
                    e);
        }
    }

    private static List<String> names(Collection<List<?>> entries) {
        return entries.stream()
                .filter(entry -> entry.getFirst().equals(DNS_NAME))
                .map(entry -> (String) entry.get(1))
                .toList();
    }

    static Distribution distribution(DistributionSummary found) {
        var viewer = Optional.ofNullable(found.viewerCertificate());
        return new Distribution(
                found.id(),
                found.arn(),
                found.domainName(),
                !Boolean.FALSE.equals(found.enabled()),
                found.aliases() == null ? List.of() : found.aliases().items(),
                viewer.map(AwsTypes::viewer).orElseGet(Viewer.Unsaid::new),
                viewer.flatMap(one -> AcmTypes.text(one.minimumProtocolVersionAsString()))
                        .orElse(""));
    }

    private static Viewer viewer(ViewerCertificate found) {
        return AcmTypes.text(found.acmCertificateArn())
                .<Viewer>map(Viewer.OfAcm::new)
                .or(() -> AcmTypes.text(found.iamCertificateId()).map(Viewer.OfIam::new))
                .orElseGet(
                        () ->
                                Boolean.TRUE.equals(found.cloudFrontDefaultCertificate())
                                        ? new Viewer.OfCloudFront()
                                        : new Viewer.Unsaid());
    }

    static Zone zone(HostedZone found) {
        return new Zone(found.id().replace("/hostedzone/", ""), found.name());
    }

    static Stream<String> values(ResourceRecordSet set) {
        return set.aliasTarget() == null
                ? set.resourceRecords().stream()
                        .map(ResourceRecord::value)
                        .map(ValidationRecord::bare)
                : Stream.of("alias of " + set.aliasTarget().dnsName());
    }
}
