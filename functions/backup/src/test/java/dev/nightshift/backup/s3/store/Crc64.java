package dev.nightshift.backup.s3.store;

import java.nio.ByteBuffer;
import java.util.Base64;

/** CRC-64/NVME, the checksum that S3 gives an object whose writer gave none. */
final class Crc64 {
    private static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;
    private static final long[] TABLE = new long[256];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
            }
            TABLE[i] = crc;
        }
    }

    private Crc64() {}

    static long of(byte[] bytes) {
        long crc = -1;
        for (byte b : bytes) {
            crc = TABLE[(int) (crc ^ b) & 0xff] ^ (crc >>> 8);
        }
        return ~crc;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(of(bytes)).array());
    }
}
