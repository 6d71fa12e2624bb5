package dev.nightshift.core.notice;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an automation tells people. It knows nothing of channels; the notifier does the rest. All
 * text is plain: no markup, and whatever looks like some is shown as typed.
 *
 * @param id unique; the same on every delivery of this notice
 * @param facts what a person wants to see at a glance, in order
 * @param taken what was done
 * @param left what was not done, and why
 * @param links the runbook first
 * @param dedupeKey notices with the same key within the dedupe window are told once
 * @param incident groups all that is told about one trouble; empty for what stands alone
 * @param ask what a person can approve or reject
 */
public record Notice(
        String id,
        Instant at,
        Severity severity,
        String stage,
        String automation,
        String title,
        List<Fact> facts,
        List<String> taken,
        List<String> left,
        List<Link> links,
        String dedupeKey,
        Optional<Incident> incident,
        Optional<ApprovalAsk> ask) {
    public Notice {
        facts = List.copyOf(facts);
        taken = List.copyOf(taken);
        left = List.copyOf(left);
        links = List.copyOf(links);
    }

    /** A notice that asks for nothing. */
    public Notice(
            String id,
            Instant at,
            Severity severity,
            String stage,
            String automation,
            String title,
            List<Fact> facts,
            List<String> taken,
            List<String> left,
            List<Link> links,
            String dedupeKey,
            Optional<Incident> incident) {
        this(
                id,
                at,
                severity,
                stage,
                automation,
                title,
                facts,
                taken,
                left,
                links,
                dedupeKey,
                incident,
                Optional.empty());
    }

    /** The same notice with something to approve. */
    public Notice asking(ApprovalAsk wanted) {
        return new Notice(
                id,
                at,
                severity,
                stage,
                automation,
                title,
                facts,
                taken,
                left,
                links,
                dedupeKey,
                incident,
                Optional.of(wanted));
    }

    /** The same notice with these links. */
    public Notice linking(List<Link> others) {
        return new Notice(
                id,
                at,
                severity,
                stage,
                automation,
                title,
                facts,
                taken,
                left,
                others,
                dedupeKey,
                incident,
                ask);
    }

    /**
     * A name and its value, such as {@code last good backup} and {@code 2026-11-22T00:00:00Z, 3 h
     * ago}.
     */
    public record Fact(String name, String value) {}

    public record Link(String label, URI target) {}

    /**
     * One trouble, from its opening to its end.
     *
     * @param key names the trouble, not the message, such as {@code rds-backup/shop/rpo}
     * @param resolved whether this notice says that it is over
     */
    public record Incident(String key, boolean resolved) {}

    /**
     * A set of actions that waits for a yes.
     *
     * @param automation whose actions they are
     * @param hash names exactly this set
     * @param expiresAt until when it can be approved
     * @param destructive whether two different people have to agree
     */
    public record ApprovalAsk(
            String automation, String hash, Instant expiresAt, boolean destructive) {
        /** As much of the hash as tells it from others at a terminal. */
        public String shortHash() {
            return hash.substring(0, Math.min(hash.length(), 12));
        }
    }
}
