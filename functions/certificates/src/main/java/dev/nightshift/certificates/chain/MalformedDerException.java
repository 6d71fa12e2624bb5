package dev.nightshift.certificates.chain;

/** Bytes that are not what they should be; the message says what was expected and where. */
final class MalformedDerException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedDerException(String message) {
        super(message);
    }
}
