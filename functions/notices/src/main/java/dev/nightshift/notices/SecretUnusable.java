package dev.nightshift.notices;

import dev.nightshift.core.automation.CloudException;

/** The Slack secret is missing, forbidden or not one: a person has to put it right. */
final class SecretUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SecretUnusable(String message, CloudException cause) {
        super(message, cause);
    }

    /** This trouble as one of the secret, unless it may pass by itself. */
    static RuntimeException orPassing(CloudException trouble) {
        return switch (trouble.kind()) {
            case THROTTLED, UNREACHABLE, QUOTA -> trouble;
            case DENIED, NOT_FOUND, REJECTED ->
                    new SecretUnusable(String.valueOf(trouble.getMessage()), trouble);
        };
    }

    @Override
    public String getMessage() {
        var message = super.getMessage();
        return message == null ? "the Slack secret is unusable" : message;
    }
}
