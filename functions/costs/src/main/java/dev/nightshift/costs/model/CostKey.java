package dev.nightshift.costs.model;

import java.util.List;

/**
 * One row of a {@link CostTable}.
 *
 * @param parts as many as the {@link Breakdown} has columns, in their order
 */
public record CostKey(List<String> parts) implements Comparable<CostKey> {
    /** Each part of the key in which those are that were too many to tell apart. */
    public static final String OTHERS = "(others)";

    public CostKey {
        parts = List.copyOf(parts);
    }

    public static CostKey of(String... parts) {
        return new CostKey(List.of(parts));
    }

    public String part(int column) {
        return parts.get(column);
    }

    @Override
    public int compareTo(CostKey other) {
        for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
            int order = parts.get(i).compareTo(other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), other.parts.size());
    }

    @Override
    public String toString() {
        return String.join(" / ", parts);
    }
}
