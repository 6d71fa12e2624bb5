package dev.nightshift.certificates.tls.wire;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.Handshake.Trouble;

/**
 * The record layer of SSL 3 to TLS 1.3, reading side.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-5">RFC 8446, section 5</a>
 */
public final class Records {
    public static final int CHANGE_CIPHER_SPEC = 20;
    public static final int ALERT = 21;
    public static final int HANDSHAKE = 22;
    public static final int APPLICATION_DATA = 23;

    public static final int MAX_PLAIN_BYTES = 1 << 14;

    /** TLS 1.2 and before allow an encrypted record so much more. */
    private static final int MAX_EXPANSION = 2048;

    /** The longest chains seen have some 20 certificates of 2 KB. */
    private static final int MAX_TOTAL_BYTES = 256 * 1024;

    private static final int MAX_RECORDS = 8192;
    private static final int MAX_WARNINGS = 8;

    private final Link link;
    private int total;
    private int count;
    private int warnings;
    private boolean begun;
    private Protection protection = record -> record;

    public Records(Link link) {
        this.link = link;
    }

    /**
     * @param version as in the header, which means little
     */
    public record Plain(int type, int version, Bytes content) {
        /** In clear, as on the wire. */
        public byte[] encode() {
            return new Octets()
                    .u8(type)
                    .u16(version)
                    .part16(out -> out.raw(content.array()))
                    .toBytes();
        }
    }

    /** From now on, records are read by it. */
    public void protect(Protection by) {
        this.protection = by;
    }

    /**
     * The next record of a handshake. Warnings are passed over, and so is ChangeCipherSpec: TLS 1.3
     * sends it for show, and where it means something the caller knows when it comes.
     *
     * @throws TlsException with the alert, if it is a fatal one
     */
    public Bytes nextHandshake() throws TlsException {
        while (true) {
            var record = read();
            switch (record.type()) {
                case HANDSHAKE -> {
                    if (record.content().isEmpty()) {
                        throw TlsException.malformed("an empty piece of a handshake came");
                    }
                    return record.content();
                }
                case ALERT -> heed(record.content().array());
                case CHANGE_CIPHER_SPEC -> {
                    if (record.content().size() != 1) {
                        throw TlsException.malformed("ChangeCipherSpec is one byte");
                    }
                }
                default ->
                        throw TlsException.malformed(
                                "a record of type " + record.type() + " came in the handshake");
            }
        }
    }

    /** The next record whatever it is, opened. */
    public Plain read() throws TlsException {
        int type = link.read();
        int major = link.read();
        if (type < CHANGE_CIPHER_SPEC || type > APPLICATION_DATA || major != 3) {
            throw begun
                    ? TlsException.malformed("something else than a record came in the handshake")
                    : new TlsException(
                            Trouble.NOT_TLS, "what came is not TLS: it begins with " + type);
        }
        begun = true;
        int version = major << 8 | link.read();
        int length = link.read() << 8 | link.read();
        if (length > MAX_PLAIN_BYTES + MAX_EXPANSION) {
            throw TlsException.malformed("a record of " + length + " bytes is too large");
        }
        count++;
        total += length;
        if (count > MAX_RECORDS || total > MAX_TOTAL_BYTES) {
            throw TlsException.malformed(
                    "the handshake has no end: " + count + " records, " + total + " bytes");
        }
        var record = new Plain(type, version, Bytes.of(link.read(length)));
        // TLS 1.3 sends this one in clear among encrypted ones
        return type == CHANGE_CIPHER_SPEC ? record : protection.open(record);
    }

    private void heed(byte[] alert) throws TlsException {
        if (alert.length != 2) {
            throw TlsException.malformed("an alert of " + alert.length + " bytes");
        }
        int description = alert[1] & 0xff;
        if (alert[0] != Alerts.WARNING
                || description == Alerts.CLOSE_NOTIFY
                || description == Alerts.NO_RENEGOTIATION) {
            throw TlsException.alert(description);
        }
        warnings++;
        if (warnings > MAX_WARNINGS) {
            throw TlsException.malformed("nothing but warnings came");
        }
    }
}
