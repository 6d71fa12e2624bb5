package dev.nightshift.costs.focus;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * An exact amount that is used again for each row: 128 bits that count 10⁻¹⁸ of the currency, which
 * holds what providers write, else a {@link BigDecimal}.
 */
final class Decimal {
    /** Digits behind the point. */
    static final int SCALE = 18;

    /** A long holds any number of so many digits. */
    private static final int DIGITS = 18;

    private static final long[] POWERS = powers();

    /** An exponent of three digits is no amount of money, and would take all memory when added. */
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,2})?");

    private static final int LONGEST = 100;

    private long high;
    private long low;
    private boolean fits = true;
    private BigDecimal wide = BigDecimal.ZERO;

    /** The upper half of the 128 bits. */
    long high() {
        return high;
    }

    /** The lower half of the 128 bits. */
    long low() {
        return low;
    }

    /** Whether the 128 bits hold it; otherwise {@link #wide} does. */
    boolean fits() {
        return fits;
    }

    BigDecimal wide() {
        return wide;
    }

    /**
     * @return whether it is a number
     */
    boolean parse(byte[] text, int from, int to) {
        int i = from;
        boolean negative = i < to && text[i] == '-';
        if (negative) {
            i++;
        }
        long digits = 0;
        int count = 0;
        int point = -1;
        int seen = 0;
        for (; i < to; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                seen++;
                if (digits != 0 && ++count > DIGITS) {
                    return parseWide(text, from, to);
                }
            } else if (text[i] == '.' && point < 0) {
                point = seen;
            } else {
                return parseWide(text, from, to);
            }
        }
        if (seen == 0) {
            return false;
        }
        int scale = point < 0 ? 0 : seen - point;
        if (scale > SCALE) {
            return parseWide(text, from, to);
        }
        set(negative ? -digits : digits, scale);
        return true;
    }

    private boolean parseWide(byte[] text, int from, int to) {
        var number = new String(text, from, to - from, StandardCharsets.UTF_8);
        if (number.length() > LONGEST || !NUMBER.matcher(number).matches()) {
            return false;
        }
        set(new BigDecimal(number));
        return true;
    }

    /**
     * @param scale 0 to {@link #SCALE}
     */
    void set(long unscaled, int scale) {
        long power = POWERS[SCALE - scale];
        high = Math.multiplyHigh(unscaled, power);
        low = unscaled * power;
        fits = true;
    }

    void set(BigDecimal value) {
        var unscaled = value.unscaledValue();
        if (value.scale() >= 0 && value.scale() <= SCALE && unscaled.bitLength() < Long.SIZE) {
            set(unscaled.longValue(), value.scale());
        } else {
            wide = value;
            fits = false;
        }
    }

    /** What two halves of a sum mean. */
    static BigDecimal value(long high, long low) {
        if (high == low >> (Long.SIZE - 1)) {
            return BigDecimal.valueOf(low, SCALE);
        }
        var bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        return new BigDecimal(new BigInteger(bytes), SCALE);
    }

    private static long[] powers() {
        var powers = new long[SCALE + 1];
        powers[0] = 1;
        for (int i = 1; i <= SCALE; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
