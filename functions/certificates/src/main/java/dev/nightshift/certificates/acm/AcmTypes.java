package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.acm.AwsCertificate.Eligibility;
import dev.nightshift.certificates.acm.AwsCertificate.Method;
import dev.nightshift.certificates.acm.AwsCertificate.Proof;
import dev.nightshift.certificates.acm.AwsCertificate.Renewal;
import dev.nightshift.certificates.acm.AwsCertificate.RenewalStatus;
import dev.nightshift.certificates.acm.AwsCertificate.Status;
import dev.nightshift.certificates.acm.AwsCertificate.Validation;
import dev.nightshift.certificates.acm.CertificatesGateway.Listed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.DomainStatus;
import software.amazon.awssdk.services.acm.model.DomainValidation;
import software.amazon.awssdk.services.acm.model.RenewalEligibility;
import software.amazon.awssdk.services.acm.model.RenewalSummary;
import software.amazon.awssdk.services.acm.model.ResourceRecord;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/** ACM's types in the room's own words. What it leaves out or says anew is unknown, never fine. */
final class AcmTypes {
    private AcmTypes() {}

    static AwsCertificate certificate(Listed listed, CertificateDetail found) {
        var domain = text(found.domainName()).orElse("");
        return new AwsCertificate(
                listed.region(),
                found.certificateArn(),
                domain,
                Stream.concat(
                                Stream.of(domain).filter(name -> !name.isEmpty()),
                                found.subjectAlternativeNames().stream())
                        .distinct()
                        .toList(),
                Optional.ofNullable(found.type())
                        .map(AcmTypes::type)
                        .orElse(AwsCertificate.Type.UNKNOWN),
                Optional.ofNullable(found.status()).map(AcmTypes::status).orElse(Status.UNKNOWN),
                text(found.keyAlgorithmAsString()).orElse(""),
                Optional.ofNullable(found.notBefore()),
                Optional.ofNullable(found.notAfter()),
                Optional.ofNullable(found.importedAt()),
                found.inUseBy(),
                listed.exported(),
                Optional.ofNullable(found.renewalEligibility())
                        .map(AcmTypes::eligibility)
                        .orElse(Eligibility.UNKNOWN),
                Optional.ofNullable(found.renewalSummary()).map(AcmTypes::renewal),
                text(found.failureReasonAsString()),
                validations(found.domainValidationOptions()),
                text(found.managedByAsString()));
    }

    private static Renewal renewal(RenewalSummary summary) {
        return new Renewal(
                Optional.ofNullable(summary.renewalStatus())
                        .map(AcmTypes::status)
                        .orElse(RenewalStatus.UNKNOWN),
                text(summary.renewalStatusReasonAsString()),
                Optional.ofNullable(summary.updatedAt()),
                validations(summary.domainValidationOptions()));
    }

    private static RenewalStatus status(
            software.amazon.awssdk.services.acm.model.RenewalStatus status) {
        return switch (status) {
            case PENDING_AUTO_RENEWAL -> RenewalStatus.PENDING_AUTO_RENEWAL;
            case PENDING_VALIDATION -> RenewalStatus.PENDING_VALIDATION;
            case SUCCESS -> RenewalStatus.SUCCESS;
            case FAILED -> RenewalStatus.FAILED;
            case UNKNOWN_TO_SDK_VERSION -> RenewalStatus.UNKNOWN;
        };
    }

    private static List<Validation> validations(List<DomainValidation> options) {
        return options.stream()
                .map(
                        option ->
                                new Validation(
                                        text(option.domainName()).orElse(""),
                                        Optional.ofNullable(option.validationMethod())
                                                .map(AcmTypes::method)
                                                .orElse(Method.UNKNOWN),
                                        Optional.ofNullable(option.validationStatus())
                                                .map(AcmTypes::proof)
                                                .orElse(Proof.UNKNOWN),
                                        Optional.ofNullable(option.resourceRecord())
                                                .map(AcmTypes::record)))
                .toList();
    }

    private static ValidationRecord record(ResourceRecord record) {
        return new ValidationRecord(record.name(), record.typeAsString(), record.value());
    }

    private static AwsCertificate.Type type(CertificateType type) {
        return switch (type) {
            case AMAZON_ISSUED -> AwsCertificate.Type.AMAZON_ISSUED;
            case IMPORTED -> AwsCertificate.Type.IMPORTED;
            case PRIVATE -> AwsCertificate.Type.PRIVATE;
            case UNKNOWN_TO_SDK_VERSION -> AwsCertificate.Type.UNKNOWN;
        };
    }

    private static Status status(CertificateStatus status) {
        return switch (status) {
            case PENDING_VALIDATION -> Status.PENDING_VALIDATION;
            case ISSUED -> Status.ISSUED;
            case INACTIVE -> Status.INACTIVE;
            case EXPIRED -> Status.EXPIRED;
            case VALIDATION_TIMED_OUT -> Status.VALIDATION_TIMED_OUT;
            case REVOKED -> Status.REVOKED;
            case FAILED -> Status.FAILED;
            case UNKNOWN_TO_SDK_VERSION -> Status.UNKNOWN;
        };
    }

    private static Eligibility eligibility(RenewalEligibility eligibility) {
        return switch (eligibility) {
            case ELIGIBLE -> Eligibility.ELIGIBLE;
            case INELIGIBLE -> Eligibility.INELIGIBLE;
            case UNKNOWN_TO_SDK_VERSION -> Eligibility.UNKNOWN;
        };
    }

    private static Method method(ValidationMethod method) {
        return switch (method) {
            case DNS -> Method.DNS;
            case EMAIL -> Method.EMAIL;
            case HTTP -> Method.HTTP;
            case UNKNOWN_TO_SDK_VERSION -> Method.UNKNOWN;
        };
    }

    private static Proof proof(DomainStatus status) {
        return switch (status) {
            case PENDING_VALIDATION -> Proof.PENDING;
            case SUCCESS -> Proof.SUCCESS;
            case FAILED -> Proof.FAILED;
            case UNKNOWN_TO_SDK_VERSION -> Proof.UNKNOWN;
        };
    }

    /** What AWS leaves out, it sends as nothing or as an empty text. */
    static Optional<String> text(String text) {
        return Optional.ofNullable(text).filter(any -> !any.isBlank());
    }
}
