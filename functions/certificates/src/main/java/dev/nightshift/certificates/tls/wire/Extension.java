package dev.nightshift.certificates.tls.wire;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An extension of a hello.
 *
 * @see <a href="https://www.iana.org/assignments/tls-extensiontype-values">IANA, TLS
 *     ExtensionType</a>
 */
public record Extension(int type, Bytes content) {
    public static final int SERVER_NAME = 0;
    public static final int STATUS_REQUEST = 5;
    public static final int SUPPORTED_GROUPS = 10;
    public static final int EC_POINT_FORMATS = 11;
    public static final int SIGNATURE_ALGORITHMS = 13;
    public static final int PADDING = 21;
    public static final int COOKIE = 44;
    public static final int SUPPORTED_VERSIONS = 43;
    public static final int PSK_KEY_EXCHANGE_MODES = 45;
    public static final int KEY_SHARE = 51;
    public static final int RENEGOTIATION_INFO = 0xff01;

    private static Extension of(int type, Consumer<Octets> content) {
        var out = new Octets();
        content.accept(out);
        return new Extension(type, Bytes.of(out.toBytes()));
    }

    /** RFC 6066, section 3. */
    public static Extension serverName(String name) {
        var ascii = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).getBytes(StandardCharsets.US_ASCII);
        return of(SERVER_NAME, out -> out.part16(l -> l.u8(0).part16(n -> n.raw(ascii))));
    }

    /** RFC 6066, section 8: an OCSP response, from whomever. */
    public static Extension statusRequest() {
        return of(STATUS_REQUEST, out -> out.u8(1).u16(0).u16(0));
    }

    public static Extension supportedGroups(List<NamedGroup> groups) {
        return of(
                SUPPORTED_GROUPS,
                out -> out.part16(l -> groups.forEach(group -> l.u16(group.code()))));
    }

    /** RFC 8422, section 5.1.2: uncompressed, and the two that were dropped. */
    public static Extension pointFormats() {
        return of(EC_POINT_FORMATS, out -> out.part8(l -> l.u8(0).u8(1).u8(2)));
    }

    public static Extension signatureAlgorithms(List<SignatureScheme> schemes) {
        return of(
                SIGNATURE_ALGORITHMS,
                out -> out.part16(l -> schemes.forEach(scheme -> l.u16(scheme.code()))));
    }

    public static Extension supportedVersions(List<ProtocolVersion> versions) {
        return of(
                SUPPORTED_VERSIONS,
                out -> out.part8(l -> versions.forEach(version -> l.u16(version.code()))));
    }

    /** Without it, some servers refuse TLS 1.3 though no PSK is offered. */
    public static Extension pskModes() {
        return of(PSK_KEY_EXCHANGE_MODES, out -> out.part8(l -> l.u8(1)));
    }

    /**
     * @param shares none makes a server that would go on ask for the group it prefers
     */
    public static Extension keyShares(Map<NamedGroup, byte[]> shares) {
        return of(
                KEY_SHARE,
                out ->
                        out.part16(
                                l ->
                                        shares.forEach(
                                                (group, share) ->
                                                        l.u16(group.code())
                                                                .part16(s -> s.raw(share)))));
    }

    /**
     * RFC 5746.
     *
     * @param verifyData of the handshake before, empty in the first
     */
    public static Extension renegotiationInfo(byte[] verifyData) {
        return of(RENEGOTIATION_INFO, out -> out.part8(l -> l.raw(verifyData)));
    }

    /** RFC 7685. */
    public static Extension padding(int bytes) {
        return new Extension(PADDING, Bytes.of(new byte[bytes]));
    }
}
