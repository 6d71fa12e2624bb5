package dev.nightshift.certificates.net;

/** An address that may not be connected to, and why. */
public final class RefusedAddressException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedAddressException(String message) {
        super(message);
    }
}
