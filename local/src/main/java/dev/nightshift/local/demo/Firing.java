package dev.nightshift.local.demo;

import dev.nightshift.local.demo.FunctionLines.Effect;
import dev.nightshift.local.report.Story.Kind;
import dev.nightshift.local.report.Story.Line;
import dev.nightshift.local.report.Story.Tone;
import dev.nightshift.local.runtime.DeployedFunction;
import dev.nightshift.local.runtime.InvocationResult;
import dev.nightshift.local.runtime.Invoker;
import dev.nightshift.local.runtime.Schedules.Schedule;
import java.time.Instant;
import java.util.List;

/**
 * One event, such as a tick of a schedule, delivered once, and then once more by mistake.
 *
 * @param title of what happened
 * @param because why that calls the function
 */
record Firing(String title, String because, DeployedFunction function, String event) {
    static Firing tick(Schedule schedule, DeployedFunction function, Instant at, String label) {
        return new Firing(
                "%s, %s, due %s".formatted(schedule.name(), label, at),
                schedule.expression(),
                function,
                schedule.inputAt(at));
    }

    void announce(Teller teller) {
        teller.tell(
                Kind.TRIGGER,
                Tone.GOOD,
                title,
                List.of(new Line("calls", function.arn(), because)));
    }

    void fire(Invoker invoker, Teller teller) {
        var result = invoker.invoke(function, event, line -> {});
        if (result.failed()) {
            teller.tell(
                    Kind.EFFECT,
                    Tone.BAD,
                    "%s failed: %s".formatted(function.name(), brief(result)),
                    lastLines(result));
            return;
        }
        var effects = FunctionLines.effects(result.logs());
        var made = effects.stream().filter(Effect::isMade).count();
        var failed = effects.stream().anyMatch(Effect::hasFailed);
        teller.tell(
                Kind.EFFECT,
                failed ? Tone.BAD : made > 0 ? Tone.GOOD : Tone.QUIET,
                "%d of %d effects made in %d ms%s"
                        .formatted(
                                made, effects.size(), result.duration().toMillis(), start(result)),
                effects.stream().map(Effect::line).toList());
    }

    /** Schedules deliver at least once: the second time must do nothing. */
    void fireAgain(Invoker invoker, Teller teller) {
        var result = invoker.invoke(function, event, line -> {});
        var made = FunctionLines.effects(result.logs()).stream().filter(Effect::isMade).count();
        var ignored = FunctionLines.result(result.payload()).equals("duplicate") && made == 0;
        teller.tell(
                Kind.TRIGGER,
                ignored ? Tone.QUIET : Tone.BAD,
                ignored
                        ? "the same trigger again: seen before, nothing done"
                        : "the same trigger again was not ignored: " + brief(result));
    }

    private static String brief(InvocationResult result) {
        var payload = result.payload();
        return payload.length() <= 200 ? payload : payload.substring(0, 200) + "…";
    }

    private static String start(InvocationResult result) {
        return result.init().isZero()
                ? ""
                : " (after a start of %d ms)".formatted(result.init().toMillis());
    }

    private static List<Line> lastLines(InvocationResult result) {
        var logs = result.logs();
        return logs.subList(Math.max(0, logs.size() - 6), logs.size()).stream()
                .map(line -> new Line("log", line, ""))
                .toList();
    }
}
