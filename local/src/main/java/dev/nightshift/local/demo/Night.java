package dev.nightshift.local.demo;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.AutomationSettings;
import dev.nightshift.core.config.Settings;
import dev.nightshift.local.emulator.Emulator;
import dev.nightshift.local.emulator.RunningEmulator;
import dev.nightshift.local.report.Story.Kind;
import dev.nightshift.local.report.Story.Line;
import dev.nightshift.local.report.Story.Tone;
import dev.nightshift.local.runtime.Account;
import dev.nightshift.local.runtime.DeployedFunction;
import dev.nightshift.local.runtime.DeployedFunctions;
import dev.nightshift.local.runtime.Invoker;
import dev.nightshift.local.runtime.Schedules;
import dev.nightshift.local.runtime.Schedules.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What wakes the deployed functions: each time with the plan before it and the notices after it.
 */
final class Night {
    static final String PREFIX = "nightshift-demo-";

    private static final String GROUP = "nightshift-demo";

    /** Enough for the longest story: each automation ticks until its plan has nothing to do. */
    private static final int MOST_TICKS = 8;

    private static final Duration BETWEEN = Duration.ofMinutes(30);

    private final Settings settings;
    private final Account operator;
    private final Invoker invoker;
    private final PostRoom post;
    private final Teller teller;
    private final Clock clock;
    private final Instant begin;
    private final List<Schedule> schedules;
    private int extra;

    Night(
            Settings settings,
            Account operator,
            Invoker invoker,
            PostRoom post,
            Teller teller,
            Clock clock) {
        this.settings = settings;
        this.operator = operator;
        this.invoker = invoker;
        this.post = post;
        this.teller = teller;
        this.clock = clock;
        this.begin = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        this.schedules = new ArrayList<>(new Schedules(operator, Estate.HOME).of(GROUP));
        schedules.sort(Comparator.comparingInt(schedule -> place(schedule.name())));
    }

    Clock clock() {
        return clock;
    }

    void tell(Tone tone, String title, List<Line> lines) {
        teller.tell(Kind.SETUP, tone, title, lines);
    }

    /** In the order of the settings. */
    private int place(String schedule) {
        return settings.automations().stream()
                .map(own -> PREFIX + own.name())
                .toList()
                .indexOf(schedule);
    }

    /** Every schedule, until there is nothing left to do. */
    void fireAll(RunningEmulator emulator) {
        var checked = emulator.kind().equals(RunningEmulator.MOTO);
        for (var schedule : schedules) {
            if (checked && place(schedule.name()) > 0) {
                Emulator.relaxIam(emulator);
                checked = false;
                teller.tell(
                        Kind.SETUP,
                        Tone.QUIET,
                        "the emulator stops to check permissions: it does not follow the signature"
                                + " of a call to S3 with a slash in its prefix");
            }
            var function = function(schedule);
            var busy = true;
            for (var tick = 1; busy && tick <= MOST_TICKS; tick++) {
                var at = begin.minus(BETWEEN.multipliedBy(MOST_TICKS - tick));
                busy = fire(Firing.tick(schedule, function, at, "tick " + tick));
            }
        }
    }

    /** One more tick of an automation. */
    void tick(String automation) {
        var schedule = schedule(automation);
        extra++;
        fire(
                Firing.tick(
                        schedule,
                        function(schedule),
                        begin.plus(extra, ChronoUnit.MINUTES),
                        "one more tick"));
    }

    /** Something else than its schedule wakes an automation. */
    void wake(String automation, String title, String because, String event) {
        fire(new Firing(title, because, function(schedule(automation)), event));
    }

    private Schedule schedule(String automation) {
        return schedules.stream()
                .filter(schedule -> schedule.name().equals(PREFIX + automation))
                .findFirst()
                .orElseThrow();
    }

    private DeployedFunction function(Schedule schedule) {
        return new DeployedFunctions(operator)
                .find(Estate.HOME, schedule.function(), schedule.qualifier())
                .withSnapStart(true);
    }

    /**
     * @return whether there was something to do
     */
    private boolean fire(Firing fired) {
        fired.announce(teller);
        var busy =
                settings.automations().stream()
                        .filter(own -> fired.function().name().equals(PREFIX + own.name()))
                        .findFirst()
                        .filter(this::showPlan)
                        .isPresent();
        fired.fire(invoker, teller);
        fired.fireAgain(invoker, teller);
        post.deliverWaiting();
        return busy;
    }

    /**
     * @return whether there is something to do
     */
    private <C> boolean showPlan(AutomationSettings<C> own) {
        var automation =
                own.spec()
                        .create(
                                own.own(),
                                new Place(
                                        new Scope(settings.stage(), own.name()),
                                        settings.regions()));
        var plan = plan(automation, clock.instant());
        var lines = new ArrayList<Line>();
        plan.actions()
                .forEach(
                        action ->
                                lines.add(
                                        new Line(
                                                action.impact().name().toLowerCase(Locale.ROOT),
                                                action.id(),
                                                action.because())));
        plan.findings()
                .forEach(
                        finding ->
                                lines.add(
                                        new Line(
                                                finding.kind().name().toLowerCase(Locale.ROOT),
                                                finding.subject(),
                                                finding.because())));
        teller.tell(
                Kind.PLAN,
                plan.actions().isEmpty() ? Tone.QUIET : Tone.GOOD,
                "%s: %d to do, %d to look at, %d left as is"
                        .formatted(
                                own.name(),
                                plan.actions().size(),
                                plan.findings().size(),
                                plan.remarks().size() - plan.findings().size()),
                lines);
        return !plan.actions().isEmpty();
    }

    private static <F, A extends Action> Plan<A> plan(Automation<F, A> automation, Instant now) {
        return automation.plan(automation.observe(now));
    }
}
