package dev.nightshift.local.deploy.make;

/** A resource that cannot be made as its template wants it. */
public final class MakeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MakeException(String message) {
        super(message);
    }

    public MakeException(String message, Throwable cause) {
        super(message, cause);
    }
}
