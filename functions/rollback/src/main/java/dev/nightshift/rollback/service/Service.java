package dev.nightshift.rollback.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A guarded service.
 *
 * @param name as people call it; unique in the settings
 * @param alarms names of CloudWatch alarms, in full, that speak for it; composite ones too
 * @param agreeing how many of the alarms must be in ALARM at once
 * @param blame how long after a release an alarm is taken to be its fault
 * @param bake how long a release must be well before it is called good
 * @param settle how long a rollback may take until alarms and checks are well again
 * @param cooldown how long after one rollback of it there is no other
 * @param daily how many rollbacks of it 24 hours may have
 * @param freezes when it is left alone
 * @param checks asked after a release and after a rollback
 * @param guard what its alarms are made of, if the settings name none
 */
public record Service(
        String name,
        Target target,
        Mode mode,
        List<String> alarms,
        int agreeing,
        Duration blame,
        Duration bake,
        Duration settle,
        Duration cooldown,
        int daily,
        List<Freeze> freezes,
        List<HttpCheck> checks,
        Guard guard) {
    public Service {
        alarms = List.copyOf(alarms);
        freezes = List.copyOf(freezes);
        checks = List.copyOf(checks);
    }

    /**
     * What the stack needs to know to make alarms for it.
     *
     * @param loadBalancer as CloudWatch names it: {@code app/shop/50dc6c495c0c9188}
     * @param targetGroup as CloudWatch names it: {@code targetgroup/shop/73e2d6bc24d8a067}
     * @param errorPercent over which share of failed requests is too much
     * @param latency p95 over which is too slow
     */
    public record Guard(
            Optional<String> loadBalancer,
            Optional<String> targetGroup,
            int errorPercent,
            Duration latency) {}

    /** The same with these alarms. */
    public Service watchedBy(List<String> names) {
        return new Service(
                name, target, mode, names, agreeing, blame, bake, settle, cooldown, daily, freezes,
                checks, guard);
    }
}
