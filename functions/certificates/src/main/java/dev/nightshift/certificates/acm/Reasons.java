package dev.nightshift.certificates.acm;

import java.util.Optional;

/**
 * Why ACM could not issue or renew, and who mends it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-failed.html">Failed
 *     certificate requests</a>
 */
final class Reasons {
    private Reasons() {}

    static String words(Optional<String> reason) {
        return reason.orElse("ACM does not say why");
    }

    static String todo(Optional<String> reason) {
        return switch (reason.orElse("")) {
            case "CAA_ERROR" ->
                    "let the CAA records of the domain and those above it name amazon.com, or have"
                            + " none";
            case "NO_AVAILABLE_CONTACTS" ->
                    "give the domain an address that takes mail, or validate by DNS";
            case "DOMAIN_VALIDATION_DENIED" -> "ask who refused the validation mail";
            case "ADDITIONAL_VERIFICATION_REQUIRED", "DOMAIN_NOT_ALLOWED" -> "ask AWS support";
            case "INVALID_PUBLIC_DOMAIN" -> "take the name away that nobody can own";
            case "SLR_NOT_FOUND" -> "make the service-linked role of ACM";
            case String code when code.startsWith("PCA_") -> "whoever runs the private CA mends it";
            default -> "look at it in ACM's console";
        };
    }
}
