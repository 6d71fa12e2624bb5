package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.engine.Survey;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * What a backup will ask of S3, and what that will cost at most.
 *
 * @param lists of 1,000 objects each, those already made for the survey included
 * @param copies single ones, and the parts of large ones
 * @param reads of properties and tags, before and after a copy
 * @param puts of the manifest, and of a note on each copy in parts
 * @param keyUses of KMS at most: S3 Bucket Keys, where there are any, make nearly all of them
 *     unnecessary
 * @param transferredBytes between regions
 * @param batchObjects that S3 Batch Operations charges for; 0 without a job
 */
record Estimate(
        long lists,
        long copies,
        long reads,
        long puts,
        long keyUses,
        long transferredBytes,
        long batchObjects,
        String toRegion,
        S3Prices prices) {
    /** HEAD and tags of the source, HEAD of the copy. */
    private static final int READS_PER_COPY = 3;

    /** One to read with, one to write with. */
    private static final int KEY_USES_PER_COPY = 2;

    /** Beginning and completing an upload in parts. */
    private static final int ROUND_PARTS = 2;

    static Estimate of(Survey survey, int partLines, String vaultRegion, boolean batch) {
        var counts = survey.counts();
        long listed = counts.unchanged() + counts.added() + counts.changed();
        return new Estimate(
                counts.lists(),
                counts.toCopy() - counts.large() + counts.parts() + ROUND_PARTS * counts.large(),
                READS_PER_COPY * counts.toCopy(),
                pages(listed + counts.removed(), partLines) + 1 + counts.large() + (batch ? 2 : 0),
                KEY_USES_PER_COPY * counts.toCopy(),
                survey.source().region().equals(vaultRegion) ? 0 : counts.bytesToCopy(),
                batch ? counts.toCopy() - counts.large() : 0,
                vaultRegion,
                S3Prices.LIST);
    }

    private static long pages(long entries, int page) {
        return Math.max(1, (entries + page - 1) / page);
    }

    long requests() {
        return lists + copies + reads + puts;
    }

    BigDecimal usd() {
        var usd =
                each(lists + copies + puts, 1_000, prices.thousandWrites())
                        .add(each(reads, 1_000, prices.thousandReads()))
                        .add(each(keyUses, 10_000, prices.tenThousandKeyUses()))
                        .add(each(transferredBytes, 1L << 30, prices.gigabyteBetweenRegions()));
        return batchObjects == 0
                ? usd
                : usd.add(prices.batchJob())
                        .add(each(batchObjects, 1_000_000, prices.millionBatchObjects()));
    }

    private static BigDecimal each(long count, long per, BigDecimal price) {
        return price.multiply(BigDecimal.valueOf(count))
                .divide(BigDecimal.valueOf(per), MathContext.DECIMAL64);
    }

    /** In a sentence for the person who reads the plan. */
    String inWords() {
        return String.format(
                Locale.ROOT,
                "about %,d requests (%,d LIST, %,d COPY, %,d HEAD and GET, %,d PUT)%s%s: at most USD"
                        + " %s, an estimate by list prices of %s",
                requests(),
                lists,
                copies,
                reads,
                puts,
                transferredBytes == 0
                        ? ""
                        : " and " + Sizes.bytes(transferredBytes) + " to " + toRegion,
                batchObjects == 0
                        ? ""
                        : String.format(Locale.ROOT, " and a job of %,d objects", batchObjects),
                rounded(usd()),
                prices.read());
    }

    private static String rounded(BigDecimal usd) {
        var cent = new BigDecimal("0.01");
        return usd.compareTo(cent) < 0
                ? "0.01"
                : usd.setScale(2, RoundingMode.CEILING).toPlainString();
    }
}
