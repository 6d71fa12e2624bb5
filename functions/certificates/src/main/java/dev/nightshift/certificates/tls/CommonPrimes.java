package dev.nightshift.certificates.tls;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Primes of finite-field Diffie-Hellman that many servers share. Most are not kept but worked out,
 * as the RFCs define them: digits of π or e between ones, and the smallest addition that makes a
 * safe prime.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3526">RFC 3526</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7919#appendix-A">RFC 7919, appendix A</a>
 */
final class CommonPrimes {
    private static final int SHARED_ONES = 64;
    private static final int OTHER_BITS = 130;

    /** Enough digits that the last of 8,192 bits is right. */
    private static final int GUARD_BITS = 64;

    /** What RFC 2409 and RFC 3526 add to the digits of π, by the size of the prime. */
    private static final Map<Integer, Long> MODP =
            Map.of(
                    768,
                    149_686L,
                    1024,
                    129_093L,
                    1536,
                    741_804L,
                    2048,
                    124_476L,
                    3072,
                    1_690_314L,
                    4096,
                    240_904L,
                    6144,
                    929_484L,
                    8192,
                    4_743_158L);

    /** What RFC 7919 adds to the digits of e. */
    private static final Map<Integer, Long> FFDHE =
            Map.of(
                    2048,
                    560_316L,
                    3072,
                    2_625_351L,
                    4096,
                    5_736_041L,
                    6144,
                    15_705_020L,
                    8192,
                    10_965_728L);

    private static final Map<Integer, BigInteger> PI = new ConcurrentHashMap<>();
    private static final Map<Integer, BigInteger> E = new ConcurrentHashMap<>();

    private CommonPrimes() {}

    /** Such as {@code RFC 7919 ffdhe2048}; empty for a prime that is the server's own. */
    static Optional<String> name(BigInteger prime) {
        int bits = prime.bitLength();
        if (FFDHE.containsKey(bits) && prime.equals(E.computeIfAbsent(bits, CommonPrimes::ffdhe))) {
            return Optional.of("RFC 7919 ffdhe" + bits);
        }
        if (MODP.containsKey(bits) && prime.equals(PI.computeIfAbsent(bits, CommonPrimes::modp))) {
            return Optional.of(
                    (bits <= 1024 ? "RFC 2409" : "RFC 3526") + " group of " + bits + " bits");
        }
        return DeployedPrimes.name(prime);
    }

    static BigInteger ffdhe(int bits) {
        return between(bits, e(bits), FFDHE.getOrDefault(bits, 0L));
    }

    static BigInteger modp(int bits) {
        return between(bits, pi(bits), MODP.getOrDefault(bits, 0L));
    }

    /** 2^n − 2^(n−64) + (floor(2^(n−130) · digits) + added) · 2^64 − 1. */
    private static BigInteger between(int bits, BigInteger scaled, long added) {
        var digits = scaled.shiftRight(bits + GUARD_BITS - (bits - OTHER_BITS));
        return BigInteger.ONE
                .shiftLeft(bits)
                .subtract(BigInteger.ONE.shiftLeft(bits - SHARED_ONES))
                .add(digits.add(BigInteger.valueOf(added)).shiftLeft(SHARED_ONES))
                .subtract(BigInteger.ONE);
    }

    /** e times 2^(bits + guard): the sum of 1/k!. */
    private static BigInteger e(int bits) {
        var term = BigInteger.ONE.shiftLeft(bits + GUARD_BITS);
        var sum = term;
        for (long k = 1; term.signum() != 0; k++) {
            term = term.divide(BigInteger.valueOf(k));
            sum = sum.add(term);
        }
        return sum;
    }

    /** π times 2^(bits + guard), by Machin: π/4 = 4·arctan(1/5) − arctan(1/239). */
    private static BigInteger pi(int bits) {
        var one = BigInteger.ONE.shiftLeft(bits + GUARD_BITS);
        return arctanOfInverse(5, one)
                .shiftLeft(2)
                .subtract(arctanOfInverse(239, one))
                .shiftLeft(2);
    }

    private static BigInteger arctanOfInverse(long x, BigInteger one) {
        var square = BigInteger.valueOf(x * x);
        var power = one.divide(BigInteger.valueOf(x));
        var sum = power;
        boolean minus = true;
        for (long k = 3; power.signum() != 0; k += 2) {
            power = power.divide(square);
            var term = power.divide(BigInteger.valueOf(k));
            sum = minus ? sum.subtract(term) : sum.add(term);
            minus = !minus;
        }
        return sum;
    }
}
