package dev.nightshift.core.ledger;

import dev.nightshift.core.automation.Scope;
import java.time.Instant;
import java.util.Map;

/**
 * A line of history: a run, or one effect of a run. An effect without an outcome was begun by a run
 * that died; the next run finds out from the account itself.
 *
 * @param action the action's id, or empty for the line about the run as a whole
 * @param outcome {@value #INTENDED} before the attempt
 */
public record HistoryEntry(
        Instant at,
        String runId,
        String action,
        String subject,
        String because,
        String outcome,
        String detail) {
    public static final String INTENDED = "INTENDED";

    static String partition(Scope scope) {
        return "history#" + scope.automation();
    }

    LedgerStore.Key key(Scope scope) {
        return new LedgerStore.Key(partition(scope), runId + "#" + action);
    }

    Map<String, String> attributes() {
        return Map.of(
                "at", at.toString(),
                "runId", runId,
                "action", action,
                "subject", subject,
                "because", because,
                "outcome", outcome,
                "detail", detail);
    }

    static HistoryEntry of(LedgerStore.Entry entry) {
        return new HistoryEntry(
                entry.instant("at"),
                entry.text("runId"),
                entry.text("action"),
                entry.text("subject"),
                entry.text("because"),
                entry.text("outcome"),
                entry.text("detail"));
    }
}
