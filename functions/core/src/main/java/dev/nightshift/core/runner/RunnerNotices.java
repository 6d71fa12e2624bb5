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
    private static final String OVER_CAP = "over-cap";
    private static final String FAILED = "failed";

    private RunnerNotices() {}

    /** The page of the runbook for a trouble of the runner's own; empty for an automation's. */
    static Optional<String> page(Scope scope, Incident incident) {
        if (incident.key().equals(key(scope, OVER_CAP))) {
            return Optional.of("over-caps");
        }
        return incident.key().equals(key(scope, FAILED))
                ? Optional.of("could-not-run")
                : Optional.empty();
    }

    /** A trouble that was told and is no longer found. */
    static Notice over(Scope scope, Instant at, String key, String title) {
        return new Notice(
                at + "-over-" + key,
                at,
                Severity.INFO,
                scope.stage(),
                scope.automation(),
                "over: " + title,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                key + "/over/" + at,
                Optional.of(new Incident(key, true)));
    }

    private static String key(Scope scope, String trouble) {
        return scope.owner() + "/" + trouble;
    }

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
                        new Fact(
                                "Read it",
                                "nightshift plan %s --stage %s"
                                        .formatted(scope.automation(), scope.stage())),
                        new Fact(
                                "Allow it",
                                "raise caps of " + scope.automation() + " in nightshift.yaml")),
                waiting,
                OVER_CAP);
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
                FAILED);
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
        var incident = key(scope, trouble);
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
