package dev.nightshift.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.rollback.auto.Rehearsal;
import dev.nightshift.rollback.auto.Rehearsal.End;
import dev.nightshift.rollback.auto.Replay;
import dev.nightshift.rollback.decide.Verdict;
import dev.nightshift.rollback.decide.Verdict.Answer;
import dev.nightshift.rollback.service.Mode;
import dev.nightshift.rollback.service.Service;
import java.time.Instant;
import java.util.Locale;

/** A decision tree for people and for programs. */
record RehearsalView(String stage, Instant at, Replay replay, Rehearsal rehearsal) {
    private static final String HOLDS = "✓";
    private static final String REFUSES = "✗";
    private static final String UNKNOWN = "?";

    /** The rules in the order in which they are asked. */
    Table table(Terminal terminal) {
        var table = new Table("", "RULE", "ASKS THAT", "BECAUSE");
        for (var verdict : rehearsal.decision().verdicts()) {
            table.row(
                    mark(verdict.answer()),
                    verdict.rule().word(),
                    verdict.rule().words(),
                    verdict.because());
        }
        return table.paint(0, mark -> painted(terminal, mark));
    }

    private static String mark(Answer answer) {
        return switch (answer) {
            case HOLDS -> HOLDS;
            case REFUSES -> REFUSES;
            case UNKNOWN -> UNKNOWN;
        };
    }

    private static String painted(Terminal terminal, String mark) {
        return switch (mark) {
            case HOLDS -> terminal.green(mark);
            case REFUSES -> terminal.red(mark);
            default -> terminal.yellow(mark);
        };
    }

    String conclusion() {
        var name = service().name();
        return Table.oneLine(
                switch (rehearsal.end()) {
                    case End.Back(var from, var to) ->
                            "%s %s back from %s to %s"
                                    .formatted(how(service().mode()), name, from, to);
                    case End.Frozen(var why) -> "would freeze %s: %s".formatted(name, why);
                    case End.Refused(var by) -> refused(by);
                });
    }

    private static String refused(Verdict by) {
        return "%s %s: %s"
                .formatted(
                        by.answer() == Answer.UNKNOWN ? "not told by" : "refused by",
                        by.rule().word(),
                        by.because());
    }

    private static String how(Mode mode) {
        return switch (mode) {
            case SHADOW -> "mode shadow: would only tell that it would have rolled";
            case APPROVE -> "mode approve: would ask a person, and with their yes roll";
            case AUTO -> "mode auto: would roll";
        };
    }

    Exit exit() {
        return switch (rehearsal.end()) {
            case End.Back _ -> Exit.OK;
            case End.Frozen _, End.Refused _ -> Exit.FINDINGS;
        };
    }

    /** The form is kept from release to release; fields may be added. */
    ObjectNode json() {
        var json = Json.object();
        json.put("stage", stage);
        json.put("at", at.toString());
        json.put("service", service().name());
        json.put("target", service().target().id());
        json.put("mode", lower(service().mode()));
        var replayed = json.putObject("replayed");
        replay.names().stream().sorted().forEach(replayed.putArray("alarms")::add);
        replayed.put("state", replay.state().name());
        replayed.put("since", replay.at().toString());
        var verdicts = json.putArray("verdicts");
        for (var verdict : rehearsal.decision().verdicts()) {
            verdicts.addObject()
                    .put("rule", verdict.rule().word())
                    .put("asks", verdict.rule().words())
                    .put("answer", lower(verdict.answer()))
                    .put("because", verdict.because());
        }
        var end = json.putObject("end");
        switch (rehearsal.end()) {
            case End.Back(var from, var to) ->
                    end.put("is", "back").put("from", from).put("to", to);
            case End.Frozen(var why) -> end.put("is", "frozen").put("because", why);
            case End.Refused(var by) ->
                    end.put("is", "refused")
                            .put("rule", by.rule().word())
                            .put("because", by.because());
        }
        json.put("conclusion", conclusion());
        return json;
    }

    private Service service() {
        return rehearsal.facts().service();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
