package dev.nightshift.certificates.domain.dns;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        var text = value.strip();
        if (type == Type.TXT && !text.startsWith("\"")) {
            // as people paste it, without the quotes of a zone file
            return text;
        }
        try {
            return of(Record.fromString(Name.root, type, DClass.IN, 0, text, Name.root));
        } catch (IOException | RuntimeException no) {
            throw new IllegalArgumentException(
                    "not the content of a record of type " + Type.string(type) + ": " + value, no);
        }
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
