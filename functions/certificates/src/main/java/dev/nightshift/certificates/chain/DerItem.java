package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;

/** One item of DER: its tag and what is in it. */
final class DerItem {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

    /** RFC 5280, section 4.1.2.5.1: of the two digits of a year, 50 and more are 19xx. */
    private static final int CENTURY_PIVOT = 50;

    private static final int MAX_OID_BYTES = 64;

    private final byte[] source;
    private final int start;
    private final int content;
    private final int end;

    DerItem(byte[] source, int start, int content, int end) {
        this.source = source;
        this.start = start;
        this.content = content;
        this.end = end;
    }

    int tag() {
        return source[start] & 0xff;
    }

    int size() {
        return end - content;
    }

    /** What is inside, item by item. */
    Der inside() {
        return new Der(source, content, end);
    }

    byte[] content() {
        return Arrays.copyOfRange(source, content, end);
    }

    /** With tag and length. */
    Bytes encoded() {
        return Bytes.of(Arrays.copyOfRange(source, start, end));
    }

    /** Whether exactly these bytes are inside. */
    boolean holds(byte[] bytes) {
        return Arrays.equals(source, content, end, bytes, 0, bytes.length);
    }

    BigInteger integer(String what) throws MalformedDerException {
        if (size() == 0) {
            throw new MalformedDerException(what + " is a number without a byte");
        }
        return new BigInteger(source, content, size());
    }

    /** A number that fits; what is larger becomes {@link Integer#MAX_VALUE}. */
    int smallInteger(String what) throws MalformedDerException {
        var number = integer(what);
        if (number.signum() < 0) {
            throw new MalformedDerException(what + " is negative");
        }
        return number.bitLength() < Integer.SIZE ? number.intValue() : Integer.MAX_VALUE;
    }

    boolean bool(String what) throws MalformedDerException {
        if (size() != 1) {
            throw new MalformedDerException(what + " is neither true nor false");
        }
        return source[content] != 0;
    }

    /** The bytes of a bit string that has only whole ones. */
    byte[] wholeBits(String what) throws MalformedDerException {
        if (size() < 1 || source[content] != 0) {
            throw new MalformedDerException(what + " is not made of whole bytes");
        }
        return Arrays.copyOfRange(source, content + 1, end);
    }

    /** The first 16 bits of a bit string; bit 0 of ASN.1 is the highest. */
    int flags(String what) throws MalformedDerException {
        if (size() < 1) {
            throw new MalformedDerException(what + " has no bits");
        }
        int high = size() > 1 ? source[content + 1] & 0xff : 0;
        int low = size() > 2 ? source[content + 2] & 0xff : 0;
        return (high << Byte.SIZE) | low;
    }

    /** In dotted form. */
    String oid(String what) throws MalformedDerException {
        if (size() == 0 || size() > MAX_OID_BYTES || (source[end - 1] & 0x80) != 0) {
            throw new MalformedDerException(what + " is not an object identifier");
        }
        var text = new StringBuilder();
        var arc = BigInteger.ZERO;
        for (int i = content; i < end; i++) {
            arc = arc.shiftLeft(7).or(BigInteger.valueOf(source[i] & 0x7f));
            if ((source[i] & 0x80) == 0) {
                append(text, arc);
                arc = BigInteger.ZERO;
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, BigInteger arc) {
        if (!text.isEmpty()) {
            text.append('.').append(arc);
            return;
        }
        // the first two arcs share a number
        int root = arc.min(BigInteger.valueOf(80)).intValue() / 40;
        text.append(root).append('.').append(arc.subtract(BigInteger.valueOf(root * 40L)));
    }

    /** UTCTime or GeneralizedTime in the only forms that RFC 5280 allows. */
    Instant time(String what) throws MalformedDerException {
        var text = new StringBuilder();
        for (int i = content; i < end; i++) {
            text.append((char) (source[i] & 0xff));
        }
        int digits =
                switch (tag()) {
                    case Der.UTC_TIME -> 12;
                    case Der.GENERALIZED_TIME -> 14;
                    default -> throw new MalformedDerException(what + " is no time");
                };
        if (text.length() != digits + 1 || text.charAt(digits) != 'Z') {
            throw new MalformedDerException(what + " is no time to the second in UTC");
        }
        text.setLength(digits);
        if (text.chars().anyMatch(c -> c < '0' || c > '9')) {
            throw new MalformedDerException(what + " is no time");
        }
        if (tag() == Der.UTC_TIME) {
            int year = Integer.parseInt(text.substring(0, 2));
            text.insert(0, year >= CENTURY_PIVOT ? "19" : "20");
        }
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noSuchDay) {
            throw new MalformedDerException(what + " is no time: " + text);
        }
    }
}
