package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.acm.ServerCertificate.Content;
import dev.nightshift.core.aws.AwsErrors;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsRequest;
import software.amazon.awssdk.services.cloudfront.paginators.ListDistributionsIterable;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.RRType;

/**
 * The same through AWS's SDK, whose types, pages and error codes stop here.
 *
 * @see <a href="https://docs.aws.amazon.com/acm/latest/APIReference/API_ListCertificates.html">
 *     ListCertificates</a>
 * @see <a href="https://docs.aws.amazon.com/acm/latest/APIReference/API_Filters.html">Filters: what
 *     ListCertificates leaves out unless it is asked for</a>
 */
public final class AwsCertificatesGateway implements CertificatesGateway {
    private static final int PAGE = 100;

    private final AwsCertificatesClients clients;

    /**
     * @param home region whose partition IAM, CloudFront and Route 53 are asked of
     */
    public AwsCertificatesGateway(String home) {
        this(new AwsCertificatesClients(home));
    }

    AwsCertificatesGateway(AwsCertificatesClients clients) {
        this.clients = clients;
    }

    @Override
    public List<Listed> certificates(String region) {
        // asked without key types, ACM tells of RSA 1024 and 2048 only
        var everyKey = List.copyOf(KeyAlgorithm.knownValues());
        return call(
                "list the certificates in " + region,
                () ->
                        clients
                                .acm(region)
                                .listCertificatesPaginator(
                                        r ->
                                                r.maxItems(PAGE)
                                                        .includes(all -> all.keyTypes(everyKey)))
                                .certificateSummaryList()
                                .stream()
                                .map(
                                        summary ->
                                                new Listed(
                                                        region,
                                                        summary.certificateArn(),
                                                        Boolean.TRUE.equals(summary.exported())))
                                .toList());
    }

    @Override
    public Optional<AwsCertificate> certificate(Listed listed) {
        return call(
                "look at certificate " + listed.arn(),
                () -> {
                    try {
                        var found =
                                clients.acm(listed.region())
                                        .describeCertificate(r -> r.certificateArn(listed.arn()));
                        return Optional.of(AcmTypes.certificate(listed, found.certificate()));
                    } catch (ResourceNotFoundException e) {
                        return Optional.empty();
                    }
                });
    }

    @Override
    public List<ServerCertificate> serverCertificates() {
        return call(
                "list the server certificates of IAM",
                () ->
                        clients
                                .iam()
                                .listServerCertificatesPaginator(r -> r.maxItems(PAGE))
                                .serverCertificateMetadataList()
                                .stream()
                                .map(AwsTypes::serverCertificate)
                                .toList());
    }

    @Override
    public Optional<Content> content(String name) {
        return call(
                "read the server certificate " + name,
                () -> {
                    try {
                        var found =
                                clients.iam()
                                        .getServerCertificate(r -> r.serverCertificateName(name));
                        return Optional.of(
                                AwsTypes.content(
                                        name, found.serverCertificate().certificateBody()));
                    } catch (NoSuchEntityException e) {
                        return Optional.empty();
                    }
                });
    }

    @Override
    public List<Distribution> distributions() {
        return call(
                "list the distributions of CloudFront",
                () ->
                        // its client alone has no method for this
                        new ListDistributionsIterable(
                                        clients.cloudFront(),
                                        ListDistributionsRequest.builder()
                                                .maxItems(Integer.toString(PAGE))
                                                .build())
                                .items().stream().map(AwsTypes::distribution).toList());
    }

    @Override
    public List<Zone> publicZones() {
        return call(
                "list the hosted zones of Route 53",
                () ->
                        clients
                                .route53()
                                .listHostedZonesPaginator(r -> r.maxItems(Integer.toString(PAGE)))
                                .hostedZones()
                                .stream()
                                .filter(zone -> !isPrivate(zone))
                                .map(AwsTypes::zone)
                                .toList());
    }

    private static boolean isPrivate(HostedZone zone) {
        return zone.config() != null && Boolean.TRUE.equals(zone.config().privateZone());
    }

    @Override
    public List<String> cnames(Zone zone, String name) {
        return call(
                "look up " + name + " in hosted zone " + zone,
                () ->
                        clients
                                .route53()
                                // sorted by name, then type: what is asked for comes first
                                .listResourceRecordSetsPaginator(
                                        r ->
                                                r.hostedZoneId(zone.id())
                                                        .startRecordName(
                                                                ValidationRecord.bare(name))
                                                        .startRecordType(RRType.CNAME))
                                .resourceRecordSets()
                                .stream()
                                .takeWhile(
                                        set ->
                                                ValidationRecord.same(set.name(), name)
                                                        && set.type() == RRType.CNAME)
                                .flatMap(AwsTypes::values)
                                .distinct()
                                .toList());
    }

    private static <T> T call(String doing, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw AwsErrors.translate(doing, e);
        }
    }
}
