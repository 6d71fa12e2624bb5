package dev.nightshift.rollback.decide;

import dev.nightshift.rollback.release.Release;
import java.util.List;
import java.util.Optional;

/**
 * The tree of one service: the verdicts of all rules that could be asked, in order.
 *
 * @param release that is blamed, if it is known
 * @param to where one would go back to, if there is a good one
 */
public record Decision(List<Verdict> verdicts, Optional<Release> release, Optional<Release> to) {
    public Decision {
        verdicts = List.copyOf(verdicts);
    }

    /** The first rule that does not hold, if one does not. */
    public Optional<Verdict> refusal() {
        return verdicts.stream().filter(verdict -> !verdict.stands()).findFirst();
    }

    /** Whether every rule holds. */
    public boolean isYes() {
        return refusal().isEmpty() && release.isPresent() && to.isPresent();
    }

    /** Whether its alarms fire at all. */
    public boolean isFiring() {
        return holds(Rule.FIRING);
    }

    /** Whether this rule was asked and holds. */
    public boolean holds(Rule rule) {
        return verdicts.stream().anyMatch(verdict -> verdict.rule() == rule && verdict.stands());
    }

    /** What this rule says, if it was asked. */
    public Optional<Verdict> of(Rule rule) {
        return verdicts.stream().filter(verdict -> verdict.rule() == rule).findFirst();
    }
}
