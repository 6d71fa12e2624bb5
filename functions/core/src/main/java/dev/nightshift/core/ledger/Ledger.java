package dev.nightshift.core.ledger;

import dev.nightshift.core.approval.Approvals;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The memory of an automation: which triggers it has seen, what it was about to do, what came of
 * it, and what it still has to tell. Everything expires; nothing is needed to decide what to do
 * next.
 */
public final class Ledger {
    /**
     * How long a trigger is remembered: longer than any retry of EventBridge, Scheduler or Lambda
     * (24 h).
     */
    public static final Duration TRIGGER_MEMORY = Duration.ofDays(3);

    /** How long runs and effects can be looked up. */
    public static final Duration HISTORY = Duration.ofDays(400);

    private static final String FIRST_SEEN = "firstSeen";
    private static final String LEASE_UNTIL = "leaseUntil";
    private static final String STATE = "state";
    private static final String UNTIL = "until";
    private static final String LOCK = "lock";
    private static final String TEXT = "text";
    private static final int MOST_KEPT = 100_000;
    private static final int MOST_BYTES = 300_000;

    private final LedgerStore store;
    private final Scope scope;

    public Ledger(LedgerStore store, Scope scope) {
        this.store = store;
        this.scope = scope;
    }

    /** Answers whether this run may go on. */
    public sealed interface Claim {
        /**
         * @param version of the trigger's entry, for what is written next
         */
        record Granted(long version, Instant first) implements Claim {}

        record Seen(Instant first) implements Claim {}

        record Busy(Instant until) implements Claim {}
    }

    /**
     * How far a claimed trigger got. Only {@code CLAIMED} may be claimed again, and only after its
     * lease.
     */
    private enum State {
        CLAIMED,
        EFFECTS_BEGUN,
        DONE
    }

    /**
     * Claims the automation for one run, and the trigger for ever.
     *
     * @param leaseUntil when a run that died without a word no longer counts as running
     */
    public Claim claim(Trigger trigger, String runId, Instant now, Instant leaseUntil) {
        var locked = lock(runId, now, leaseUntil);
        if (locked.isPresent()) {
            return new Claim.Busy(locked.get());
        }
        if (trigger.kind() == Trigger.Kind.MANUAL) {
            return new Claim.Granted(0, now);
        }
        // nearly always a new one: what is urgent waits for one call instead of two
        var fresh = write(trigger, State.CLAIMED, now, leaseUntil, now, 0);
        return fresh.isPresent()
                ? new Claim.Granted(fresh.get().version(), now)
                : reclaim(trigger, runId, now, leaseUntil);
    }

    private Claim reclaim(Trigger trigger, String runId, Instant now, Instant leaseUntil) {
        var stored = store.get(triggerKey(trigger));
        var known = stored.filter(entry -> now.isBefore(entry.expiresAt()));
        var first = known.map(entry -> entry.instant(FIRST_SEEN)).orElse(now);
        if (known.isEmpty() || isAbandoned(known.get(), now)) {
            var version = stored.map(LedgerStore.Entry::version).orElse(0L);
            var claimed = write(trigger, State.CLAIMED, first, leaseUntil, now, version);
            if (claimed.isPresent()) {
                return new Claim.Granted(claimed.get().version(), first);
            }
        }
        unlock(runId);
        return new Claim.Seen(first);
    }

    /** From here on the trigger is spent, whatever happens. */
    public void effectsBegin(Trigger trigger, Claim.Granted claim, Instant now) {
        if (trigger.kind() != Trigger.Kind.MANUAL
                && write(trigger, State.EFFECTS_BEGUN, claim.first(), now, now, claim.version())
                        .isEmpty()) {
            mark(trigger, State.EFFECTS_BEGUN, now);
        }
    }

    /** The run is over and its trigger spent. */
    public void finish(Trigger trigger, String runId, Instant now) {
        mark(trigger, State.DONE, now);
        unlock(runId);
    }

    /** The run failed before any effect: its trigger may be delivered again. */
    public void release(Trigger trigger, String runId) {
        if (trigger.kind() != Trigger.Kind.MANUAL) {
            store.delete(triggerKey(trigger));
        }
        unlock(runId);
    }

    /** Writes down an effect before it is tried, and again when its outcome is known. */
    public void record(HistoryEntry entry) {
        var expiresAt = entry.at().plus(HISTORY);
        // nearly always a new one: what is urgent waits for one call instead of two
        if (store.put(entry.key(scope), entry.attributes(), expiresAt, 0).isEmpty()) {
            upsert(entry.key(scope), entry.attributes(), expiresAt);
        }
    }

    /** What was done and why, newest first. */
    public List<HistoryEntry> history(int limit) {
        return store.newestFirst(HistoryEntry.partition(scope), limit).stream()
                .map(HistoryEntry::of)
                .toList();
    }

    /** Until when the intention with this key is left alone, if it is. */
    public Optional<Instant> coolingUntil(String key, Instant now) {
        return store.get(cooldownKey(key)).map(entry -> entry.instant(UNTIL)).filter(now::isBefore);
    }

    public void coolDown(String key, Instant until) {
        upsert(cooldownKey(key), Map.of(UNTIL, until.toString()), until);
    }

    /** Keeps a message until it has been handed over, so that an outage of the topic loses none. */
    public void toSend(String id, String body, Instant now) {
        upsert(outboxKey(id), Map.of("body", body), now.plus(HISTORY));
    }

