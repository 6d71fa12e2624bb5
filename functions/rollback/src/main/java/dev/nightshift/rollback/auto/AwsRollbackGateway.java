package dev.nightshift.rollback.auto;

import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.check.AlarmStates;
import dev.nightshift.rollback.check.HttpChecks;
import dev.nightshift.rollback.release.Register;
import dev.nightshift.rollback.service.HttpCheck;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.TargetPort;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The real world. */
record AwsRollbackGateway(
        AlarmStates states,
        Function<Target, TargetPort> targets,
        Register register,
        HttpChecks http)
        implements RollbackGateway {
    @Override
    public List<AlarmSight> alarms(List<String> names, Instant since) {
        return states.look(names, since);
    }

    @Override
    public TargetPort target(Target target) {
        return targets.apply(target);
    }

    @Override
    public List<String> check(List<HttpCheck> checks) {
        return http.faults(checks);
    }
}
