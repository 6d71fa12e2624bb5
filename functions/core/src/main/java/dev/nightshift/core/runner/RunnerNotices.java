package dev.nightshift.core.runner;

import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.log.Redactor;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Notice.Incident;
import dev.nightshift.core.notice.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the runner itself has to tell, the same for every automation. Pure. */
final class RunnerNotices {
    private RunnerNotices() {}

    static Notice overCap(Run<?, ?> run, String why) {
        var scope = run.scope();
        var waiting =
                run.steps().stream()
                        .filter(step -> step.outcome() instanceof Outcome.Withheld)
                        .map(step -> step.action().id() + ": " + step.action().because())
                        .toList();
        return notice(
                run.id() + "-over-cap",
                run.endedAt(),
                Severity.CRITICAL,
                scope,
                "needs a decision: the plan is over its caps, nothing was deleted",
                List.of(
                        new Fact("Why", why),
                        new Fact("Read it", "nightshift plan " + scope.automation()),
                        new Fact(
                                "Allow it",
                                "raise caps of " + scope.automation() + " in nightshift.yaml")),
                waiting,
                "over-cap");
    }

    static Notice failed(String runId, Scope scope, Instant at, RuntimeException failure) {
        return notice(
                runId + "-failed",
                at,
                Severity.CRITICAL,
                scope,
                "could not run",
                List.of(new Fact("Error", Redactor.redact(String.valueOf(failure.getMessage())))),
                List.of("everything; the next tick tries again"),
                "failed");
    }

    private static Notice notice(
            String id,
            Instant at,
            Severity severity,
            Scope scope,
            String title,
            List<Fact> facts,
            List<String> left,
            String trouble) {
        var incident = scope.owner() + "/" + trouble;
        return new Notice(
                id,
                at,
                severity,
                scope.stage(),
                scope.automation(),
                title,
                facts,
                List.of(),
                left,
                List.of(),
                incident,
                Optional.of(new Incident(incident, false)));
    }
}
