package dev.nightshift.costs.waste.price;

/**
 * Something that has a price in a region.
 *
 * @param variant which of them, such as {@code gp3} or {@code db.t3.medium/postgres/single}; empty
 *     if there is only one
 */
public record PriceKey(Item item, String variant) {
    public static PriceKey of(Item item) {
        return new PriceKey(item, "");
    }

    /** What is sold, and by which unit. */
    public enum Item {
        VOLUME_STORAGE(Unit.GIB_MONTH),
        GP3_IOPS(Unit.EACH_MONTH),
        GP3_THROUGHPUT(Unit.EACH_MONTH),
        SNAPSHOT_STORAGE(Unit.GIB_MONTH),
        IDLE_ADDRESS(Unit.HOUR),
        NAT_GATEWAY(Unit.HOUR),
        LOAD_BALANCER(Unit.HOUR),
        LOG_STORAGE(Unit.GIB_MONTH),
        IMAGE_STORAGE(Unit.GIB_MONTH),
        SECRET(Unit.EACH_MONTH),
        INSTANCE(Unit.HOUR),
        DATABASE(Unit.HOUR),
        CACHE_NODE(Unit.HOUR);

        private final Unit unit;

        Item(Unit unit) {
            this.unit = unit;
        }

        public Unit unit() {
            return unit;
        }
    }

    /** What a price is for. */
    public enum Unit {
        GIB_MONTH(1),
        EACH_MONTH(1),
        /** AWS reckons 730 hours to a month. */
        HOUR(730);

        private final int perMonth;

        Unit(int perMonth) {
            this.perMonth = perMonth;
        }

        /** How many of them a month has. */
        public int perMonth() {
            return perMonth;
        }
    }

    @Override
    public String toString() {
        return item.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                + (variant.isEmpty() ? "" : " " + variant);
    }
}
