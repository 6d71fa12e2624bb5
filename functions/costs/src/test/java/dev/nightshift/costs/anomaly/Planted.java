package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.model.CostKey;

/**
 * An anomaly that the simulation put there.
 *
 * @param first its first day
 * @param last its last
 * @param due the first day on which its true excess is at least 25 % and $10, without noise
 */
record Planted(Kind kind, CostKey key, int first, int last, int due) {}
