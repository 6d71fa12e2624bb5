package dev.nightshift.costs.waste.price;

import dev.nightshift.costs.waste.find.Charge;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What something costs a month at list price, or that this is not known. */
public sealed interface Monthly {
    /**
     * @param atMost whether it is an upper bound
     * @param source where the prices were read, and of when they are
     */
    record Known(BigDecimal usd, boolean atMost, String source) implements Monthly {
        @Override
        public String toString() {
            return (atMost ? "at most " : "")
                    + usd.setScale(2, RoundingMode.HALF_UP).toPlainString()
                    + " USD a month (price: "
                    + source
                    + ")";
        }
    }

    record Unknown(String why) implements Monthly {
        @Override
        public String toString() {
            return "price unknown: " + why;
        }
    }

    /** The amount, if it is known. */
    default Optional<BigDecimal> amount() {
        return switch (this) {
            case Known(var usd, _, _) -> Optional.of(usd);
            case Unknown _ -> Optional.empty();
        };
    }

    /** Adds the charges up; one without a price makes the whole unknown. */
    static Monthly of(List<Charge> charges, boolean atMost, Map<PriceKey, Quote> quotes) {
        if (charges.isEmpty()) {
            return new Unknown("AWS does not tell how much of it there is");
        }
        var sum = BigDecimal.ZERO;
        var sources = new LinkedHashSet<String>();
        for (var charge : charges) {
            var quote =
                    Optional.ofNullable(quotes.get(charge.key()))
                            .orElse(new Quote.Unknown(charge.key() + " was not looked up"));
            switch (quote) {
                case Quote.Known(var usd, var source) -> {
                    sources.add(source);
                    sum =
                            sum.add(
                                    usd.multiply(charge.quantity())
                                            .multiply(
                                                    BigDecimal.valueOf(
                                                            charge.key()
                                                                    .item()
                                                                    .unit()
                                                                    .perMonth())));
                }
                case Quote.Unknown(var why) -> {
                    return new Unknown(why);
                }
            }
        }
        return new Known(sum, atMost, String.join("; ", sources));
    }
}
