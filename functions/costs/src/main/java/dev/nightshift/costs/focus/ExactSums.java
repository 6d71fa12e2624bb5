package dev.nightshift.costs.focus;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Sums that are exact whatever is added, numbered from 0. */
final class ExactSums {
    private long[] high = new long[64];
    private long[] low = new long[64];

    /** What 128 bits could not hold, beside what is in them. */
    private final Map<Integer, BigDecimal> wide = new HashMap<>();

    void add(int index, Decimal amount) {
        if (amount.fits()) {
            add(index, amount.high(), amount.low());
        } else {
            wide.merge(index, amount.wide(), BigDecimal::add);
        }
    }

    void add(int index, ExactSums other, int from) {
        if (from < other.high.length) {
            add(index, other.high[from], other.low[from]);
        }
        var rest = other.wide.get(from);
        if (rest != null) {
            wide.merge(index, rest, BigDecimal::add);
        }
    }

    BigDecimal get(int index) {
        var held = index < high.length ? Decimal.value(high[index], low[index]) : BigDecimal.ZERO;
        var sum = held.add(wide.getOrDefault(index, BigDecimal.ZERO));
        if (sum.signum() == 0) {
            return BigDecimal.ZERO;
        }
        var plain = sum.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private void add(int index, long addedHigh, long addedLow) {
        if (index >= high.length) {
            int length = Math.max(index + 1, high.length * 2);
            high = Arrays.copyOf(high, length);
            low = Arrays.copyOf(low, length);
        }
        long newLow = low[index] + addedLow;
        long carry = Long.compareUnsigned(newLow, addedLow) < 0 ? 1 : 0;
        long newHigh = high[index] + addedHigh + carry;
        // both of one sign and the sum of the other: it did not fit
        if (((high[index] ^ newHigh) & (addedHigh ^ newHigh)) < 0) {
            wide.merge(index, Decimal.value(high[index], low[index]), BigDecimal::add);
            newHigh = addedHigh;
            newLow = addedLow;
        }
        high[index] = newHigh;
        low[index] = newLow;
    }
}
