package dev.nightshift.rollback.decide;

import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.target.Preflight;
import dev.nightshift.rollback.target.Standing;
import java.util.List;
import java.util.Optional;

/**
 * All that was seen of one service.
 *
 * @param standing of its target
 * @param releases on record, newest first
 * @param docket of its rollbacks
 * @param preflight of going back to {@link Rules#candidate}; empty if it was not asked
 * @param checks what its checks found wrong, one line each; empty if they were not asked
 */
public record ServiceFacts(
        Service service,
        Sight<Standing> standing,
        List<AlarmSight> alarms,
        Sight<List<Release>> releases,
        Sight<Docket> docket,
        Optional<Sight<Preflight>> preflight,
        Optional<Sight<List<String>>> checks) {
    public ServiceFacts {
        alarms = List.copyOf(alarms);
    }

    /** The same with these alarms. */
    public ServiceFacts withAlarms(List<AlarmSight> others) {
        return new ServiceFacts(service, standing, others, releases, docket, preflight, checks);
    }

    /** The same with what a preflight said. */
    public ServiceFacts withPreflight(Sight<Preflight> asked) {
        return new ServiceFacts(
                service, standing, alarms, releases, docket, Optional.of(asked), checks);
    }

    /** The same with what its checks found. */
    public ServiceFacts withChecks(Sight<List<String>> found) {
        return new ServiceFacts(
                service, standing, alarms, releases, docket, preflight, Optional.of(found));
    }
}
