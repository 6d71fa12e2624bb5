package dev.nightshift.costs.waste.price;

import java.math.BigDecimal;

/** The price of a unit, or why there is none. */
public sealed interface Quote {
    /**
     * @param usd for one unit of {@link PriceKey.Item#unit()}, on demand, without tax or discount
     * @param source where it was read, and of when it is
     */
    record Known(BigDecimal usd, String source) implements Quote {}

    record Unknown(String why) implements Quote {}
}
