package dev.nightshift.core.wire;

import java.util.Map;
import java.util.Set;

/** The answer was no. */
public final class WireRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Set<String> PASSING =
            Set.of(
                    "InternalError",
                    "OperationAborted",
                    "RequestTimeout",
                    "RequestTimeoutException",
                    "ServiceUnavailable");

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">Retry
     *     behavior</a>
     */
    private static final Set<String> THROTTLED =
            Set.of(
                    "BandwidthLimitExceeded",
                    "PriorRequestNotComplete",
                    "ProvisionedThroughputExceededException",
                    "RequestLimitExceeded",
                    "RequestThrottled",
                    "RequestThrottledException",
                    "SlowDown",
                    "ThrottledException",
                    "Throttling",
                    "ThrottlingException",
                    "TooManyRequestsException",
                    "TransactionInProgressException");

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    public WireRefusal(int status, String code, String message, Map<String, String> headers) {
        super(message);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    public WireRefusal(
            int status, String code, String message, Map<String, String> headers, Throwable cause) {
        this(status, code, message, headers);
        initCause(cause);
    }

    public int status() {
        return status;
    }

    /** Empty if none came: the answer to a HEAD has no body. */
    public String code() {
        return code;
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Whether the same request may succeed soon. */
    public boolean isPassing() {
        return (status >= 500 && status != 501) || isThrottled() || PASSING.contains(code);
    }

    public boolean isThrottled() {
        return status == 429 || THROTTLED.contains(code);
    }
}
