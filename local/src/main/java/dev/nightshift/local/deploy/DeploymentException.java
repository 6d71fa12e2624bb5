package dev.nightshift.local.deploy;

/** A deployment that cannot be, or cannot go on: what, where, and why. */
public final class DeploymentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeploymentException(String message) {
        super(message);
    }

    public DeploymentException(String message, Throwable cause) {
        super(message, cause);
    }
}
