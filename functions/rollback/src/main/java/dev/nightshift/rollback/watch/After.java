package dev.nightshift.rollback.watch;

import dev.nightshift.core.automation.Run;
import dev.nightshift.rollback.watch.Before.Mark;
import dev.nightshift.rollback.watch.DeployWatchAction.PurgeCache;
import java.util.HashMap;
import java.util.Optional;

/** What the next run is to know of this one. */
final class After {
    private After() {}

    static Before of(DeployWatchSettings settings, Run<DeployWatchFacts, DeployWatchAction> run) {
        var facts = run.facts();
        var stages = DeployWatchPlanner.draft(settings, facts).stages();
        var unwell = new HashMap<String, Mark>();
        var purged = new HashMap<String, String>();
        for (var watched : facts.services()) {
            var target = watched.service().target().id();
            var stage = Optional.ofNullable(stages.get(watched.service().name()));
            mark(facts, target, stage).ifPresent(mark -> unwell.put(target, mark));
            Optional.ofNullable(facts.before().purged().get(target))
                    .ifPresent(revision -> purged.put(target, revision));
        }
        for (var step : run.steps()) {
            if (step.action() instanceof PurgeCache purge && step.outcome().succeeded()) {
                purged.put(purge.target(), purge.revision());
            }
        }
        return new Before(unwell, purged);
    }

    /** Of what was not seen this time, the mark stays as it was. */
    private static Optional<Mark> mark(
            DeployWatchFacts facts, String target, Optional<Stage> stage) {
        var before = Optional.ofNullable(facts.before().unwell().get(target));
        if (stage.isEmpty()) {
            return before;
        }
        var revision = stage.get().release().revision();
        return switch (stage.get().kind()) {
            case RELEASING, UNWELL -> Optional.of(new Mark(revision, facts.now()));
            case BAKING, PROVEN -> before.filter(mark -> mark.revision().equals(revision));
            case GOOD, FAILED, TAKEN_BACK -> Optional.empty();
        };
    }
}
