package dev.nightshift.costs.summary;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How well what was bought in advance fits what runs.
 *
 * @param name such as {@code Savings Plans}
 * @param coverage percent of what could be covered that is; empty if not known
 * @param utilisation percent of what is paid for that is used; empty if not known
 */
public record Commitment(
        String name, Optional<BigDecimal> coverage, Optional<BigDecimal> utilisation) {}
