package dev.nightshift.certificates.acm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.acm.model.DescribeCertificateResponse;
import software.amazon.awssdk.services.acm.model.DomainStatus;
import software.amazon.awssdk.services.acm.model.DomainValidation;
import software.amazon.awssdk.services.acm.model.Filters;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ListCertificatesRequest;
import software.amazon.awssdk.services.acm.model.ListCertificatesResponse;
import software.amazon.awssdk.services.acm.model.RecordType;
import software.amazon.awssdk.services.acm.model.RenewalEligibility;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;
import software.amazon.awssdk.services.acm.model.ResourceRecord;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/** ACM of one region. */
public final class FakeAcm implements AcmClient {
    /** What ListCertificates shows unless it is asked for more. */
    private static final Set<KeyAlgorithm> USUAL =
            EnumSet.of(KeyAlgorithm.RSA_1024, KeyAlgorithm.RSA_2048);

    private final String region;
    private final Gate gate;
    private final Map<String, CertificateDetail> certificates =
            Collections.synchronizedMap(new LinkedHashMap<>());
    private final Set<String> exported = ConcurrentHashMap.newKeySet();
    private final Set<String> vanished = ConcurrentHashMap.newKeySet();

    FakeAcm(String region, Gate gate) {
        this.region = region;
        this.gate = gate;
    }

    // ---- making the world ----

    public String imported(Minted minted) {
        return add(
                CertificateDetail.builder()
                        .domainName(minted.domain())
                        .subjectAlternativeNames(minted.names())
                        .type(CertificateType.IMPORTED)
                        .status(CertificateStatus.ISSUED)
                        .keyAlgorithm(minted.keyAlgorithm())
                        .notBefore(minted.notBefore())
                        .notAfter(minted.notAfter())
                        .importedAt(minted.notBefore())
                        .renewalEligibility(RenewalEligibility.INELIGIBLE));
    }

    public String requested(String domain, String... more) {
        var names = Stream.concat(Stream.of(domain), Stream.of(more)).toList();
        return add(
                CertificateDetail.builder()
                        .domainName(domain)
                        .subjectAlternativeNames(names)
                        .type(CertificateType.AMAZON_ISSUED)
                        .status(CertificateStatus.PENDING_VALIDATION)
                        .keyAlgorithm(KeyAlgorithm.RSA_2048)
                        .renewalEligibility(RenewalEligibility.INELIGIBLE)
                        .domainValidationOptions(names.stream().map(FakeAcm::asked).toList()));
    }

    private static DomainValidation asked(String name) {
        var bare = name.startsWith("*.") ? name.substring(2) : name;
        return DomainValidation.builder()
                .domainName(name)
                .validationMethod(ValidationMethod.DNS)
                .validationStatus(DomainStatus.PENDING_VALIDATION)
                .resourceRecord(
                        ResourceRecord.builder()
                                .name("_1a." + bare + ".")
                                .type(RecordType.CNAME)
                                .value("_2b.acm-validations.aws.")
                                .build())
                .build();
    }

    public String add(CertificateDetail.Builder detail) {
        var arn =
                "arn:aws:acm:%s:%s:certificate/%s"
                        .formatted(region, FakeCertificates.ACCOUNT, UUID.randomUUID());
        certificates.put(arn, detail.certificateArn(arn).build());
        return arn;
    }

    public void change(String arn, UnaryOperator<CertificateDetail.Builder> change) {
        certificates.computeIfPresent(
                arn, (any, detail) -> change.apply(detail.toBuilder()).build());
    }

    /** Somebody takes it away with its key. */
    public void export(String arn) {
        exported.add(arn);
    }

    /** It is listed, but gone when somebody looks. */
    public void vanish(String arn) {
        vanished.add(arn);
    }

    // ---- what AWS answers ----

    @Override
    public ListCertificatesResponse listCertificates(ListCertificatesRequest request) {
        return gate.pass(region, "ListCertificates", () -> page(request));
    }

    private ListCertificatesResponse page(ListCertificatesRequest request) {
        if (request.maxItems() != null && (request.maxItems() < 1 || request.maxItems() > 1000)) {
            throw Gate.refusal("ValidationException", "MaxItems is 1 to 1000", 400);
        }
        var shown = new ArrayList<CertificateDetail>();
        for (var detail : List.copyOf(certificates.values())) {
            if (isAskedFor(detail, request)) {
                shown.add(detail);
            }
        }
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int most =
                request.maxItems() == null
                        ? FakeCertificates.PAGE
                        : Math.min(request.maxItems(), FakeCertificates.PAGE);
        int to = Math.min(shown.size(), from + most);
        return ListCertificatesResponse.builder()
                .certificateSummaryList(
                        shown.subList(from, to).stream().map(this::summary).toList())
                .nextToken(to < shown.size() ? Integer.toString(to) : null)
                .build();
    }

    private static boolean isAskedFor(CertificateDetail detail, ListCertificatesRequest request) {
        var includes = Optional.ofNullable(request.includes()).orElse(Filters.builder().build());
        boolean byKey =
                includes.hasKeyTypes()
                        ? includes.keyTypes().contains(detail.keyAlgorithm())
                        : USUAL.contains(detail.keyAlgorithm()) && detail.domainName() != null;
        // none of what is made here says what it may be used for
        boolean byUse = !includes.hasKeyUsage() && !includes.hasExtendedKeyUsage();
        return byKey
                && byUse
                && (!request.hasCertificateStatuses()
                        || request.certificateStatuses().contains(detail.status()));
    }

    private CertificateSummary summary(CertificateDetail detail) {
        return CertificateSummary.builder()
                .certificateArn(detail.certificateArn())
                .domainName(detail.domainName())
                .status(detail.status())
                .type(detail.type())
                .inUse(!detail.inUseBy().isEmpty())
                .exported(exported.contains(detail.certificateArn()))
                .build();
    }

    @Override
    public DescribeCertificateResponse describeCertificate(DescribeCertificateRequest request) {
        return gate.pass(
                region,
                "DescribeCertificate",
                () -> {
                    var detail = certificates.get(request.certificateArn());
                    if (detail == null || vanished.contains(request.certificateArn())) {
                        throw ResourceNotFoundException.builder()
                                .awsErrorDetails(
                                        Gate.details(
                                                "ResourceNotFoundException",
                                                "Could not find certificate "
                                                        + request.certificateArn()))
                                .statusCode(400)
                                .build();
                    }
                    return DescribeCertificateResponse.builder().certificate(detail).build();
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
