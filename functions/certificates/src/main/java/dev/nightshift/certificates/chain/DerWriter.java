package dev.nightshift.certificates.chain;

import java.io.ByteArrayOutputStream;

/** Writes the little DER that is sent. */
final class DerWriter {
    private DerWriter() {}

    static byte[] sequence(byte[]... items) {
        return item(Der.SEQUENCE, items);
    }

    /** One item whose content is the parts in a row. */
    static byte[] item(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        var item = new ByteArrayOutputStream();
        item.write(tag);
        length(item, content.size());
        item.writeBytes(content.toByteArray());
        return item.toByteArray();
    }

    private static void length(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
        } else if (length <= 0xff) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> Byte.SIZE);
            out.write(length);
        }
    }
}
