package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who a certificate is for, or by.
 *
 * @param encoded as in the certificate
 * @param text for people, such as {@code CN=R12, O=Let's Encrypt, C=US}
 * @param commonNames as written, in order
 * @param key equal for names that RFC 5280, section 7.1, calls equal
 * @param attributes the key of each relative name, from the root of the directory down
 * @param wellFormed whether all its text could be decoded
 */
record DistinguishedName(
        Bytes encoded,
        String text,
        List<String> commonNames,
        String key,
        List<String> attributes,
        boolean wellFormed) {
    private static final String COMMON_NAME = "2.5.4.3";
    private static final int MAX_TEXT = 300;

    private static final Map<String, String> SHORT =
            Map.ofEntries(
                    Map.entry(COMMON_NAME, "CN"),
                    Map.entry("2.5.4.5", "serialNumber"),
                    Map.entry("2.5.4.6", "C"),
                    Map.entry("2.5.4.7", "L"),
                    Map.entry("2.5.4.8", "ST"),
                    Map.entry("2.5.4.10", "O"),
                    Map.entry("2.5.4.11", "OU"),
                    Map.entry("0.9.2342.19200300.100.1.25", "DC"),
                    Map.entry("1.2.840.113549.1.9.1", "emailAddress"));

    DistinguishedName {
        commonNames = List.copyOf(commonNames);
        attributes = List.copyOf(attributes);
    }

    boolean isEmpty() {
        return attributes.isEmpty();
    }

    /** Whether this name lies below the other in the directory, or is it. */
    boolean isWithin(DistinguishedName base) {
        return attributes.size() >= base.attributes.size()
                && attributes.subList(0, base.attributes.size()).equals(base.attributes);
    }

    static DistinguishedName read(DerItem name) throws MalformedDerException {
        var texts = new ArrayList<String>();
        var commonNames = new ArrayList<String>();
        var attributes = new ArrayList<String>();
        boolean wellFormed = true;
        var relatives = name.inside();
        while (relatives.more()) {
            var keys = new ArrayList<String>();
            var pairs = relatives.next(Der.SET, "a relative name").inside();
            while (pairs.more()) {
                var pair = pairs.next(Der.SEQUENCE, "an attribute of a name").inside();
                var type = pair.next(Der.OID, "the type of an attribute").oid("a type");
                var value = pair.next("the value of an attribute");
                var text = decode(value);
                wellFormed &= text.isPresent();
                var shown = text.orElseGet(() -> hex(value));
                if (type.equals(COMMON_NAME)) {
                    commonNames.add(shown);
                }
                texts.add(SHORT.getOrDefault(type, type) + "=" + printable(shown));
                keys.add(
                        type + "=" + text.map(DistinguishedName::fold).orElseGet(() -> hex(value)));
            }
            keys.sort(null);
            attributes.add(keys.toString());
        }
        // the most particular comes last in DER and first where people read
        var whole = String.join(", ", texts.reversed());
        return new DistinguishedName(
                name.encoded(),
                whole.length() > MAX_TEXT ? whole.substring(0, MAX_TEXT) + "…" : whole,
                commonNames,
                String.join("\n", attributes),
                attributes,
                wellFormed);
    }

    /** What could move a cursor or end a line is not shown as it is. */
    static String printable(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || isInvisible(c) ? '\ufffd' : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static String fold(String text) {
        // the length first, so that no value can look like two attributes
        var folded = text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return folded.length() + ":" + folded;
    }

    private static String hex(DerItem value) {
        return "#" + HexFormat.of().formatHex(value.encoded().array());
    }

    private static Optional<String> decode(DerItem value) {
        return switch (value.tag()) {
            case 0x0c -> decode(value, StandardCharsets.UTF_8);
            case 0x12, 0x13, 0x16, 0x1a -> decode(value, StandardCharsets.US_ASCII);
            // TeletexString: what CAs wrote into it was Latin-1
            case 0x14 -> decode(value, StandardCharsets.ISO_8859_1);
            case 0x1c -> decode(value, StandardCharsets.UTF_32BE);
            case 0x1e -> decode(value, StandardCharsets.UTF_16BE);
            default -> Optional.empty();
        };
    }

    private static Optional<String> decode(DerItem value, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(value.content())).toString());
        } catch (CharacterCodingException garbled) {
            return Optional.empty();
        }
    }
}
