package dev.nightshift.core.runner;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.log.Redactor;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Link;
import dev.nightshift.core.notice.NoticeJson;
import dev.nightshift.core.notice.Notices;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run tells people: with its runbook, each trouble from its opening to its end, and kept in
 * the ledger until it has been handed over.
 */
final class Tidings {
    private static final int OUTBOX_BATCH = 25;

    private final Terms terms;
    private final Ledger ledger;
    private final Notices notices;
    private final Log log;
    private final Clock clock;

    Tidings(Terms terms, Ledger ledger, Notices notices, Log log, Clock clock) {
        this.terms = terms;
        this.ledger = ledger;
        this.notices = notices;
        this.log = log;
        this.clock = clock;
    }

    /** Hands over what earlier runs could not. */
    private void flush() {
        ledger.unsent(OUTBOX_BATCH).forEach(this::handOver);
    }

    /**
     * Tells what a run found, and that a trouble is over which it no longer finds. An automation
     * may word the end of a trouble itself; of one that was never told, no end is told either.
     *
     * @param sawEverything whether what was not found can be taken to be over: unknown is not OK
     */
    void tell(List<Notice> found, boolean sawEverything) {
        flush();
        var before = ledger.openIncidents();
        var open = sawEverything ? new TreeMap<String, String>() : new TreeMap<>(before);
        var told = new ArrayList<Notice>();
        for (var notice : found) {
            var incident = notice.incident();
            if (incident.isEmpty()) {
                told.add(notice);
            } else if (!incident.get().resolved()) {
                open.put(incident.get().key(), notice.title());
                told.add(notice);
            } else if (before.containsKey(incident.get().key())) {
                open.remove(incident.get().key());
                told.add(notice);
            }
        }
        before.forEach(
                (key, title) -> {
                    if (!open.containsKey(key)
                            && told.stream().noneMatch(notice -> ends(notice, key))) {
                        told.add(over(key, title));
                    }
                });
        // first on record, then told: of a trouble told and not on record no end would ever be told
        var known = new TreeMap<>(before);
        known.putAll(open);
        writeDown(known, before);
        told.forEach(this::say);
        writeDown(open, known);
    }

    private void writeDown(Map<String, String> open, Map<String, String> written) {
        if (!open.equals(written)) {
            ledger.openIncidents(open, clock.instant());
        }
    }

    /** Tells that nothing was seen at all; whatever was open stays open. */
    void tellFailure(Notice failed) {
        tell(List.of(failed), false);
    }

    private static boolean ends(Notice notice, String key) {
        return notice.incident()
                .filter(incident -> incident.resolved() && incident.key().equals(key))
                .isPresent();
    }

    private Notice over(String key, String title) {
        return RunnerNotices.over(terms.scope(), clock.instant(), key, title);
    }

    private void say(Notice notice) {
        var body = Redactor.redact(NoticeJson.encode(withRunbook(notice)));
        ledger.toSend(notice.id(), body, clock.instant());
        handOver(notice.id(), body);
    }

    private Notice withRunbook(Notice notice) {
        return notice.links().isEmpty()
                ? notice.linking(List.of(new Link("Runbook", terms.runbook().apply(page(notice)))))
                : notice;
    }

    private String page(Notice notice) {
        return notice.incident()
                .flatMap(incident -> RunnerNotices.page(terms.scope(), incident))
                .orElse(terms.scope().automation());
    }

    private void handOver(String id, String body) {
        try {
            notices.publish(body);
            ledger.sent(id);
        } catch (CloudException unreachable) {
            log.error("notice kept for the next tick", unreachable, "notice", id);
        }
    }
}
