package dev.nightshift.core.runner;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Impact;
import dev.nightshift.core.automation.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which actions of a plan the caps hold back. Pure.
 *
 * @param withheld action id to reason
 * @param question what to ask a person, if deletions are held back
 */
record CapVerdict(Map<String, String> withheld, Optional<String> question) {
    CapVerdict {
        withheld = Map.copyOf(withheld);
    }

    static CapVerdict of(Plan<? extends Action> plan, Caps caps) {
        var deletions = withImpact(plan, true);
        var others = withImpact(plan, false);
        var passed = passed(plan, deletions.size(), caps);
        if (passed.isEmpty()) {
            return new CapVerdict(Map.of(), Optional.empty());
        }
        var why = "over the cap: " + String.join("; ", passed);
        var withheld = new HashMap<String, String>();
        deletions.forEach(id -> withheld.put(id, why));
        // to create more than the cap is no danger, only slow: the next ticks go on and nobody is
        // woken
        others.stream()
                .skip(caps.maxChanges())
                .forEach(id -> withheld.put(id, why + "; the next tick goes on"));
        return new CapVerdict(withheld, deletions.isEmpty() ? Optional.empty() : Optional.of(why));
    }

    private static List<String> passed(Plan<? extends Action> plan, int deletions, Caps caps) {
        var passed = new ArrayList<String>();
        if (deletions > caps.maxDeletions()) {
            passed.add("%d deletions, at most %d a run".formatted(deletions, caps.maxDeletions()));
        }
        if (deletions * 100L > (long) caps.maxDeletionPercent() * plan.deletable()) {
            passed.add(
                    "%d deletions of %d owned, at most %d %% a run"
                            .formatted(deletions, plan.deletable(), caps.maxDeletionPercent()));
        }
        if (plan.actions().size() > caps.maxChanges()) {
            passed.add(
                    "%d actions, at most %d a run"
                            .formatted(plan.actions().size(), caps.maxChanges()));
        }
        return passed;
    }

    private static List<String> withImpact(Plan<? extends Action> plan, boolean deletion) {
        return plan.actions().stream()
                .filter(action -> (action.impact() == Impact.DELETE) == deletion)
                .map(Action::id)
                .toList();
    }
}
