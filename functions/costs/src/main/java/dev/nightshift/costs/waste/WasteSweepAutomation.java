package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.costs.waste.price.Prices;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Finds what is paid for and not used in one region: mark, wait, act, unmark. */
public final class WasteSweepAutomation implements Automation<WasteFacts, WasteAction> {
    private final WasteSettings settings;
    private final Scope scope;
    private final WasteObserver observer;
    private final WasteEffects effects;
    private final Clock clock;

    WasteSweepAutomation(
            WasteSettings settings, Scope scope, WasteGateway gateway, Prices prices, Clock clock) {
        this.settings = settings;
        this.scope = scope;
        this.observer = new WasteObserver(gateway, prices, settings);
        this.effects = new WasteEffects(gateway, settings, scope);
        this.clock = clock;
    }

    @Override
    public WasteFacts observe(Instant now) {
        return observer.observe(now);
    }

    @Override
    public Plan<WasteAction> plan(WasteFacts facts) {
        return WastePlanner.plan(settings, scope, facts);
    }

    @Override
    public Applied apply(WasteAction action, Deadline deadline) {
        return effects.apply(action, clock.instant());
    }

    @Override
    public List<Notice> report(Run<WasteFacts, WasteAction> run) {
        return WasteReport.of(settings, run);
    }
}
