package dev.nightshift.costs.model;

import java.util.List;

/**
 * By what costs are told apart in one {@link CostTable}.
 *
 * @see CostKey
 */
public sealed interface Breakdown {
    /** Provider, account, service. */
    record ByService() implements Breakdown {}

    /** Provider, region; {@code ""} where a charge has no region. */
    record ByRegion() implements Breakdown {}

    /**
     * Provider, service, usage type (FOCUS: the SKU's description of use, else ChargeDescription).
     */
    record ByUsageType() implements Breakdown {}

    /** Provider, name of the {@link ChargeCategory}. */
    record ByCategory() implements Breakdown {}

    /**
     * The value of an allocation tag; {@code ""} for what has no such tag.
     *
     * @param key of the tag
     */
    record ByTag(String key) implements Breakdown {}

    /**
     * Provider, service, the value of a tag; {@code ""} for what has no such tag.
     *
     * @param key of the tag
     */
    record ByServiceAndTag(String key) implements Breakdown {}

    /** Names of the parts of this breakdown's keys, in their order. */
    default List<String> columns() {
        return switch (this) {
            case ByService() -> List.of("provider", "account", "service");
            case ByRegion() -> List.of("provider", "region");
            case ByUsageType() -> List.of("provider", "service", "usage type");
            case ByCategory() -> List.of("provider", "category");
            case ByTag(var key) -> List.of(key);
            case ByServiceAndTag(var key) -> List.of("provider", "service", key);
        };
    }
}
