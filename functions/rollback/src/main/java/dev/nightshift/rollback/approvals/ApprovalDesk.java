package dev.nightshift.rollback.approvals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.core.approval.Answer;
import dev.nightshift.core.approval.Approvals;
import dev.nightshift.core.approval.Voice;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.NoticeSettings.Approving;
import dev.nightshift.core.http.HttpAnswer;
import dev.nightshift.core.http.HttpRequest;
import dev.nightshift.core.ledger.HistoryEntry;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.ledger.LedgerStore;
import dev.nightshift.core.log.Log;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Takes a press of a button: checks who and when, puts it on record, answers. The message and the
 * automation are seen to by a second invocation, so that Slack has its answer in time.
 */
final class ApprovalDesk {
    /** The partition that remembers which requests have been seen is this and a digit. */
    static final String SEEN = "approval-seen#";

    private final String stage;
    private final Approving allowed;
    private final LedgerStore store;
    private final Outside outside;
    private final Log log;
    private final Clock clock;

    ApprovalDesk(
            String stage,
            Approving allowed,
            LedgerStore store,
            Outside outside,
            Log log,
            Clock clock) {
        this.stage = stage;
        this.allowed = allowed;
        this.store = store;
        this.outside = outside;
        this.log = log;
        this.clock = clock;
    }

    /** Sees to a request to the URL, whoever sent it. */
    HttpAnswer take(HttpRequest request) {
        var now = clock.instant();
        var signature = SlackSignature.verified(request, outside.signingSecret(), now);
        if (signature.isEmpty() || !isFirst(signature.get(), now)) {
            log.info("refused a request that is not signed, late or seen before");
            return HttpAnswer.unauthorized();
        }
        try {
            var press = Press.parse(request.body());
            press.ifPresent(pressed -> see(pressed, now));
            return HttpAnswer.ok();
        } catch (IllegalArgumentException notOfSlack) {
            log.error("signed, and not understood", notOfSlack);
            return new HttpAnswer(400, "not understood");
        }
    }

    /** Does what the first invocation left. */
    void finish(JsonNode event) {
        var rest = Later.parse(event);
        var approval = new Approvals(store, rest.automation()).find(rest.hash());
        try {
            if (rest.why().isEmpty() && approval.filter(each -> each.isGiven()).isPresent()) {
                outside.wake(rest.automation());
            }
        } finally {
            rest.answer()
                    .ifPresent(
                            where ->
                                    outside.answer(
                                            where,
                                            approval.filter(each -> rest.why().isEmpty())
                                                    .map(
                                                            each ->
                                                                    Reply.changed(
                                                                            rest.message(), each))
                                                    .orElseGet(() -> Reply.alone(rest.why()))));
        }
    }

    /** Puts the request on record; false if it was there. */
    private boolean isFirst(String signature, Instant now) {
        var key = new LedgerStore.Key(SEEN + signature.charAt(3), signature);
        // tells two deliveries at the same instant apart
        var mark = Map.of("mark", UUID.randomUUID().toString());
        return store.put(key, mark, now.plus(SlackSignature.WINDOW.multipliedBy(3)), 0).isPresent();
    }

    private void see(Press press, Instant now) {
        if (!allowed.users().contains(press.user())) {
            tell(press, "You are not among those who may approve.");
        } else if (!allowed.channels().contains(press.channel())) {
            tell(press, "Nothing is approved in this channel.");
        } else {
            decide(press, new Voice("slack:" + press.user(), press.name(), now));
        }
    }

    private void decide(Press press, Voice voice) {
        var target = press.target();
        var approvals = new Approvals(store, target.automation());
        var answer =
                switch (press.button()) {
                    case APPROVE -> approvals.approve(target.hash(), voice);
                    case REJECT -> approvals.reject(target.hash(), voice);
                };
        switch (answer) {
            case Answer.Given _ -> keep(press, voice, "approved");
            case Answer.Waiting _ -> keep(press, voice, "approved, waits for another");
            case Answer.Rejected _ -> keep(press, voice, "rejected");
            case Answer.TooLate(var why) -> {
                tell(press, "Nothing has changed: " + why + ".");
                return;
            }
        }
        tell(press, "");
    }

    private void keep(Press press, Voice voice, String outcome) {
        var target = press.target();
        new Ledger(store, new Scope(stage, target.automation()))
                .record(
                        new HistoryEntry(
                                voice.at(),
                                voice.at() + "-" + voice.id(),
                                "answer about " + target.hash().substring(0, 12),
                                target.automation(),
                                "a button was pressed",
                                outcome,
                                voice.toString()));
        log.info(
                "answer",
                "automation",
                target.automation(),
                "hash",
                target.hash(),
                "outcome",
                outcome,
                "person",
                voice.id());
    }

    private void tell(Press press, String why) {
        if (!why.isEmpty()) {
            log.info("no answer", "person", press.user(), "channel", press.channel(), "why", why);
        }
        outside.later(
                new Later(
                        press.target().automation(),
                        press.target().hash(),
                        press.answer(),
                        press.message(),
                        why));
    }
}
