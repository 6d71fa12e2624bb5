package dev.nightshift.certificates.tls.wire;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.CipherSuite;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.math.BigInteger;
import java.util.OptionalInt;

/**
 * The server's half of an ephemeral key agreement, before TLS 1.3.
 *
 * @param params as they are signed
 * @param group the code of the named curve; empty with finite fields and with curves spelt out
 * @param prime of finite-field DHE; zero otherwise
 * @param generator of finite-field DHE; zero otherwise
 * @param publicKey as it was sent
 * @param scheme of the signature, from TLS 1.2 on
 * @param signature over both randoms and {@code params}; empty if anonymous
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5246#section-7.4.3">RFC 5246, section 7.4.3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8422#section-5.4">RFC 8422, section 5.4</a>
 */
public record ServerKeyExchange(
        Bytes params,
        OptionalInt group,
        BigInteger prime,
        BigInteger generator,
        Bytes publicKey,
        OptionalInt scheme,
        Bytes signature) {
    private static final int NAMED_CURVE = 3;

    /** Twice the largest in use; a larger one would only keep a client busy. */
    private static final int MAX_PRIME_BITS = 1 << 14;

    /**
     * @throws TlsException also if the suite has no such message, or one that is not read here
     */
    public static ServerKeyExchange parse(
            Messages.Message message, CipherSuite suite, ProtocolVersion version)
            throws TlsException {
        var body = message.body();
        var in = Cursor.over(body, "ServerKeyExchange");
        var group = OptionalInt.empty();
        var prime = BigInteger.ZERO;
        var generator = BigInteger.ZERO;
        Bytes publicKey;
        switch (suite.keyExchange()) {
            case ECDHE -> {
                if (in.u8() != NAMED_CURVE) {
                    throw TlsException.malformed("a curve that has no name");
                }
                group = OptionalInt.of(in.u16());
                publicKey = Bytes.of(in.part8().rest());
            }
            case DHE -> {
                prime = new BigInteger(1, in.part16().rest());
                generator = new BigInteger(1, in.part16().rest());
                publicKey = Bytes.of(in.part16().rest());
                if (prime.signum() == 0 || prime.bitLength() > MAX_PRIME_BITS) {
                    throw TlsException.malformed("a prime of " + prime.bitLength() + " bits");
                }
            }
            // export: a short key for this session, signed by the long one
            case RSA -> {
                in.part16();
                publicKey = Bytes.of(in.part16().rest());
            }
            default ->
                    throw TlsException.malformed("ServerKeyExchange does not belong to " + suite);
        }
        var params = Bytes.of(in.between(0, in.position()));
        if (suite.authentication() == CipherSuite.Authentication.NONE) {
            in.expectEnd();
            return new ServerKeyExchange(
                    params, group, prime, generator, publicKey, OptionalInt.empty(), Bytes.NONE);
        }
        var scheme =
                version == ProtocolVersion.TLS_1_2 ? OptionalInt.of(in.u16()) : OptionalInt.empty();
        var signature = Bytes.of(in.part16().rest());
        in.expectEnd();
        return new ServerKeyExchange(params, group, prime, generator, publicKey, scheme, signature);
    }
}
