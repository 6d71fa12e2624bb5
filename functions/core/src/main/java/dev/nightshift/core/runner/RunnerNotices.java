package dev.nightshift.core.runner;

import dev.nightshift.core.approval.Approval;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.log.Redactor;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.ApprovalAsk;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Notice.Incident;
import dev.nightshift.core.notice.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the runner itself has to tell, the same for every automation. Pure. */
final class RunnerNotices {
    private static final String OVER_CAP = "over-cap";
    private static final String FAILED = "failed";
    private static final String APPROVAL = "approval/";

    private RunnerNotices() {}

    /** The page of the runbook for a trouble of the runner's own; empty for an automation's. */
    static Optional<String> page(Scope scope, Incident incident) {
        if (incident.key().equals(key(scope, OVER_CAP))) {
            return Optional.of("over-caps");
        }
        if (incident.key().startsWith(key(scope, APPROVAL))) {
            return Optional.of("approvals");
        }
        return incident.key().equals(key(scope, FAILED))
                ? Optional.of("could-not-run")
                : Optional.empty();
    }

    /** What the actions of a subject are asked about as; also the trouble that is told. */
    static String approvalOf(String subject) {
        return APPROVAL + subject;
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

    /**
     * @param asked what can be approved; empty if nothing can
     */
    static Notice overCap(Run<?, ?> run, String why, Optional<Approval> asked) {
        var scope = run.scope();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Why", why));
        facts.add(
                new Fact(
                        "Read it",
                        "nightshift plan %s --stage %s"
                                .formatted(scope.automation(), scope.stage())));
        facts.add(
                new Fact(
                        "Allow it",
                        "raise caps of "
                                + scope.automation()
                                + " in nightshift.yaml"
                                + (asked.isEmpty() ? "" : ", or approve exactly this plan")));
        asked.ifPresent(approval -> facts.addAll(terms(approval)));
        var notice =
                notice(
                        run.id() + "-over-cap",
                        run.endedAt(),
                        Severity.CRITICAL,
                        scope,
                        "needs a decision: the plan is over its caps, nothing was deleted",
                        facts,
                        waiting(run),
                        OVER_CAP,
                        version(asked));
        return asked.map(approval -> notice.asking(ask(approval))).orElse(notice);
    }

    /** Actions of a subject that ask for themselves. */
    static Notice waits(Run<?, ?> run, String subject, Approval asked) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Subject", subject));
        facts.addAll(terms(asked));
        return notice(
                        run.id() + "-" + asked.question().hash(),
                        run.endedAt(),
                        Severity.CRITICAL,
                        run.scope(),
                        "needs a decision: %s waits for a yes".formatted(subject),
                        facts,
                        asked.question().lines(),
                        approvalOf(subject),
                        version(Optional.of(asked)))
                .asking(ask(asked));
    }

    private static List<String> waiting(Run<?, ?> run) {
        return run.steps().stream()
                .filter(step -> step.outcome() instanceof Outcome.Withheld)
                .map(step -> step.action().id() + ": " + step.action().because())
                .toList();
    }

    private static List<Fact> terms(Approval approval) {
        var question = approval.question();
        var facts = new ArrayList<Fact>();
        facts.add(
                new Fact(
                        "Can be approved",
                        "until %s, by %s"
                                .formatted(
                                        question.expiresAt(),
                                        question.destructive()
                                                ? "two different people"
                                                : "one person")));
        if (!approval.voices().isEmpty()) {
            facts.add(new Fact("So far", approval.voices()));
        }
        return facts;
    }

    private static ApprovalAsk ask(Approval approval) {
        var question = approval.question();
        return new ApprovalAsk(
                question.automation(),
                question.hash(),
                question.expiresAt(),
                question.destructive());
    }

    /** Another plan, or another voice, is news; the same again is not. */
    private static String version(Optional<Approval> asked) {
        return asked.map(
                        approval ->
                                "/%s/%s/%d"
                                        .formatted(
                                                approval.question().hash(),
                                                approval.question().askedAt(),
                                                approval.yes().size()))
                .orElse("");
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
                FAILED,
                "");
    }

    private static Notice notice(
            String id,
            Instant at,
            Severity severity,
            Scope scope,
            String title,
            List<Fact> facts,
            List<String> left,
            String trouble,
            String version) {
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
                incident + version,
                Optional.of(new Incident(incident, false)));
    }
}
