package dev.nightshift.costs.focus;

import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which keys of a table are told apart: the first so many. All threads ask the same one, so that a
 * key that one of them sums up is summed up by all, and its sum is whole.
 */
final class Admission {
    private final int most;
    private final Set<CostKey> admitted = new HashSet<>();

    private Admission(int most) {
        this.most = most;
    }

    synchronized boolean admits(CostKey key) {
        return admitted.contains(key) || (admitted.size() < most && admitted.add(key));
    }

    /** Of all tables. */
    static final class Admissions {
        private final int most;
        private final Map<Table, Admission> tables = new ConcurrentHashMap<>();

        private record Table(String currency, Breakdown by) {}

        Admissions(int most) {
            this.most = most;
        }

        Admission of(String currency, Breakdown by) {
            return tables.computeIfAbsent(new Table(currency, by), any -> new Admission(most));
        }
    }
}
