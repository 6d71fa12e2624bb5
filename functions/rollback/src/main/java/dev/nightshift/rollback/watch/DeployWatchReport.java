package dev.nightshift.rollback.watch;

import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Run.Step;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Notice.Incident;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.runner.RunReport;
import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.watch.DeployWatchAction.MarkGood;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a run into words: one thread for each release, from its start until it is good. A thread is
 * told of in every run and folded by its key, so that none is lost; its end is told once.
 */
final class DeployWatchReport {
    private static final int REVISION = 60;

    private final DeployWatchSettings settings;
    private final Run<DeployWatchFacts, DeployWatchAction> run;
    private final RunReport<DeployWatchAction> report;

    private DeployWatchReport(
            DeployWatchSettings settings, Run<DeployWatchFacts, DeployWatchAction> run) {
        this.settings = settings;
        this.run = run;
        this.report = new RunReport<>(run);
    }

    static List<Notice> of(
            DeployWatchSettings settings, Run<DeployWatchFacts, DeployWatchAction> run) {
        return new DeployWatchReport(settings, run).notices();
    }

    private List<Notice> notices() {
        var draft = DeployWatchPlanner.draft(settings, run.facts());
        var notices = new ArrayList<Notice>();
        if (run.mode() == Mode.APPLY) {
            draft.stages()
                    .forEach(
                            (service, stage) -> {
                                draft.records(service).stream()
                                        .filter(other -> !isOf(stage, other))
                                        .map(other -> aside(service, other, stage))
                                        .forEach(notices::add);
                                notices.add(thread(service, stage));
                                begun(service, draft).ifPresent(notices::add);
                            });
        } else {
            rehearsal().ifPresent(notices::add);
        }
        report.failures().forEach((service, steps) -> notices.add(failed(service, steps)));
        notices.addAll(
                report.troubles(
                        draft.findings().stream()
                                // what is unwell is told in the thread of its release
                                .filter(finding -> finding.trouble() != Trouble.UNWELL)
                                .toList(),
                        _ -> Severity.WARNING,
                        DeployWatchReport::title,
                        service ->
                                draft.last(service)
                                        .filter(event -> event.phase().isFailure())
                                        .map(DeployWatchReport::facts)
                                        .orElse(List.of())));
        return notices;
    }

    /** In front of the target: nobody knows its revision yet. */
    private Optional<Notice> begun(String service, WatchDraft draft) {
        return draft.last(service)
                .filter(event -> !event.phase().isFailure())
                .map(
                        event ->
                                report.trouble(
                                        Severity.INFO,
                                        service,
                                        "begun",
                                        service + ": a deployment has begun",
                                        facts(event),
                                        List.of("begun at " + event.at())));
    }

