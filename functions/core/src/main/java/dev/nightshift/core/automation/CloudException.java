package dev.nightshift.core.automation;

/**
 * A call to a cloud that did not do what it was asked, in words a person can act on. Adapters turn
 * their SDK's exceptions into this one; nothing behind a gateway knows another.
 */
public final class CloudException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a caller can do about it. */
    public enum Kind {
        /** The credentials lack a permission; the message names it. */
        DENIED,
        /** Asked too often; a later tick may succeed. */
        THROTTLED,
        /** A limit of the account is reached. */
        QUOTA,
        /**
         * No answer: network, DNS, time-out, or an answer cut short. The effect may have happened.
         */
        UNREACHABLE,
        /** What was asked for is not there. */
        NOT_FOUND,
        /** The service understood and said no, or failed. */
        REJECTED
    }

    private final Kind kind;

    public CloudException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public CloudException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public String getMessage() {
        var message = super.getMessage();
        return message == null ? kind.name() : message;
    }
}
