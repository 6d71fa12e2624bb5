package dev.nightshift.rollback.watch;

import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.check.AlarmStates;
import dev.nightshift.rollback.check.CheckSight;
import dev.nightshift.rollback.check.HttpChecks;
import dev.nightshift.rollback.events.DeploymentLog;
import dev.nightshift.rollback.release.Register;
import dev.nightshift.rollback.service.HttpCheck;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.ReleaseMark;
import dev.nightshift.rollback.target.TargetPort;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * The adapters that others have, in one.
 *
 * @param targets asks nothing of anybody yet
 * @param marks the same
 * @param purges from the id of a distribution and a reference to what came of it
 */
record AwsDeployWatchGateway(
        Function<Target, TargetPort> targets,
        Function<Target, Optional<ReleaseMark>> marks,
        AlarmStates alarmStates,
        HttpChecks checks,
        Register register,
        DeploymentLog events,
        BinaryOperator<String> purges)
        implements DeployWatchGateway {
    @Override
    public TargetPort target(Target target) {
        return targets.apply(target);
    }

    @Override
    public Optional<ReleaseMark> mark(Target target) {
        return marks.apply(target);
    }

    @Override
    public List<AlarmSight> alarms(List<String> names, Instant since) {
        return alarmStates.look(names, since);
    }

    @Override
    public List<CheckSight> check(List<HttpCheck> asked) {
        return checks.ask(asked);
    }

    @Override
    public String purge(String distribution, String reference) {
        return purges.apply(distribution, reference);
    }
}
