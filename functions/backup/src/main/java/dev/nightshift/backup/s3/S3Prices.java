package dev.nightshift.backup.s3;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What AWS asks for the requests of a backup, in US dollars. Regions differ by some tenths, so that
 * what is reckoned with them is an estimate.
 *
 * @param source where they were read
 * @param read when
 * @param thousandWrites of PUT, COPY, POST and LIST requests, for the class STANDARD
 * @param thousandReads of GET, HEAD and all other requests
 * @param batchJob of S3 Batch Operations
 * @param millionBatchObjects that such a job processes, beside the requests it makes
 * @param gigabyteBetweenRegions of data
 * @param tenThousandKeyUses of KMS
 */
record S3Prices(
        String source,
        LocalDate read,
        BigDecimal thousandWrites,
        BigDecimal thousandReads,
        BigDecimal batchJob,
        BigDecimal millionBatchObjects,
        BigDecimal gigabyteBetweenRegions,
        BigDecimal tenThousandKeyUses) {
    /**
     * @see <a href="https://aws.amazon.com/s3/pricing/">Amazon S3 pricing</a>
     * @see <a href="https://aws.amazon.com/kms/pricing/">AWS KMS pricing</a>
     */
    static final S3Prices LIST =
            new S3Prices(
                    "aws.amazon.com/s3/pricing, us-east-1 and eu-west-1",
                    LocalDate.of(2026, 11, 22),
                    new BigDecimal("0.005"),
                    new BigDecimal("0.0004"),
                    new BigDecimal("0.25"),
                    new BigDecimal("1.00"),
                    new BigDecimal("0.02"),
                    new BigDecimal("0.03"));
}
