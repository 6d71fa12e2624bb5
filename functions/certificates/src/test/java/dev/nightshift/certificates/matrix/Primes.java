package dev.nightshift.certificates.matrix;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Well-known primes, from the formulas by which their RFCs define them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3526">RFC 3526</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7919#appendix-A">RFC 7919, appendix A</a>
 */
final class Primes {
    private Primes() {}

    /** {@code 2^n - 2^(n-64) - 1 + 2^64 * ( [2^(n-130) x] + offset )}. */
    static BigInteger from(BigDecimal x, int bits, long offset) {
        var two = BigInteger.TWO;
        var middle =
                x.multiply(new BigDecimal(two.pow(bits - 130)))
                        .toBigInteger()
                        .add(BigInteger.valueOf(offset));
        return two.pow(bits)
                .subtract(two.pow(bits - 64))
                .subtract(BigInteger.ONE)
                .add(two.pow(64).multiply(middle));
    }

    /** Machin's formula. */
    static BigDecimal pi(int bits) {
        var precision = new MathContext(bits / 3 + 20);
        return arctan(5, precision)
                .multiply(BigDecimal.valueOf(16))
                .subtract(arctan(239, precision).multiply(BigDecimal.valueOf(4)));
    }

    static BigDecimal e(int bits) {
        var precision = new MathContext(bits / 3 + 20);
        var sum = BigDecimal.ONE;
        var term = BigDecimal.ONE;
        for (int n = 1; term.precision() - term.scale() > -(bits / 3 + 10); n++) {
            term = term.divide(BigDecimal.valueOf(n), precision);
            sum = sum.add(term, precision);
        }
        return sum;
    }

    private static BigDecimal arctan(int inverse, MathContext precision) {
        var square = BigDecimal.valueOf((long) inverse * inverse);
        var power = BigDecimal.ONE.divide(BigDecimal.valueOf(inverse), precision);
        var sum = power;
        for (int n = 3; power.precision() - power.scale() > -precision.getPrecision(); n += 2) {
            power = power.divide(square, precision).negate();
            sum = sum.add(power.divide(BigDecimal.valueOf(n), precision), precision);
        }
        return sum;
    }
}
