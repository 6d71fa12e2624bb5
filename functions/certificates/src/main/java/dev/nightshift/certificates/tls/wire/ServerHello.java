package dev.nightshift.certificates.tls.wire;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a server chose.
 *
 * @param version after {@code supported_versions}
 * @param retry whether it is a HelloRetryRequest
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.1.3">RFC 8446, section 4.1.3</a>
 */
public record ServerHello(
        ProtocolVersion version,
        Bytes random,
        int suite,
        int compression,
        Map<Integer, Bytes> extensions,
        boolean retry) {
    private static final int RANDOM_BYTES = 32;
    private static final int MAX_SESSION_ID_BYTES = 32;

    /** SHA-256 of "HelloRetryRequest". */
    private static final Bytes RETRY_RANDOM =
            Bytes.of(
                    HexFormat.of()
                            .parseHex(
                                    "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c"));

    public static ServerHello parse(Messages.Message message) throws TlsException {
        var in = message.cursor("ServerHello");
        int legacyVersion = in.u16();
        var random = Bytes.of(in.bytes(RANDOM_BYTES));
        if (in.part8().left() > MAX_SESSION_ID_BYTES) {
            throw TlsException.malformed("a session id of more than 32 bytes");
        }
        int suite = in.u16();
        int compression = in.u8();
        var extensions = new LinkedHashMap<Integer, Bytes>();
        if (!in.isAtEnd()) {
            var list = in.part16();
            while (!list.isAtEnd()) {
                int type = list.u16();
                if (extensions.put(type, Bytes.of(list.part16().rest())) != null) {
                    throw TlsException.malformed("extension " + type + " came twice");
                }
            }
            in.expectEnd();
        }
        var version = version(legacyVersion, extensions);
        boolean retry = version == ProtocolVersion.TLS_1_3 && random.equals(RETRY_RANDOM);
        return new ServerHello(version, random, suite, compression, extensions, retry);
    }

    /** The group of the server's key share, or that it asks a share of. */
    public Optional<Integer> group() throws TlsException {
        var share = extensions.get(Extension.KEY_SHARE);
        return share == null
                ? Optional.empty()
                : Optional.of(Cursor.over(share.array(), "key_share").u16());
    }

    /**
     * The server's public key.
     *
     * @throws TlsException also if there is none
     */
    public byte[] share() throws TlsException {
        var share = extensions.get(Extension.KEY_SHARE);
        if (share == null) {
            throw TlsException.malformed("TLS 1.3 without a key of the server");
        }
        var in = Cursor.over(share.array(), "key_share");
        in.u16();
        var key = in.part16().rest();
        in.expectEnd();
        return key;
    }

    private static ProtocolVersion version(int legacy, Map<Integer, Bytes> extensions)
            throws TlsException {
        var selected = extensions.get(Extension.SUPPORTED_VERSIONS);
        int code =
                selected == null
                        ? legacy
                        : Cursor.over(selected.array(), "supported_versions").u16();
        return ProtocolVersion.of(code)
                .filter(version -> version != ProtocolVersion.SSL_2)
                .filter(version -> selected == null || version == ProtocolVersion.TLS_1_3)
                .filter(version -> selected != null || version != ProtocolVersion.TLS_1_3)
                .orElseThrow(
                        () ->
                                TlsException.malformed(
                                        "the server chose version 0x" + Integer.toHexString(code)));
    }
}
