package dev.nightshift.costs.waste.hours;

import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Run.Step;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.runner.RunReport;
import java.util.ArrayList;
import java.util.List;

/** Puts a run into words: what was stopped and started, and what could not be. */
final class OffHoursReport {
    private OffHoursReport() {}

    static List<Notice> of(Run<OffHoursFacts, OffHoursAction> run) {
        var report = new RunReport<OffHoursAction>(run);
        var notices = new ArrayList<Notice>();
        report.deeds(step -> step.outcome().succeeded())
                .ifPresent(
                        deeds ->
                                notices.add(
                                        report.digest(
                                                deeds,
                                                (deeds.rehearsed() ? "dry run, would do: " : "")
                                                        + deeds.steps().size()
                                                        + " machines stopped or started",
                                                List.of(),
                                                lines(deeds.steps()),
                                                report.left(deeds, OffHoursReport::line))));
        var failures = report.failures();
        notices.addAll(
                RunReport.each(
                        failures,
                        (subject, steps) ->
                                report.trouble(
                                        Severity.WARNING,
                                        subject,
                                        "failed",
                                        subject + " could not be stopped or started",
                                        List.of(),
                                        lines(steps)),
                        () ->
                                report.trouble(
                                        Severity.WARNING,
                                        "all",
                                        "failed",
                                        failures.size()
                                                + " machines could not be stopped or started",
                                        List.of(),
                                        lines(report.failed()))));
        var findings = run.plan().findings();
        if (!findings.isEmpty()) {
            notices.add(
                    report.trouble(
                            findings.stream().anyMatch(it -> it.kind() == Remark.Kind.UNKNOWN)
                                    ? Severity.WARNING
                                    : Severity.INFO,
                            "all",
                            "timetable",
                            findings.size() + " do not follow their timetable",
                            List.of(),
                            findings.stream().map(RunReport::line).toList()));
        }
        return notices;
    }

    private static List<String> lines(List<Step<OffHoursAction>> steps) {
        return steps.stream().map(OffHoursReport::line).toList();
    }

    private static String line(Step<OffHoursAction> step) {
        return RunReport.line(
                step,
                step.outcome().succeeded() ? step.action().because() : step.outcome().detail());
    }
}
