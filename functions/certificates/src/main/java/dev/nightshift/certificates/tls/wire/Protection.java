package dev.nightshift.certificates.tls.wire;

/** Opens records that the server has encrypted. */
@FunctionalInterface
public interface Protection {
    /**
     * @throws TlsException if it was not encrypted under these keys
     */
    Records.Plain open(Records.Plain record) throws TlsException;
}
