package dev.nightshift.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Run;
import java.util.List;

/** A run for people and for programs. */
record RunView(Run<?, ?> run, List<Step> steps, List<Remark> findings) {
    record Step(String id, String subject, String because, Outcome outcome) {}

    static RunView of(Run<?, ?> run) {
        var steps =
                run.steps().stream()
                        .map(
                                step ->
                                        new Step(
                                                step.action().id(),
                                                step.action().subject(),
                                                step.action().because(),
                                                step.outcome()))
                        .toList();
        return new RunView(run, steps, run.plan().findings());
    }

    Table table() {
        var table = new Table("OUTCOME", "ACTION", "DETAIL", "BECAUSE");
        steps.forEach(
                step ->
                        table.row(
                                step.outcome().label(),
                                step.id(),
                                step.outcome().detail(),
                                step.because()));
        findings.forEach(
                finding ->
                        table.row(finding.kind().name(), finding.subject(), "", finding.because()));
        return table;
    }

    String summary() {
        var good = steps.stream().filter(step -> step.outcome().succeeded()).count();
        return "%s: %d of %d actions done%s, %d to look at."
                .formatted(
                        run.scope().owner(),
                        good,
                        steps.size(),
                        switch (run.mode()) {
                            case DRY_RUN -> " (dry run)";
                            case APPLY -> "";
                        },
                        findings.size());
    }

    ObjectNode json() {
        var json = Json.object();
        json.put("run", run.id());
        json.put("stage", run.scope().stage());
        json.put("automation", run.scope().automation());
        json.put("mode", run.mode().name());
        json.put("startedAt", run.startedAt().toString());
        json.put("endedAt", run.endedAt().toString());
        var array = json.putArray("steps");
        for (var step : steps) {
            array.addObject()
                    .put("id", step.id())
                    .put("subject", step.subject())
                    .put("because", step.because())
                    .put("outcome", step.outcome().getClass().getSimpleName())
                    .put("detail", step.outcome().detail());
        }
        var remarks = json.putArray("findings");
        for (var finding : findings) {
            remarks.addObject()
                    .put("kind", finding.kind().name())
                    .put("subject", finding.subject())
                    .put("because", finding.because());
        }
        return json;
    }

    /** Partial if something was done and something was not. */
    Exit exit() {
        var bad = steps.stream().filter(step -> isBad(step.outcome())).count();
        var good = steps.stream().filter(step -> step.outcome().succeeded()).count();
        if (bad > 0) {
            return good > 0 ? Exit.PARTIAL : Exit.FINDINGS;
        }
        return findings.isEmpty() ? Exit.OK : Exit.FINDINGS;
    }

    private static boolean isBad(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _, Outcome.AlreadySo _, Outcome.Underway _, Outcome.Rehearsed _ ->
                    false;
            case Outcome.Refused _, Outcome.Failed _, Outcome.Withheld _, Outcome.Left _ -> true;
        };
    }
}
