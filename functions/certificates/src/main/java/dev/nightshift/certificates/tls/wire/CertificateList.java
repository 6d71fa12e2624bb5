package dev.nightshift.certificates.tls.wire;

import dev.nightshift.certificates.net.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The certificates of a server as it sent them.
 *
 * @param chain DER of each
 * @param stapled the OCSP response to the first, where it comes with the certificates (TLS 1.3)
 */
public record CertificateList(List<Bytes> chain, Optional<Bytes> stapled) {
    private static final int OCSP = 1;
    private static final int DER_SEQUENCE = 0x30;
    private static final int DER_LONG_LENGTH = 0x80;
    private static final int MAX_CERTIFICATES = 64;

    public CertificateList {
        chain = List.copyOf(chain);
    }

    /** TLS 1.2 and before. */
    public static CertificateList parse(Messages.Message message) throws TlsException {
        var in = message.cursor("Certificate");
        var list = in.part24();
        in.expectEnd();
        var chain = new ArrayList<Bytes>();
        while (!list.isAtEnd()) {
            chain.add(certificate(list.part24().rest()));
            limit(chain);
        }
        return new CertificateList(chain, Optional.empty());
    }

    /** TLS 1.3, RFC 8446, section 4.4.2. */
    public static CertificateList parse13(Messages.Message message) throws TlsException {
        var in = message.cursor("Certificate");
        in.part8();
        var list = in.part24();
        in.expectEnd();
        var chain = new ArrayList<Bytes>();
        Optional<Bytes> stapled = Optional.empty();
        while (!list.isAtEnd()) {
            chain.add(certificate(list.part24().rest()));
            limit(chain);
            var extensions = list.part16();
            while (!extensions.isAtEnd()) {
                int type = extensions.u16();
                var content = extensions.part16();
                if (type == Extension.STATUS_REQUEST && chain.size() == 1) {
                    stapled = ocsp(content);
                }
            }
        }
        return new CertificateList(chain, stapled);
    }

    /** CertificateStatus of RFC 6066, section 8. */
    public static Optional<Bytes> stapled(Messages.Message message) throws TlsException {
        return ocsp(message.cursor("CertificateStatus"));
    }

    private static Optional<Bytes> ocsp(Cursor in) throws TlsException {
        if (in.u8() != OCSP) {
            return Optional.empty();
        }
        var response = in.part24().rest();
        in.expectEnd();
        return response.length == 0 ? Optional.empty() : Optional.of(Bytes.of(response));
    }

    private static void limit(List<Bytes> chain) throws TlsException {
        if (chain.size() > MAX_CERTIFICATES) {
            throw TlsException.malformed("more than " + MAX_CERTIFICATES + " certificates");
        }
    }

    /** What does not even say its own length right is no certificate that was sent whole. */
    private static Bytes certificate(byte[] der) throws TlsException {
        var in = Cursor.over(der, "a certificate");
        if (in.u8() != DER_SEQUENCE) {
            throw TlsException.malformed("what was sent as a certificate is none");
        }
        int length = in.u8();
        if (length > DER_LONG_LENGTH) {
            int width = length - DER_LONG_LENGTH;
            if (width > 3) {
                throw TlsException.malformed("what was sent as a certificate is none");
            }
            length = 0;
            for (int i = 0; i < width; i++) {
                length = length << 8 | in.u8();
            }
        }
        if (length != in.left()) {
            throw TlsException.malformed("a certificate that is not as long as it says");
        }
        return Bytes.of(der);
    }
}
