package dev.nightshift.rollback.auto;

import dev.nightshift.core.automation.Plan;
import dev.nightshift.rollback.decide.Decision;
import dev.nightshift.rollback.decide.Rule;
import dev.nightshift.rollback.decide.Rules;
import dev.nightshift.rollback.decide.ServiceFacts;
import dev.nightshift.rollback.decide.Verdict;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Rollback;
import dev.nightshift.rollback.service.Mode;
import dev.nightshift.rollback.service.Service;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what is taken back, and what becomes of what was. Pure. */
public final class RollbackPlanner {
    private final Instant now;
    private final RollbackDraft draft;

    private RollbackPlanner(RollbackFacts facts) {
        this.now = facts.at();
        this.draft = new RollbackDraft(facts.shadows());
    }

    public static Plan<RollbackAction> plan(RollbackFacts facts) {
        return draft(facts).plan();
    }

    static RollbackDraft draft(RollbackFacts facts) {
        var planner = new RollbackPlanner(facts);
        facts.services().forEach(planner::service);
        return planner.draft;
    }

    private void service(ServiceFacts facts) {
        var docket = facts.docket().seen();
        var open = docket.flatMap(Docket::open);
        if (open.isPresent()) {
            new Aftermath(facts, open.get(), now, draft).plan();
        } else {
            decide(facts, Rules.decide(facts, now));
        }
    }

    private void decide(ServiceFacts facts, Decision decision) {
        var service = facts.service();
        var refusal = decision.refusal();
        if (!decision.isFiring()) {
            quiet(service, decision);
        } else if (refusal.isEmpty()) {
            goBack(facts, decision);
        } else if (isToBeFrozen(facts, decision)) {
            freeze(service, decision);
        } else {
            refuse(facts, refusal.get());
        }
    }

    private void quiet(Service service, Decision decision) {
        var firing = decision.of(Rule.FIRING).orElseThrow();
        if (firing.answer() == Verdict.Answer.UNKNOWN) {
            draft.unknown(Trouble.UNREAD, service.name(), firing.because());
        } else {
            unread(decision).ifPresent(why -> draft.unknown(Trouble.UNREAD, service.name(), why));
            draft.keep(service.name(), firing.because());
        }
    }

    private static Optional<String> unread(Decision decision) {
        return decision.of(Rule.READABLE)
                .filter(verdict -> verdict.answer() == Verdict.Answer.UNKNOWN)
                .map(Verdict::because);
    }

    private void goBack(ServiceFacts facts, Decision decision) {
        var service = facts.service();
        var bad = decision.release().orElseThrow();
        var to = decision.to().orElseThrow();
        var because =
                "%s since %s"
                        .formatted(
                                decision.of(Rule.FIRING).map(Verdict::because).orElse(""),
                                bad.at() + ", when " + bad.revision() + " came");
        var incident = Rules.incident(bad);
        if (service.mode() == Mode.SHADOW) {
            var shadow = draft.count(service.name(), incident);
            draft.warn(
                    Trouble.SHADOW,
                    service.name(),
                    "would have rolled back %s to %s because of %s (%d so far; mode: auto or approve makes it so)"
                            .formatted(bad.revision(), to.revision(), because, shadow.count()));
        } else {
            draft.act(
                    new RollbackAction.GoBack(
                            service.name(),
                            service.target().id(),
                            incident,
                            bad.revision(),
                            to.revision(),
                            service.mode(),
                            because,
                            Basis.of(facts, now)));
        }
    }

    /** All that blames the release holds, and it is on its way back and forth. */
    static boolean isToBeFrozen(ServiceFacts facts, Decision decision) {
        return facts.service().mode() != Mode.SHADOW
                && decision.of(Rule.NO_PING_PONG)
                        .filter(verdict -> verdict.answer() == Verdict.Answer.REFUSES)
                        .isPresent()
                && decision.holds(Rule.FINE_BEFORE)
                && decision.holds(Rule.BLAMED)
                && decision.holds(Rule.NEWEST)
                && decision.holds(Rule.NOT_FROZEN);
    }

    private void freeze(Service service, Decision decision) {
        draft.act(
                new RollbackAction.FreezeTarget(
                        service.name(),
                        service.target().id(),
                        Rules.incident(decision.release().orElseThrow()),
                        decision.of(Rule.NO_PING_PONG).orElseThrow().because()));
    }

    private void refuse(ServiceFacts facts, Verdict refusal) {
        var service = facts.service();
        var because =
                "its alarms fire; not rolled back: %s, but %s"
                        .formatted(
                                refusal.rule().word() + " asks that " + refusal.rule().words(),
                                refusal.because());
        if (refusal.rule() == Rule.NOT_FROZEN) {
            draft.refuse(Trouble.FROZEN, service.name(), because);
        } else if (hasEscalated(facts)) {
            draft.refuse(Trouble.ROLLBACK, service.name(), "still " + because);
        } else if (refusal.answer() == Verdict.Answer.UNKNOWN) {
            draft.unknown(Trouble.REFUSED, service.name(), because);
        } else {
            draft.refuse(Trouble.REFUSED, service.name(), because);
        }
    }

    /** Its thread stays open until the alarms are OK again. */
    private static boolean hasEscalated(ServiceFacts facts) {
        return facts.docket()
                .seen()
                .map(Docket::rollbacks)
                .filter(rollbacks -> !rollbacks.isEmpty())
                .map(List::getLast)
                .filter(last -> last.phase() == Rollback.Phase.ESCALATED)
                .isPresent();
    }

    /** Whether this rollback's time to help is over. */
    static boolean isOverdue(Service service, Rollback rollback, Instant now) {
        return !now.isBefore(rollback.at().plus(service.settle()));
    }
}
