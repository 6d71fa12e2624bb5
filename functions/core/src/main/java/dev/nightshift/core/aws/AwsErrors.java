package dev.nightshift.core.aws;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.wire.WireRefusal;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what the SDK throws into {@link CloudException}s that say what, where and what to do. */
public final class AwsErrors {
    private static final Set<String> DENIED =
            Set.of(
                    "AccessDenied",
                    "AccessDeniedException",
                    "AccessDeniedFault",
                    "UnauthorizedOperation",
                    "AuthorizationError",
                    "AuthorizationErrorException",
                    "UnrecognizedClientException",
                    "InvalidClientTokenId",
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "SignatureDoesNotMatch",
                    "AuthFailure",
                    "InvalidAccessKeyId",
                    "KMSAccessDenied",
                    "NotAuthorized",
                    "OptInRequired");

    private AwsErrors() {}

    /**
     * @param doing what was attempted, such as {@code create snapshot of shop}
     */
    public static CloudException translate(String doing, SdkException failure) {
        if (failure instanceof AwsServiceException refusal) {
            return refused(
                    doing,
                    kind(refusal.isThrottlingException(), refusal.statusCode(), code(refusal)),
                    code(refusal),
                    text(refusal),
                    refusal);
        }
        // everything else never got an answer: no route, no credentials, a broken or late reply
        return new CloudException(
                Kind.UNREACHABLE,
                "could not %s: %s".formatted(doing, unanswered(failure)),
                failure);
    }

    /** The same of an answer over the wire. */
    public static CloudException translate(String doing, WireRefusal refusal) {
        return refused(
                doing,
                kind(refusal.isThrottled(), refusal.status(), refusal.code()),
                refusal.code(),
                String.valueOf(refusal.getMessage()),
                refusal);
    }

    private static CloudException refused(
            String doing, Kind kind, String code, String text, RuntimeException cause) {
        var hint = kind == Kind.DENIED ? "; grant the action, or check the credentials" : "";
        return new CloudException(
                kind,
                "could not %s: %s%s%s"
                        .formatted(doing, code.isEmpty() ? "" : code + ": ", text, hint),
                cause);
    }

    /** The SDK lists every place where it looked for credentials, a screen full of them. */
    private static String unanswered(SdkException failure) {
        var message = String.valueOf(failure.getMessage());
        return message.startsWith("Unable to load credentials")
                ? "there are no AWS credentials; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY"
                : message;
    }

    /** The service's error code, such as {@code DBSnapshotNotFound}; empty if it sent none. */
    public static String code(AwsServiceException refusal) {
        AwsErrorDetails details = refusal.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static Kind kind(boolean throttled, int status, String code) {
        if (throttled) {
            return Kind.THROTTLED;
        }
        if (DENIED.contains(code) || status == 401 || status == 403) {
            return Kind.DENIED;
        }
        if (code.contains("Quota") || code.contains("LimitExceeded")) {
            return Kind.QUOTA;
        }
        if (code.contains("NotFound") || status == 404) {
            return Kind.NOT_FOUND;
        }
        return status >= 500 ? Kind.UNREACHABLE : Kind.REJECTED;
    }

    private static String text(AwsServiceException refusal) {
        AwsErrorDetails details = refusal.awsErrorDetails();
        return details == null || details.errorMessage() == null
                ? "HTTP " + refusal.statusCode()
                : details.errorMessage();
    }
}
