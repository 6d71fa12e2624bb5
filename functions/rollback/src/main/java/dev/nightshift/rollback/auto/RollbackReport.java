package dev.nightshift.rollback.auto;

import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Run.Step;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Notice.Incident;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.runner.RunReport;
import dev.nightshift.rollback.auto.RollbackAction.Close;
import dev.nightshift.rollback.auto.RollbackAction.Escalate;
import dev.nightshift.rollback.auto.RollbackAction.FreezeTarget;
import dev.nightshift.rollback.auto.RollbackAction.GoBack;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a run into words: one thread for each service's trouble. */
final class RollbackReport {
    private final RollbackSettings settings;
    private final Run<RollbackFacts, RollbackAction> run;
    private final RunReport<RollbackAction> report;

    private RollbackReport(RollbackSettings settings, Run<RollbackFacts, RollbackAction> run) {
        this.settings = settings;
        this.run = run;
        this.report = new RunReport<>(run);
    }

    static List<Notice> of(RollbackSettings settings, Run<RollbackFacts, RollbackAction> run) {
        return new RollbackReport(settings, run).notices();
    }

    private List<Notice> notices() {
        var notices = new ArrayList<Notice>();
        run.steps().forEach(step -> notices.addAll(step(step)));
        notices.addAll(
                report.troubles(
                        RollbackPlanner.draft(run.facts()).findings(),
                        RollbackReport::severity,
                        RollbackReport::title,
                        this::standing));
        return notices;
    }

    private List<Notice> step(Step<RollbackAction> step) {
        var failed =
                step.outcome() instanceof Outcome.Failed
                        || step.outcome() instanceof Outcome.Refused;
        if (failed) {
            return List.of(
                    notice(
                            step,
                            Severity.CRITICAL,
                            "%s: %s".formatted(step.action().subject(), "a step did not succeed"),
                            List.of(),
                            false));
        }
        return switch (step.action()) {
            case GoBack goBack -> List.of(wentBack(step, goBack));
            case Close close ->
                    List.of(
                            notice(
                                    step,
                                    Severity.INFO,
                                    close.service() + ": the rollback is over",
                                    List.of(),
                                    true));
            case Escalate escalate ->
                    List.of(
                            notice(
                                    step,
                                    Severity.CRITICAL,
                                    escalate.service() + ": rolling back did not help",
                                    List.of(
                                            new Fact(
                                                    "Now",
                                                    "nothing more is done by itself for this"
                                                            + " release; look at it")),
                                    false));
            case FreezeTarget freeze ->
                    List.of(
                            notice(
                                    step,
                                    Severity.CRITICAL,
                                    freeze.service() + " goes back and forth: frozen",
                                    List.of(
                                            new Fact(
                                                    "To lift it",
                                                    "nightshift thaw " + freeze.service())),
                                    false));
        };
    }

    private Notice wentBack(Step<RollbackAction> step, GoBack action) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("From", action.from()));
        facts.add(new Fact("To", action.to()));
        release(action)
                .flatMap(Release::by)
                .ifPresent(by -> facts.add(new Fact("Released by", by)));
        release(action)
                .flatMap(Release::what)
                .ifPresent(what -> facts.add(new Fact("What changed", what)));
        settings.services().stream()
                .filter(service -> service.target().id().equals(action.target()))
                .findFirst()
                .ifPresent(
                        service ->
                                facts.add(
                                        new Fact(
                                                "Drift",
                                                Drift.after(
                                                        service.target(),
                                                        action.from(),
                                                        action.to()))));
        return notice(
                step,
                step.outcome() instanceof Outcome.Rehearsed ? Severity.WARNING : Severity.CRITICAL,
                "%s: %s back from %s to %s"
                        .formatted(
                                action.service(), verb(step.outcome()), action.from(), action.to()),
                facts,
                false);
    }

    private static String verb(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _, Outcome.AlreadySo _, Outcome.Underway _ -> "rolled";
            case Outcome.Rehearsed _ -> "dry run, would roll";
            case Outcome.Withheld _, Outcome.Left _ -> "not yet rolled";
            case Outcome.Failed _, Outcome.Refused _ -> "could not be rolled";
        };
    }

    private Optional<Release> release(GoBack action) {
        return run.facts().services().stream()
                .filter(facts -> facts.service().target().id().equals(action.target()))
                .flatMap(facts -> facts.releases().seen().stream().flatMap(List::stream))
                .filter(release -> release.revision().equals(action.from()))
                .findFirst();
    }

    private Notice notice(
            Step<RollbackAction> step,
            Severity severity,
            String title,
            List<Fact> facts,
            boolean over) {
        var action = step.action();
        var line = RunReport.line(step, step.outcome().detail());
        var key = report.incident(action.subject(), Trouble.ROLLBACK.toString());
        var all = new ArrayList<>(facts);
        all.add(new Fact("Because", action.because()));
        return new Notice(
                run.id() + "-" + Integer.toHexString(action.id().hashCode()),
                run.endedAt(),
                severity,
                run.scope().stage(),
                run.scope().automation(),
                title,
                all,
                step.outcome().succeeded() ? List.of(line) : List.of(),
                step.outcome().succeeded() ? List.of() : List.of(line),
                List.of(),
                key + "/" + Integer.toHexString((action.id() + step.outcome().label()).hashCode()),
                Optional.of(new Incident(key, over)));
    }

    private List<Fact> standing(String name) {
        return run.facts().services().stream()
                .filter(facts -> facts.service().name().equals(name))
                .findFirst()
                .map(
                        facts ->
                                List.of(
                                        new Fact("Target", facts.service().target().id()),
                                        new Fact(
                                                "Released now",
                                                facts.standing()
                                                        .seen()
                                                        .map(seen -> seen.current())
                                                        .orElse("unknown")),
                                        new Fact(
                                                "Rollbacks so far",
                                                facts.docket()
                                                        .seen()
                                                        .map(Docket::rollbacks)
                                                        .map(list -> Integer.toString(list.size()))
                                                        .orElse("unknown"))))
                .orElse(List.of());
    }

    private static Severity severity(Trouble trouble) {
        return switch (trouble) {
            case SHADOW, REFUSED, ROLLBACK, UNREAD -> Severity.WARNING;
            case FROZEN -> Severity.CRITICAL;
        };
    }

    private static String title(Trouble trouble) {
        return switch (trouble) {
            case SHADOW -> "would have been rolled back";
            case REFUSED -> "its alarms fire, and it is not rolled back";
            case ROLLBACK -> "was rolled back, and is not well yet";
            case FROZEN -> "its alarms fire, and it is frozen";
            case UNREAD -> "could not be read";
        };
    }
}
