package dev.nightshift.costs.waste.find;

/**
 * A gp3 volume's provisioned performance.
 *
 * @see <a href="https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html">General
 *     Purpose SSD volumes</a>
 */
public record Gp3(int iops, int mibPerSecond) {
    /** What every gp3 volume has without extra charge. */
    static final Gp3 BASELINE = new Gp3(3_000, 125);

    /** Above this size, in GiB, gp2 may reach 250 MiB/s; up to it, 128. */
    private static final int SLOW_GP2 = 170;

    private static final int MOST_IOPS = 16_000;

    /**
     * What makes gp3 as fast as gp2 of that size: 3 IOPS a GiB, and 250 MiB/s above 170 GiB. Up to
     * there gp2 reaches 128 MiB/s, which the 125 of every gp3 stand in for.
     */
    public static Gp3 asFastAs(int gib) {
        return new Gp3(
                Math.min(MOST_IOPS, Math.max(BASELINE.iops, 3 * gib)),
                gib > SLOW_GP2 ? 250 : BASELINE.mibPerSecond);
    }

    int extraIops() {
        return iops - BASELINE.iops;
    }

    int extraMibPerSecond() {
        return mibPerSecond - BASELINE.mibPerSecond;
    }
}