    private static List<Fact> facts(DeploymentEvent event) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Deployment", event.words()));
        event.by().ifPresent(by -> facts.add(new Fact("By", by)));
        event.page().ifPresent(page -> facts.add(new Fact("Link", page)));
        return facts;
    }

    private static boolean isOf(Stage stage, Release release) {
        return stage.release().revision().equals(release.revision());
    }

    private static String title(Trouble trouble) {
        return switch (trouble) {
            case UNREAD -> "could not be read";
            case FAILED -> "a deployment failed";
            case UNWELL -> "its release is not well";
        };
    }

    private Notice thread(String service, Stage stage) {
        return switch (stage.kind()) {
            case RELEASING ->
                    notice(service, stage, Severity.INFO, "%s: %s is being released", false);
            case BAKING -> notice(service, stage, Severity.INFO, "%s: %s is released", false);
            case UNWELL ->
                    notice(
                            service,
                            stage,
                            Severity.WARNING,
                            "%s: %s is released and not well",
                            false);
            case PROVEN ->
                    isMarked(stage.release())
                            ? notice(service, stage, Severity.INFO, "%s: %s is good", true)
                            : notice(service, stage, Severity.INFO, "%s: %s is released", false);
            case GOOD -> notice(service, stage, Severity.INFO, "%s: %s is good", true);
            case FAILED ->
                    notice(service, stage, Severity.WARNING, "%s: releasing %s failed", true);
            case TAKEN_BACK ->
                    notice(service, stage, Severity.WARNING, "%s: %s was taken back", true);
        };
    }

    private boolean isMarked(Release release) {
        return run.steps().stream()
                .anyMatch(
                        step ->
                                step.action() instanceof MarkGood good
                                        && good.release().revision().equals(release.revision())
                                        && good.release().target().equals(release.target())
                                        && step.outcome().succeeded());
    }

    /** Threads of what is not released now: what is on its way there, and what came to an end. */
    private Notice aside(String service, Release release, Stage current) {
        var now = "now %s is released".formatted(current.release().revision());
        boolean isComing =
                release.phase() == Release.Phase.STARTED
                        && release.at().isAfter(current.release().at())
                        && release.at().isAfter(run.facts().now().minus(DeployWatchPlanner.COMING));
        if (isComing) {
            var stage = new Stage(Stage.Kind.RELEASING, release, now);
            return notice(service, stage, Severity.INFO, "%s: %s is being released", false);
        }
        if (isTakenBack(release)) {
            return thread(service, new Stage(Stage.Kind.TAKEN_BACK, release, now));
        }
        return release.phase() == Release.Phase.FAILED
                ? thread(service, new Stage(Stage.Kind.FAILED, release, now))
                : notice(
                        service,
                        new Stage(Stage.Kind.GOOD, release, now),
                        Severity.INFO,
                        "%s: %s was replaced",
                        true);
    }

    private boolean isTakenBack(Release release) {
        return run.facts().services().stream()
                .filter(watched -> watched.service().target().id().equals(release.target()))
                .flatMap(watched -> watched.docket().seen().stream())
                .anyMatch(docket -> docket.quarantined().contains(release.revision()));
    }

    private Notice notice(
            String service, Stage stage, Severity severity, String title, boolean over) {
        var release = stage.release();
        var key = key(service, release);
        return new Notice(
                run.id() + "-" + Integer.toHexString((key + stage.kind()).hashCode()),
                run.endedAt(),
                severity,
                run.scope().stage(),
                run.scope().automation(),
                title.formatted(service, shortened(release.revision())),
                facts(stage),
                List.of(),
                RunReport.capped(stage.lines()),
                List.of(),
                key + "/" + stage.kind() + "/" + release.at(),
                Optional.of(new Incident(key, over)));
    }

    private static List<Fact> facts(Stage stage) {
        var release = stage.release();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Target", release.target()));
        facts.add(new Fact("Since", release.at().toString()));
        release.by().ifPresent(by -> facts.add(new Fact("By", by)));
        release.what().ifPresent(what -> facts.add(new Fact("What changed", what)));
        stage.link().ifPresent(link -> facts.add(new Fact("Link", link)));
        switch (release.undo()) {
            case POSSIBLE -> {}
            case IRREVERSIBLE ->
                    facts.add(new Fact("Irreversible", "nothing goes back from it by itself"));
            case UNKNOWN ->
                    facts.add(
                            new Fact(
                                    "Irreversible",
                                    "it cannot be told, so nothing goes back from it by itself"));
        }
        return facts;
    }

    private String key(String service, Release release) {
        return report.incident(service, "release-" + shortened(release.revision()));
    }

    /** Of an ARN the end, which tells one revision from another. */
    private static String shortened(String revision) {
        return revision.length() <= REVISION
                ? revision
                : "…" + revision.substring(revision.length() - REVISION + 1);
    }

    private Notice failed(String service, List<Step<DeployWatchAction>> steps) {
        return report.trouble(
                Severity.WARNING,
                service,
                "unwritten",
                service + ": what is known of its release could not be written down",
                List.of(),
                steps.stream().map(step -> RunReport.line(step, step.outcome().detail())).toList());
    }

    private Optional<Notice> rehearsal() {
        return report.deeds(step -> step.outcome().succeeded())
                .map(
                        deeds ->
                                report.digest(
                                        deeds,
                                        "dry run, would write down "
                                                + deeds.steps().size()
                                                + " things of releases",
                                        List.of(
                                                new Fact(
                                                        "To do",
                                                        "apply: true under deploy-watch; without it"
                                                                + " no release is ever good")),
                                        deeds.steps().stream()
                                                .map(
                                                        step ->
                                                                RunReport.line(
                                                                        step,
                                                                        step.action().because()))
                                                .toList(),
                                        List.of()));
    }
}
