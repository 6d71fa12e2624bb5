package dev.nightshift.core.runner;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.log.Metrics;
import dev.nightshift.core.log.Metrics.Unit;
import java.util.List;
import java.util.function.Predicate;

/** The figures of a run, as CloudWatch sees them; how long it took, Lambda says itself. Pure. */
final class RunMetrics {
    private RunMetrics() {}

    /**
     * {@code RunsCompleted} feeds the dead-man alarm: no data means that the schedule did not run.
     */
    static Metrics of(Run<?, ?> run) {
        return new Metrics(
                run.endedAt(),
                run.scope(),
                List.of(
                        new Metrics.Figure("RunsCompleted", Unit.COUNT, 1),
                        new Metrics.Figure(
                                "ActionsDone", Unit.COUNT, count(run, Outcome::succeeded)),
                        new Metrics.Figure(
                                "ActionsFailed",
                                Unit.COUNT,
                                count(run, Outcome.Failed.class::isInstance)),
                        new Metrics.Figure(
                                "ActionsRefused",
                                Unit.COUNT,
                                count(run, Outcome.Refused.class::isInstance)),
                        new Metrics.Figure(
                                "ActionsWithheld", Unit.COUNT, count(run, RunMetrics::isWaiting)),
                        new Metrics.Figure("Findings", Unit.COUNT, run.plan().findings().size())));
    }

    private static boolean isWaiting(Outcome outcome) {
        return outcome instanceof Outcome.Withheld || outcome instanceof Outcome.Left;
    }

    private static <A extends Action> long count(Run<?, A> run, Predicate<Outcome> which) {
        return run.steps().stream().filter(step -> which.test(step.outcome())).count();
    }
}
