/** What a unit costs, from AWS's price list or a small table; what neither knows is said. */
package dev.nightshift.costs.waste.price;
