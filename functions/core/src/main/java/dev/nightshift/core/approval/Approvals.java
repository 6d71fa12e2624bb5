package dev.nightshift.core.approval;

import dev.nightshift.core.approval.Approval.Question;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.ledger.LedgerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The approvals of one automation, in the ledger's table: one entry for each set of actions that
 * people were asked about. Every write is conditional on what was read.
 */
public final class Approvals {
    /** The partition of an automation's approvals is this and its name. */
    public static final String PARTITION = "approval#";

    /** More would not fit into an item of DynamoDB, and nobody would read them. */
    public static final int MOST_ACTIONS = 5_000;

    /** How long an entry can be looked at once its time is over. */
    private static final Duration AFTERWARDS = Duration.ofDays(7);

    private static final int MOST = 1_000;
    private static final int ATTEMPTS = 5;

    private final LedgerStore store;
    private final String automation;

    public Approvals(LedgerStore store, String automation) {
        this.store = store;
        this.automation = automation;
    }

    /**
     * Asks, unless the same is open already; what was asked before about the same subject is
     * withdrawn. To be called for what nothing {@linkplain #allowing allows}.
     */
    public Approval ask(Question question, Instant now) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var known = find(question.hash());
            if (known.isPresent() && known.get().isOpen(now) && known.get().begun().isEmpty()) {
                return known.get();
            }
            var version = known.map(Approval::version).orElse(0L);
            var asked = write(Approval.asked(question), version);
            if (asked.isPresent()) {
                withdrawOthers(question, now);
                return asked.get();
            }
        }
        throw restless(question.hash());
    }

    public Optional<Approval> find(String hash) {
        return store.get(key(hash)).map(ApprovalText::read);
    }

    /** All that is on record, the newest question first. */
    public List<Approval> all() {
        return store.newestFirst(PARTITION + automation, MOST).stream()
                .map(ApprovalText::read)
                .sorted(
                        (one, other) ->
                                other.question().askedAt().compareTo(one.question().askedAt()))
                .toList();
    }

    /** The approval under which exactly these actions may be made now, if there is one. */
    public Optional<Approval> allowing(Question question, Instant now) {
        return find(question.hash())
                .filter(approval -> approval.allows(question.actions(), now))
                .or(
                        () ->
                                all().stream()
                                        .filter(
                                                approval ->
                                                        approval.isAbout(question)
                                                                && approval.allows(
                                                                        question.actions(), now))
                                        .findFirst());
    }

    /** A person says yes. The same person counts once. */
    public Answer approve(String hash, Voice voice) {
        return answer(hash, voice, approval -> approval.agreed(voice));
    }

    /** A person says no, which stands against any number of others, until the question expires. */
    public Answer reject(String hash, Voice voice) {
        return answer(hash, voice, approval -> approval.refused(voice));
    }

    /**
     * Puts on record that a run is about to make use of it; to be called before the first effect.
     *
     * @return empty if it is no longer given
     */
    public Optional<Approval> begin(String hash, String run, Instant now) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var known = find(hash).filter(approval -> approval.isOpen(now) && approval.isGiven());
            if (known.isEmpty() || known.get().begun().isPresent()) {
                return known;
            }
            var written = write(known.get().begun(run), known.get().version());
            if (written.isPresent()) {
                return written;
            }
        }
        throw restless(hash);
    }

    /**
     * Puts on record what was made under it.
     *
     * @param all whether nothing of it is left: then it allows nothing more
     */
    public void made(String hash, Set<String> actions, boolean all) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var known = find(hash);
            if (known.isEmpty()
                    || write(known.get().made(actions, all), known.get().version()).isPresent()) {
                return;
            }
        }
        throw restless(hash);
    }

    private Answer answer(String hash, Voice voice, Function<Approval, Approval> change) {
        var now = voice.at();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var known = find(hash);
            var late = known.map(approval -> late(approval, now)).orElse("nobody asked for it");
            if (known.isEmpty() || !late.isEmpty()) {
                return new Answer.TooLate(late);
            }
            var next = change.apply(known.get());
            var written = next.equals(known.get()) ? known : write(next, known.get().version());
            if (written.isPresent()) {
                return answer(written.get());
            }
        }
        throw restless(hash);
    }

    private static Answer answer(Approval approval) {
        if (approval.no().isPresent()) {
            return new Answer.Rejected(approval);
        }
        return approval.isGiven() ? new Answer.Given(approval) : new Answer.Waiting(approval);
    }

    /** Why it can no longer be answered; empty if it can. */
    private static String late(Approval approval, Instant now) {
        if (approval.closed().isPresent()) {
            return switch (approval.closed().get()) {
                case MADE -> "it was approved and has been made";
                case WITHDRAWN -> "the plan has changed since; the newer one was asked for as well";
            };
        }
        if (!now.isBefore(approval.question().expiresAt())) {
            return "it expired at " + approval.question().expiresAt();
        }
        if (approval.no().isPresent()) {
            return "it was " + approval.voices();
        }
        return approval.begun().map(run -> "the run " + run + " is making it").orElse("");
    }

    private void withdrawOthers(Question question, Instant now) {
        for (var other : all()) {
            if (other.isAbout(question)
                    && !other.question().hash().equals(question.hash())
                    && other.isStanding(now)) {
                // someone who answers at this very moment wins; no run would make it all the same
                var _ = write(other.withdrawn(), other.version());
            }
        }
    }

    private Optional<Approval> write(Approval approval, long version) {
        return store.put(
                        key(approval.question().hash()),
                        ApprovalText.of(approval),
                        approval.question().expiresAt().plus(AFTERWARDS),
                        version)
                .map(ApprovalText::read);
    }

    private LedgerStore.Key key(String hash) {
        return new LedgerStore.Key(PARTITION + automation, hash);
    }

    private static CloudException restless(String hash) {
        return new CloudException(Kind.THROTTLED, "the approval " + hash + " keeps changing");
    }
}
