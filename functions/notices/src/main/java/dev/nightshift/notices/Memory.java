package dev.nightshift.notices;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.ledger.LedgerStore;
import dev.nightshift.core.ledger.LedgerStore.Entry;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.notices.Verdict.Spot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the notifier remembers, so that a message delivered twice by the queue is posted once: how
 * far each notice got, where each incident's thread is, and what was told lately.
 */
final class Memory {
    /** Longer than the queue keeps a message (14 days), so that none outlives its record. */
    private static final Duration DELIVERIES = Duration.ofDays(30);

    private static final Duration INCIDENTS = Duration.ofDays(90);

    private static final String OWNER = "owner";
    private static final String LEASE_UNTIL = "leaseUntil";
    private static final String DONE = "done";
    private static final String POSTED = "posted";
    private static final String CHANNEL_ID = "channelId";
    private static final String TS = "ts";
    private static final String NOTICE = "notice";
    private static final String UNTIL = "until";

    private final LedgerStore store;
    private final Clock clock;
    private final Duration lease;

    /**
     * @param lease how long one function may work on a notice; longer than it can run
     */
    Memory(LedgerStore store, Clock clock, Duration lease) {
        this.store = store;
        this.clock = clock;
        this.lease = lease;
    }

    /** Whether a notice is ours to deliver now. */
    sealed interface Claim {
        record Ours(Progress progress) implements Claim {}

        record Finished() implements Claim {}

        /** Someone else is at it. */
        record Busy(Instant until) implements Claim {}
    }

    /**
     * How far a delivery got.
     *
     * @param posted how many of its messages are in Slack
     * @param head the first of them
     */
    record Progress(
            LedgerStore.Key key, String owner, int posted, Optional<Spot> head, long version) {}

    /** Takes a notice on, unless it is finished or in other hands. */
    Claim claim(String noticeId) {
        var key = key("notice", noticeId, "delivery");
        var known = store.get(key);
        if (known.filter(entry -> entry.attributes().containsKey(DONE)).isPresent()) {
            return new Claim.Finished();
        }
        var leaseUntil = known.map(entry -> instant(entry, LEASE_UNTIL)).orElse(Instant.EPOCH);
        if (leaseUntil.isAfter(clock.instant())) {
            return new Claim.Busy(leaseUntil);
        }
        var progress =
                new Progress(
                        key,
                        // tells two claims apart that are alike in all else
                        UUID.randomUUID().toString(),
                        known.map(entry -> whole(entry, POSTED)).orElse(0),
                        known.flatMap(Memory::spot),
                        known.map(Entry::version).orElse(0L));
        return write(progress, clock.instant().plus(lease), false)
                .<Claim>map(Claim.Ours::new)
                .orElseGet(() -> new Claim.Busy(clock.instant().plusSeconds(1)));
    }

    /** Notes that one more message is in Slack. */
    Progress posted(Progress progress, Optional<Spot> spot) {
        var next =
                new Progress(
                        progress.key(),
                        progress.owner(),
                        progress.posted() + 1,
                        progress.head().or(() -> spot),
                        progress.version());
        return orTaken(write(next, clock.instant().plus(lease), false));
    }

    /** Gives the notice back for a later attempt. */
    void release(Progress progress) {
        orTaken(write(progress, Instant.EPOCH, false));
    }

    void finish(Progress progress) {
        orTaken(write(progress, Instant.EPOCH, true));
    }

    private Optional<Progress> write(Progress progress, Instant leaseUntil, boolean done) {
        var attributes = new HashMap<String, String>();
        attributes.put(OWNER, progress.owner());
        attributes.put(LEASE_UNTIL, leaseUntil.toString());
        attributes.put(POSTED, Integer.toString(progress.posted()));
        progress.head().ifPresent(spot -> put(attributes, spot));
        if (done) {
            attributes.put(DONE, clock.instant().toString());
        }
        return store.put(
                        progress.key(),
                        attributes,
                        clock.instant().plus(DELIVERIES),
                        progress.version())
                .map(
                        entry ->
                                new Progress(
                                        progress.key(),
                                        progress.owner(),
                                        progress.posted(),
                                        progress.head(),
                                        entry.version()));
    }

    private static Progress orTaken(Optional<Progress> written) {
        return written.orElseThrow(
                () -> new CloudException(Kind.REJECTED, "another function took this notice over"));
    }

    /**
     * Whether the like of this notice was told within the window; if not, this one is from now on
     * the one that was. A worse or a resolved one is not the like.
     */
    boolean isRepeat(Notice notice, Duration window) {
        var like =
                notice.dedupeKey()
                        + "/"
                        + notice.severity()
                        + "/"
                        + notice.incident().map(Notice.Incident::resolved).orElse(false);
        var key = key("dedupe", notice.stage() + "/" + notice.automation() + "/" + like, "last");
        var known = store.get(key);
        var now = clock.instant();
        if (known.filter(entry -> instant(entry, UNTIL).isAfter(now)).isPresent()) {
            return !notice.id().equals(known.get().attributes().get(NOTICE));
        }
        var until = now.plus(window);
        return store.put(
                        key,
                        Map.of(NOTICE, notice.id(), UNTIL, until.toString()),
                        until.plus(Duration.ofDays(1)),
                        known.map(Entry::version).orElse(0L))
                // whoever was faster tells it
                .isEmpty();
    }

    /** The record of an incident in a channel. */
    Optional<IncidentRecord> incident(String channel, String key) {
        return store.get(key("incident", channel + "/" + key, "thread")).map(IncidentRecord::of);
    }

    /** Writes the record if nobody else has since it was read; empty if someone has. */
    Optional<IncidentRecord> write(String channel, String key, IncidentRecord incident) {
        return store.put(
                        key("incident", channel + "/" + key, "thread"),
                        incident.attributes(),
                        clock.instant().plus(INCIDENTS),
                        incident.version())
                .map(IncidentRecord::of);
    }

    /**
     * Whether a step of the second route was already taken for a message of the queue.
     *
     * @param step such as {@code buried}
     */
    boolean wasTaken(String messageId, String step) {
        return store.get(key("message", messageId, step)).isPresent();
    }

    void taken(String messageId, String step) {
        // an empty answer means that it is already noted
        var _ =
                store.put(
                        key("message", messageId, step),
                        Map.of("at", clock.instant().toString()),
                        clock.instant().plus(DELIVERIES),
                        0);
    }

    static Instant instant(Entry entry, String name) {
        return Optional.ofNullable(entry.attributes().get(name))
                .map(Instant::parse)
                .orElse(Instant.EPOCH);
    }

    static int whole(Entry entry, String name) {
        return Optional.ofNullable(entry.attributes().get(name)).map(Integer::parseInt).orElse(0);
    }

    static Optional<Spot> spot(Entry entry) {
        var channel = entry.attributes().get(CHANNEL_ID);
        var ts = entry.attributes().get(TS);
        return channel == null || ts == null
                ? Optional.empty()
                : Optional.of(new Spot(channel, ts));
    }

    static void put(Map<String, String> attributes, Spot spot) {
        attributes.put(CHANNEL_ID, spot.channelId());
        attributes.put(TS, spot.ts());
    }

    /** Hashed, as a key of DynamoDB is at most 2,048 bytes long and a name may be anything. */
    private static LedgerStore.Key key(String kind, String name, String sort) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            return new LedgerStore.Key(
                    "notifier/" + kind + "/" + HexFormat.of().formatHex(hash), sort);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }
}