    /** What is still to be handed over, oldest first: body by id. */
    public Map<String, String> unsent(int limit) {
        var unsent = new LinkedHashMap<String, String>();
        for (var entry : store.newestFirst(outboxPartition(), limit).reversed()) {
            unsent.put(entry.key().sort(), entry.text("body"));
        }
        return unsent;
    }

    public void sent(String id) {
        store.delete(outboxKey(id));
    }

    /** The troubles that people were told of and not yet that they are over: key to title. */
    public Map<String, String> openIncidents() {
        return store.get(incidentsKey()).map(LedgerStore.Entry::attributes).orElse(Map.of());
    }

    public void openIncidents(Map<String, String> open, Instant now) {
        upsert(incidentsKey(), open, now.plus(HISTORY));
    }

    /** What the automation keeps from run to run: text by key. */
    public Map<String, String> kept() {
        return store.newestFirst(memoryPartition(), MOST_KEPT).stream()
                .collect(Collectors.toMap(entry -> entry.key().sort(), entry -> entry.text(TEXT)));
    }

    /**
     * @param text at most 300,000 bytes: an item of DynamoDB has 400 KB, names and all
     */
    public void keep(String key, String text, Instant now) {
        var size = text.getBytes(StandardCharsets.UTF_8).length;
        if (size > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "%s has %d bytes to remember; at most %d fit".formatted(key, size, MOST_BYTES));
        }
        upsert(memoryKey(key), Map.of(TEXT, text), now.plus(HISTORY));
    }

    public void forget(String key) {
        store.delete(memoryKey(key));
    }

    /** What the people who are asked by this automation said. */
    public Approvals approvals() {
        return new Approvals(store, scope.automation());
    }

    private Optional<Instant> lock(String runId, Instant now, Instant leaseUntil) {
        var attributes = Map.of("run", runId, LEASE_UNTIL, leaseUntil.toString());
        // nearly always free
        if (store.put(lockKey(), attributes, leaseUntil, 0).isPresent()) {
            return Optional.empty();
        }
        var held = store.get(lockKey());
        var until = held.map(entry -> entry.instant(LEASE_UNTIL)).filter(now::isBefore);
        if (until.isPresent()) {
            return until;
        }
        var version = held.map(LedgerStore.Entry::version).orElse(0L);
        return store.put(lockKey(), attributes, leaseUntil, version).isPresent()
                ? Optional.empty()
                : Optional.of(leaseUntil);
    }

    private void unlock(String runId) {
        store.get(lockKey())
                .filter(entry -> runId.equals(entry.text("run")))
                .ifPresent(entry -> store.delete(entry.key()));
    }

    private static boolean isAbandoned(LedgerStore.Entry entry, Instant now) {
        return State.valueOf(entry.text(STATE)) == State.CLAIMED
                && !now.isBefore(entry.instant(LEASE_UNTIL));
    }

    private void mark(Trigger trigger, State state, Instant now) {
        if (trigger.kind() != Trigger.Kind.MANUAL) {
            var stored = store.get(triggerKey(trigger));
            var first = stored.map(entry -> entry.instant(FIRST_SEEN)).orElse(now);
            var version = stored.map(LedgerStore.Entry::version).orElse(0L);
            write(trigger, state, first, now, now, version);
        }
    }

    private Optional<LedgerStore.Entry> write(
            Trigger trigger,
            State state,
            Instant firstSeen,
            Instant leaseUntil,
            Instant now,
            long version) {
        var attributes =
                Map.of(
                        STATE,
                        state.name(),
                        FIRST_SEEN,
                        firstSeen.toString(),
                        LEASE_UNTIL,
                        leaseUntil.toString());
        return store.put(triggerKey(trigger), attributes, now.plus(TRIGGER_MEMORY), version);
    }

    private void upsert(LedgerStore.Key key, Map<String, String> attributes, Instant expiresAt) {
        // only this run writes these keys; a second attempt after a lost answer finds its own write
        var written = Optional.<LedgerStore.Entry>empty();
        for (var attempt = 0; attempt < 3 && written.isEmpty(); attempt++) {
            var version = store.get(key).map(LedgerStore.Entry::version).orElse(0L);
            written = store.put(key, attributes, expiresAt, version);
        }
        if (written.isEmpty()) {
            throw new IllegalStateException(
                    "ledger entry " + key + " keeps changing under this run");
        }
    }

    private LedgerStore.Key triggerKey(Trigger trigger) {
        return new LedgerStore.Key(
                "trigger#" + scope.automation(), trigger.kind() + "#" + trigger.key());
    }

    private LedgerStore.Key lockKey() {
        return new LedgerStore.Key(LOCK + "#" + scope.automation(), LOCK);
    }

    private LedgerStore.Key cooldownKey(String key) {
        return new LedgerStore.Key("cooldown#" + scope.automation(), key);
    }

    private LedgerStore.Key incidentsKey() {
        return new LedgerStore.Key("incidents#" + scope.automation(), "open");
    }

    private LedgerStore.Key outboxKey(String id) {
        return new LedgerStore.Key(outboxPartition(), id);
    }

    private LedgerStore.Key memoryKey(String key) {
        return new LedgerStore.Key(memoryPartition(), key);
    }

    private String memoryPartition() {
        return "memory#" + scope.automation();
    }

    private String outboxPartition() {
        return "outbox#" + scope.automation();
    }
}
