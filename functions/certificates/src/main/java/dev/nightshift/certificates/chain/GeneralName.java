package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One of the names in a certificate.
 *
 * @param value its bytes: ASCII for DNS, e-mail and URI (or what claims to be), 4 or 16 bytes for
 *     an address, DER for the others
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6">RFC 5280, 4.2.1.6</a>
 */
record GeneralName(Kind kind, Bytes value) {
    private static final int MAX_NAMES = 10_000;

    /** In the order of their tags. */
    enum Kind {
        OTHER,
        EMAIL,
        DNS,
        X400,
        DIRECTORY,
        EDI_PARTY,
        URI,
        IP,
        REGISTERED_ID
    }

    /** The names of a {@code GeneralNames} sequence. */
    static List<GeneralName> list(DerItem sequence) throws MalformedDerException {
        var names = new ArrayList<GeneralName>();
        var items = sequence.inside();
        while (items.more()) {
            names.add(read(items.next("a name")));
            if (names.size() > MAX_NAMES) {
                throw new MalformedDerException("more than " + MAX_NAMES + " names");
            }
        }
        return names;
    }

    static GeneralName read(DerItem item) throws MalformedDerException {
        int number = item.tag() & 0x1f;
        if ((item.tag() & 0xc0) != 0x80 || number >= Kind.values().length) {
            throw new MalformedDerException("a name of no known kind");
        }
        return new GeneralName(Kind.values()[number], Bytes.of(item.content()));
    }

    /** Byte by byte, so that nothing is lost that is not ASCII. */
    String raw() {
        return value.text(StandardCharsets.ISO_8859_1);
    }

    boolean isAscii() {
        return raw().chars().allMatch(c -> c < 0x80);
    }

    DistinguishedName directory() throws MalformedDerException {
        return DistinguishedName.read(Der.only(value.array(), Der.SEQUENCE, "a directory name"));
    }

    /** For people. */
    String text() {
        return switch (kind) {
            case DNS, EMAIL, URI -> DistinguishedName.printable(raw());
            case IP -> address(value.array());
            case DIRECTORY -> {
                try {
                    yield directory().text();
                } catch (MalformedDerException garbled) {
                    yield "(a directory name that cannot be read)";
                }
            }
            case OTHER, X400, EDI_PARTY, REGISTERED_ID ->
                    kind + ":" + HexFormat.of().formatHex(value.array());
        };
    }

    private static String address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException wrongSize) {
            return HexFormat.of().formatHex(bytes);
        }
    }
}
