package dev.nightshift.costs.waste.find;

import dev.nightshift.costs.waste.price.PriceKey;
import java.math.BigDecimal;

/**
 * What would no longer be paid: so many units of something.
 *
 * @param quantity in the units of the price; negative for what would be paid instead
 */
public record Charge(PriceKey key, BigDecimal quantity) {
    public static Charge of(PriceKey key, long quantity) {
        return new Charge(key, BigDecimal.valueOf(quantity));
    }
}
