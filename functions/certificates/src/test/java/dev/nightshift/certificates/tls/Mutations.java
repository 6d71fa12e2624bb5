package dev.nightshift.certificates.tls;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Changes that a broken or hostile server might make to what it sends. */
final class Mutations {
    private Mutations() {}

    /** One to three changes: a bit, a byte, a piece lost, put in or sent twice. */
    static byte[] mutate(byte[] original, RandomGenerator random) {
        var bytes = original.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> {
                    int end = Math.min(bytes.length, at + 1 + random.nextInt(8));
                    bytes =
                            joined(
                                    Arrays.copyOf(bytes, at),
                                    Arrays.copyOfRange(bytes, end, bytes.length));
                    bytes = bytes.length == 0 ? new byte[1] : bytes;
                }
                case 3 -> {
                    var more = new byte[1 + random.nextInt(8)];
                    random.nextBytes(more);
                    bytes =
                            joined(
                                    joined(Arrays.copyOf(bytes, at), more),
                                    Arrays.copyOfRange(bytes, at, bytes.length));
                }
                default -> {
                    // a piece comes twice
                    int end = Math.min(bytes.length, at + 1 + random.nextInt(300));
                    bytes =
                            joined(
                                    Arrays.copyOf(bytes, end),
                                    Arrays.copyOfRange(bytes, at, bytes.length));
                }
            }
        }
        return bytes;
    }

    static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
