package dev.nightshift.certificates.tls.wire;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.CipherSuite;
import dev.nightshift.certificates.tls.CipherSuites;
import dev.nightshift.certificates.tls.Handshake.Trouble;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * The hellos of SSL 2, which has no alerts and one answer with everything in it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6101#appendix-E">RFC 6101, appendix E</a>
 */
public final class Ssl2 {
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 4;
    private static final int TWO_BYTE_HEADER = 0x80;
    private static final int X509 = 1;
    private static final int CIPHER_BYTES = 3;
    private static final int MAX_BYTES = 1 << 14;

    private Ssl2() {}

    /**
     * @param suites both sides have; none if there is nothing in common
     * @param certificate empty if there is none
     */
    public record Answer(List<CipherSuite> suites, Bytes certificate) {
        public Answer {
            suites = List.copyOf(suites);
        }
    }

    /**
     * @param challenge 16 bytes
     */
    public static byte[] clientHello(List<CipherSuite> suites, byte[] challenge) {
        var body =
                new Octets()
                        .u8(CLIENT_HELLO)
                        .u16(ProtocolVersion.SSL_2.code())
                        .u16(suites.size() * CIPHER_BYTES)
                        .u16(0)
                        .u16(challenge.length);
        suites.forEach(suite -> body.u24(suite.code()));
        body.raw(challenge);
        return new Octets()
                .u16(TWO_BYTE_HEADER << Byte.SIZE | body.size())
                .raw(body.toBytes())
                .toBytes();
    }

    /**
     * Says hello and reads the answer.
     *
     * @throws TlsException also if what answers is TLS, or an error of SSL 2
     */
    public static Answer exchange(Link link, List<CipherSuite> suites, byte[] challenge)
            throws TlsException {
        link.write(clientHello(suites, challenge));
        int first = link.read();
        if (first == Records.ALERT) {
            return alert(link);
        }
        boolean longHeader = (first & TWO_BYTE_HEADER) == 0;
        int length = (first & (longHeader ? 0x3f : 0x7f)) << Byte.SIZE | link.read();
        int padding = longHeader ? link.read() : 0;
        int type = link.read();
        if (type != SERVER_HELLO) {
            throw new TlsException(
                    Trouble.NOT_TLS, "what came is not SSL 2: it begins with " + first);
        }
        if (length < 11 + padding || length > MAX_BYTES) {
            throw TlsException.malformed("a ServerHello of " + length + " bytes");
        }
        return parse(Cursor.over(link.read(length - 1), "the ServerHello of SSL 2"), padding);
    }

    private static Answer parse(Cursor in, int padding) throws TlsException {
        in.u8();
        int certificateType = in.u8();
        if (in.u16() != ProtocolVersion.SSL_2.code()) {
            throw TlsException.malformed("a ServerHello of SSL 2 with another version");
        }
        int certificateLength = in.u16();
        int ciphersLength = in.u16();
        int connectionIdLength = in.u16();
        var certificate = Bytes.of(in.bytes(certificateLength));
        if (ciphersLength % CIPHER_BYTES != 0) {
            throw TlsException.malformed("ciphers of SSL 2 are of three bytes");
        }
        var suites = new ArrayList<CipherSuite>();
        for (int i = 0; i < ciphersLength; i += CIPHER_BYTES) {
            CipherSuites.ofSsl2(in.u24()).ifPresent(suites::add);
        }
        in.bytes(connectionIdLength + padding);
        in.expectEnd();
        return new Answer(suites, certificateType == X509 ? certificate : Bytes.NONE);
    }

    private static Answer alert(Link link) throws TlsException {
        var rest = link.read(6);
        if (rest[0] != 3 || rest[2] != 0 || rest[3] != 2) {
            throw new TlsException(Trouble.NOT_TLS, "what came is neither SSL nor TLS");
        }
        throw TlsException.alert(rest[5] & 0xff);
    }
}
