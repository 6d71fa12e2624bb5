package dev.nightshift.certificates.tls.wire;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a client says first.
 *
 * @param version the highest, for servers that read no {@code supported_versions}: TLS 1.2 at most
 * @param random 32 bytes
 * @param sessionId up to 32 bytes
 * @param suites their codes, the preferred one first
 * @param compressions codes of compression methods; none (0) among them
 * @param extensions none leaves them out altogether, as SSL 3 has it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.1.2">RFC 8446, section 4.1.2</a>
 */
public record ClientHello(
        ProtocolVersion version,
        Bytes random,
        Bytes sessionId,
        List<Integer> suites,
        List<Integer> compressions,
        List<Extension> extensions) {
    /** RFC 5746, section 3.3: what stands for the extension where there are none. */
    public static final int RENEGOTIATION_SCSV = 0x00ff;

    /** RFC 7507: "this is not my best version". */
    public static final int FALLBACK_SCSV = 0x5600;

    public static final int NO_COMPRESSION = 0;
    public static final int DEFLATE = 1;
    public static final int LZS = 64;

    private static final int HEADER_BYTES = 4;

    /** Hellos between these lengths hang some old load balancers, RFC 7685. */
    private static final int HANGS_FROM = 256;

    private static final int HANGS_TO = 512;

    public ClientHello {
        suites = List.copyOf(suites);
        compressions = List.copyOf(compressions);
        extensions = List.copyOf(extensions);
    }

    /** The same with one extension in place of the one of its type. */
    public ClientHello with(Extension extension) {
        var changed = new ArrayList<Extension>(extensions);
        changed.removeIf(old -> old.type() == extension.type());
        changed.add(extension);
        return new ClientHello(version, random, sessionId, suites, compressions, changed);
    }

    public Optional<Extension> extension(int type) {
        return extensions.stream().filter(extension -> extension.type() == type).findFirst();
    }

    /** The message with its header, as it goes into the transcript. */
    public byte[] message() {
        int length = message(extensions).length;
        if (extensions.isEmpty() || length < HANGS_FROM || length >= HANGS_TO) {
            return message(extensions);
        }
        var padded = new ArrayList<Extension>(extensions);
        padded.add(Extension.padding(Math.max(1, HANGS_TO - length - HEADER_BYTES)));
        return message(padded);
    }

    /** The record around the message, of the lowest version that any server of it reads. */
    public byte[] record() {
        int outer = Math.min(version.code(), ProtocolVersion.TLS_1_0.code());
        return new Records.Plain(Records.HANDSHAKE, outer, Bytes.of(message())).encode();
    }

    private byte[] message(List<Extension> with) {
        return new Octets()
                .u8(Messages.CLIENT_HELLO)
                .part24(
                        out -> {
                            out.u16(version.code())
                                    .raw(random.array())
                                    .part8(id -> id.raw(sessionId.array()));
                            out.part16(l -> suites.forEach(l::u16));
                            out.part8(l -> compressions.forEach(l::u8));
                            if (!with.isEmpty()) {
                                out.part16(l -> with.forEach(extension -> write(l, extension)));
                            }
                        })
                .toBytes();
    }

    private static void write(Octets out, Extension extension) {
        out.u16(extension.type()).part16(content -> content.raw(extension.content().array()));
    }
}
