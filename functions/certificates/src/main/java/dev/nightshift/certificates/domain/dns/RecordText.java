package dev.nightshift.certificates.domain.dns;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * The content of records in one form, so that what a person wrote and what a server answers can be
 * compared: names in lower case without the last dot, the strings of a TXT record joined.
 */
final class RecordText {
    private static final int LONGEST_STRING = 255;

    private RecordText() {}

    static String of(Record record) {
        return switch (record) {
            case ARecord a -> a.getAddress().getHostAddress();
            case AAAARecord a -> a.getAddress().getHostAddress();
            case CNAMERecord cname -> name(cname.getTarget());
            case NSRecord ns -> name(ns.getTarget());
            case PTRRecord ptr -> name(ptr.getTarget());
            case MXRecord mx -> mx.getPriority() + " " + name(mx.getTarget());
            case SRVRecord srv ->
                    srv.getPriority()
                            + " "
                            + srv.getWeight()
                            + " "
                            + srv.getPort()
                            + " "
                            + name(srv.getTarget());
            case CAARecord caa ->
                    caa.getFlags()
                            + " "
                            + caa.getTag().toLowerCase(Locale.ROOT)
                            + " "
                            + caa.getValue().strip();
            case TXTRecord txt -> joined(txt);
            default -> record.rdataToString().strip();
        };
    }

    static String name(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }

    /**
     * What a person wrote, in the same form.
     *
     * @throws IllegalArgumentException if it is no content of such a record
     */
    static String written(int type, String value) {
        try {
            return of(
                    type == Type.TXT
                            ? text(value)
                            : Record.fromString(
                                    Name.root, type, DClass.IN, 0, value.strip(), Name.root));
        } catch (IOException | RuntimeException no) {
            throw new IllegalArgumentException(
                    "not the content of a record of type " + Type.string(type) + ": " + value, no);
        }
    }

    /** With quotes as a zone file has it, without as people paste it. */
    private static Record text(String value) throws IOException {
        var text = value.strip();
        if (text.startsWith("\"")) {
            return Record.fromString(Name.root, Type.TXT, DClass.IN, 0, text, Name.root);
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var strings = new ArrayList<byte[]>();
        for (int from = 0; from < bytes.length; from += LONGEST_STRING) {
            strings.add(
                    java.util.Arrays.copyOfRange(
                            bytes, from, Math.min(bytes.length, from + LONGEST_STRING)));
        }
        return new TXTRecord(
                Name.root, DClass.IN, 0, strings.isEmpty() ? List.of(new byte[0]) : strings, true);
    }

    private static String joined(TXTRecord txt) {
        var joined = new StringBuilder();
        for (var part : txt.getStringsAsByteArrays()) {
            joined.append(new String(part, StandardCharsets.UTF_8));
        }
        return joined.toString();
    }

    /**
     * @param text without a dot at its end
     * @throws IllegalArgumentException if it is no name
     */
    static Name parse(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException no) {
            throw new IllegalArgumentException("not a name: " + text, no);
        }
    }
}
