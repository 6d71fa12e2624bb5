package dev.nightshift.costs.waste;

import dev.nightshift.costs.waste.price.Prices;

/**
 * A region that is looked at: everything in it is found, changed and priced through these alone.
 */
record WasteRegion(WasteGateway gateway, Prices prices) {
    String name() {
        return gateway.region();
    }
}
