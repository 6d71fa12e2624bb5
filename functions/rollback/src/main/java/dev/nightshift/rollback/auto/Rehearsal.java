package dev.nightshift.rollback.auto;

import dev.nightshift.rollback.decide.Decision;
import dev.nightshift.rollback.decide.Rule;
import dev.nightshift.rollback.decide.Rules;
import dev.nightshift.rollback.decide.ServiceFacts;
import dev.nightshift.rollback.decide.Verdict;
import java.time.Instant;

/**
 * A decision that is not carried out.
 *
 * @param facts that it was made from, with the alarms as they were replayed
 */
public record Rehearsal(ServiceFacts facts, Decision decision, End end) {
    static Rehearsal of(ServiceFacts facts, Instant now) {
        var decision = Rules.decide(facts, now);
        return new Rehearsal(facts, decision, end(facts, decision));
    }

    /** What would come of it. */
    public sealed interface End {
        /** It would go back, in the way of its mode. */
        record Back(String from, String to) implements End {}

        /** It would be taken out of automatic hands. */
        record Frozen(String why) implements End {}

        /** Nothing: this rule does not hold, or cannot be told. */
        record Refused(Verdict by) implements End {}
    }

    private static End end(ServiceFacts facts, Decision decision) {
        var refusal = decision.refusal();
        if (refusal.isEmpty()) {
            return new End.Back(
                    decision.release().orElseThrow().revision(),
                    decision.to().orElseThrow().revision());
        }
        return RollbackPlanner.isToBeFrozen(facts, decision)
                ? new End.Frozen(decision.of(Rule.NO_PING_PONG).orElseThrow().because())
                : new End.Refused(refusal.get());
    }
}
