package dev.nightshift.costs.model;

import java.math.BigDecimal;

/**
 * An amount of money in the two ways of counting it, in a currency that is said elsewhere. Exact:
 * nothing is rounded before it is shown.
 *
 * @param billed what the invoice says, when it says it (FOCUS BilledCost, Cost Explorer's
 *     UnblendedCost)
 * @param effective with prepaid commitments spread over the time that they cover (FOCUS
 *     EffectiveCost, Cost Explorer's AmortizedCost)
 */
public record Amounts(BigDecimal billed, BigDecimal effective) {
    public static final Amounts ZERO = new Amounts(BigDecimal.ZERO, BigDecimal.ZERO);

    public Amounts plus(Amounts other) {
        return new Amounts(billed.add(other.billed), effective.add(other.effective));
    }

    public Amounts minus(Amounts other) {
        return new Amounts(billed.subtract(other.billed), effective.subtract(other.effective));
    }
}
