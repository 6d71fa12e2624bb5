package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.notice.Notice;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what is paid for and not used: mark, wait, act, unmark. */
public final class WasteSweepAutomation implements Automation<WasteFacts, WasteAction> {
    private final WasteSettings settings;
    private final Scope scope;
    private final WasteObserver observer;
    private final Map<String, WasteEffects> effects;
    private final Clock clock;

    /**
     * @param regions at least one; the first looks at what is in no region, too
     */
    WasteSweepAutomation(
            WasteSettings settings, Scope scope, List<WasteRegion> regions, Clock clock) {
        this.settings = settings;
        this.scope = scope;
        this.observer = new WasteObserver(regions, settings);
        this.effects =
                regions.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        WasteRegion::name,
                                        region ->
                                                new WasteEffects(
                                                        region.gateway(), settings, scope)));
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
        return Optional.ofNullable(effects.get(action.region()))
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        action.subject() + " is in no region that is looked at"))
                .apply(action, clock.instant());
    }

    @Override
    public List<Notice> report(Run<WasteFacts, WasteAction> run) {
        return WasteReport.of(settings, run);
    }
}
