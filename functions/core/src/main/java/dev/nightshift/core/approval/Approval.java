package dev.nightshift.core.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A set of actions that a person was asked about, and what came of it. Pure.
 *
 * @param question the actions and the terms
 * @param yes who approved, each person once
 * @param no who rejected it
 * @param begun the run that first made use of it, such as {@code 2026-11-22T03:00:00Z-1a2b3c4d}
 * @param made the fingerprints of the actions that have been made
 * @param closed why it is no longer open, whatever its time
 * @param version of the entry in the ledger
 */
public record Approval(
        Question question,
        List<Voice> yes,
        Optional<Voice> no,
        Optional<String> begun,
        Set<String> made,
        Optional<Closed> closed,
        long version) {
    public Approval {
        yes = List.copyOf(yes);
        made = Set.copyOf(made);
    }

    /** Why an approval is over before its time. */
    public enum Closed {
        /** All that was approved has been made. */
        MADE,
        /** Another plan has taken its place. */
        WITHDRAWN
    }

    /**
     * What is asked.
     *
     * @param hash {@link Fingerprint} of the set
     * @param about groups questions of which one takes the place of another
     * @param actions the fingerprint of each action
     * @param lines what the actions are, for people; perhaps not all of them
     * @param expiresAt until when it can be answered and made use of
     * @param destructive whether two different people have to agree
     */
    public record Question(
            String automation,
            String hash,
            String about,
            Set<String> actions,
            List<String> lines,
            Instant askedAt,
            Instant expiresAt,
            boolean destructive) {
        public Question {
            actions = Set.copyOf(actions);
            lines = lines.stream().map(line -> line.replaceAll("\\s+", " ").strip()).toList();
        }

        /** How many different people have to agree. */
        public int needed() {
            return destructive ? 2 : 1;
        }
    }

    static Approval asked(Question question) {
        return new Approval(
                question,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                0);
    }

    /** Whether its time runs and nothing has taken its place. */
    public boolean isOpen(Instant now) {
        return closed.isEmpty() && now.isBefore(question.expiresAt());
    }

    /** Whether it still can be answered. */
    public boolean isStanding(Instant now) {
        return isOpen(now) && no.isEmpty() && begun.isEmpty();
    }

    /** Whether enough different people have said yes, and nobody no. */
    public boolean isGiven() {
        return no.isEmpty() && yes.stream().map(Voice::id).distinct().count() >= question.needed();
    }

    /**
     * Whether these actions may be made under it: exactly those that were asked about, or, once a
     * run has begun to make them and did not come to an end, what is left of them.
     */
    public boolean allows(Set<String> actions, Instant now) {
        return isOpen(now)
                && isGiven()
                && (begun.isEmpty()
                        ? question.actions().equals(actions)
                        : question.actions().containsAll(actions)
                                && Collections.disjoint(made, actions));
    }

    /** Who said what, such as {@code approved by Ada (slack:U2CERLKJA) at …}; empty if nobody. */
    public String voices() {
        if (no.isPresent()) {
            return "rejected by " + no.get();
        }
        return yes.isEmpty()
                ? ""
                : "approved by "
                        + yes.stream().map(Voice::toString).collect(Collectors.joining(" and "));
    }

    /** Whether one takes the place of the other. */
    boolean isAbout(Question other) {
        return question.about().equals(other.about());
    }

    Approval agreed(Voice voice) {
        var known = yes.stream().anyMatch(other -> other.id().equals(voice.id()));
        var all = new ArrayList<>(yes);
        if (!known) {
            all.add(voice);
        }
        return new Approval(question, all, no, begun, made, closed, version);
    }

    Approval refused(Voice voice) {
        return new Approval(question, yes, Optional.of(voice), begun, made, closed, version);
    }

    Approval begun(String run) {
        return new Approval(
                question, yes, no, begun.or(() -> Optional.of(run)), made, closed, version);
    }

    Approval made(Set<String> more, boolean all) {
        var union = new TreeSet<>(made);
        union.addAll(more);
        return new Approval(
                question, yes, no, begun, union, all ? Optional.of(Closed.MADE) : closed, version);
    }

    Approval withdrawn() {
        return new Approval(question, yes, no, begun, made, Optional.of(Closed.WITHDRAWN), version);
    }
}
