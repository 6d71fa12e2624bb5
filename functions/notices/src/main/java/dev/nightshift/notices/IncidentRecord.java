package dev.nightshift.notices;

import dev.nightshift.core.ledger.LedgerStore.Entry;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.notices.Verdict.Spot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of an incident in one channel.
 *
 * @param opener the notice that heads the thread
 * @param openingUntil until when the opener has the thread to itself, while it is being posted
 * @param head the message that heads the thread; empty while it is being posted, and for webhooks
 * @param since when the incident was first told
 * @param lastAt the time of the newest notice of it
 * @param lastNotice the last notice that was counted
 * @param told how many notices were counted
 * @param resolvedAt empty while it is open
 */
record IncidentRecord(
        String opener,
        Instant openingUntil,
        Optional<Spot> head,
        Instant since,
        Instant lastAt,
        String lastNotice,
        int told,
        Optional<Instant> resolvedAt,
        long version) {

    private static final String OPENER = "opener";
    private static final String OPENING_UNTIL = "openingUntil";
    private static final String SINCE = "since";
    private static final String LAST_AT = "lastAt";
    private static final String LAST_NOTICE = "lastNotice";
    private static final String TOLD = "told";
    private static final String RESOLVED_AT = "resolvedAt";

    /** A thread that this notice is about to open. */
    static IncidentRecord opening(Notice notice, Instant until, long version) {
        return new IncidentRecord(
                notice.id(),
                until,
                Optional.empty(),
                notice.at(),
                notice.at(),
                "",
                0,
                resolvedAt(notice),
                version);
    }

    private static Optional<Instant> resolvedAt(Notice notice) {
        return notice.incident().filter(Notice.Incident::resolved).map(resolved -> notice.at());
    }

    IncidentRecord opened(Optional<Spot> spot) {
        return new IncidentRecord(
                opener, Instant.EPOCH, spot, since, lastAt, opener, 1, resolvedAt, version);
    }

    IncidentRecord openingUntil(Instant until) {
        return new IncidentRecord(
                opener, until, head, since, lastAt, lastNotice, told, resolvedAt, version);
    }

    /** Counts a notice, once however often it is delivered. */
    IncidentRecord counted(Notice notice) {
        var late = isOlderThanKnown(notice);
        return new IncidentRecord(
                opener,
                openingUntil,
                head,
                since,
                late ? lastAt : notice.at(),
                notice.id(),
                notice.id().equals(lastNotice) ? told : told + 1,
                late ? resolvedAt : resolvedAt(notice),
                version);
    }

    IncidentRecord withoutHead() {
        return new IncidentRecord(
                opener,
                openingUntil,
                Optional.empty(),
                since,
                lastAt,
                lastNotice,
                told,
                resolvedAt,
                version);
    }

    /** Whether the notice was overtaken by newer ones, which it must not undo. */
    boolean isOlderThanKnown(Notice notice) {
        return notice.at().isBefore(lastAt);
    }

    boolean isOpening() {
        return told == 0;
    }

    boolean isResolved() {
        return resolvedAt.isPresent();
    }

    Standing standing() {
        return new Standing(since, told, resolvedAt);
    }

    Map<String, String> attributes() {
        var attributes = new HashMap<String, String>();
        attributes.put(OPENER, opener);
        attributes.put(OPENING_UNTIL, openingUntil.toString());
        head.ifPresent(spot -> Memory.put(attributes, spot));
        attributes.put(SINCE, since.toString());
        attributes.put(LAST_AT, lastAt.toString());
        attributes.put(LAST_NOTICE, lastNotice);
        attributes.put(TOLD, Integer.toString(told));
        resolvedAt.ifPresent(at -> attributes.put(RESOLVED_AT, at.toString()));
        return attributes;
    }

    static IncidentRecord of(Entry entry) {
        var text = entry.attributes();
        return new IncidentRecord(
                text.getOrDefault(OPENER, ""),
                Memory.instant(entry, OPENING_UNTIL),
                Memory.spot(entry),
                Memory.instant(entry, SINCE),
                Memory.instant(entry, LAST_AT),
                text.getOrDefault(LAST_NOTICE, ""),
                Memory.whole(entry, TOLD),
                Optional.ofNullable(text.get(RESOLVED_AT)).map(Instant::parse),
                entry.version());
    }
}
