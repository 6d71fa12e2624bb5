package dev.nightshift.core.runner;

import dev.nightshift.core.automation.Memory;
import dev.nightshift.core.ledger.Ledger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The memory of one run: read once, if at all, and written where it differs. */
final class RunMemory implements Memory {
    private final Ledger ledger;
    private Optional<Map<String, String>> recalled = Optional.empty();

    RunMemory(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Map<String, String> recall() {
        var kept = recalled.orElseGet(ledger::kept);
        recalled = Optional.of(kept);
        return kept;
    }

    /** Makes what is kept equal to this; of an automation that never recalled, nothing is kept. */
    void keep(Map<String, String> wanted, Instant now) {
        recalled.ifPresent(
                kept -> {
                    wanted.forEach(
                            (key, text) -> {
                                if (!text.equals(kept.get(key))) {
                                    ledger.keep(key, text, now);
                                }
                            });
                    kept.keySet().stream()
                            .filter(key -> !wanted.containsKey(key))
                            .forEach(ledger::forget);
                });
    }
}
