package dev.nightshift.backup.s3.store;

import java.util.Map;
import java.util.Set;

/** S3 answered, and the answer was no. Stays within the wire. */
final class S3Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Set<String> PASSING =
            Set.of(
                    "InternalError",
                    "SlowDown",
                    "ServiceUnavailable",
                    "RequestTimeout",
                    "Throttling",
                    "ThrottlingException",
                    "RequestLimitExceeded",
                    "OperationAborted");

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    S3Refusal(int status, String code, String message, Map<String, String> headers) {
        super(message);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    S3Refusal(
            int status, String code, String message, Map<String, String> headers, Throwable cause) {
        this(status, code, message, headers);
        initCause(cause);
    }

    int status() {
        return status;
    }

    /** Empty if none came: the answer to a HEAD has no body. */
    String code() {
        return code;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Whether the same request may succeed soon. */
    boolean isPassing() {
        return (status >= 500 && status != 501) || status == 429 || PASSING.contains(code);
    }
}
