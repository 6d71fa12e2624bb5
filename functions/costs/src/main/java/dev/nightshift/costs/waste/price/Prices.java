package dev.nightshift.costs.waste.price;

/** Where prices come from. What it does not know it says; it never guesses. */
@FunctionalInterface
public interface Prices {
    /** The price in the region that is looked at. */
    Quote quote(PriceKey key);

    /** The first of these that knows; why nobody does, if nobody does. */
    static Prices firstOf(Prices first, Prices second) {
        return key ->
                switch (first.quote(key)) {
                    case Quote.Known known -> known;
                    case Quote.Unknown(var why) ->
                            switch (second.quote(key)) {
                                case Quote.Known known -> known;
                                case Quote.Unknown(var neither) ->
                                        new Quote.Unknown(why + "; " + neither);
                            };
                };
    }
}
