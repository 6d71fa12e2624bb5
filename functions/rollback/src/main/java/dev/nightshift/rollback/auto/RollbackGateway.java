package dev.nightshift.rollback.auto;

import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.release.Register;
import dev.nightshift.rollback.service.HttpCheck;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.TargetPort;
import java.time.Instant;
import java.util.List;

/** All that auto-rollback asks of the world. */
public interface RollbackGateway {
    /** See {@link dev.nightshift.rollback.check.AlarmStates#look}. */
    List<AlarmSight> alarms(List<String> names, Instant since);

    TargetPort target(Target target);

    Register register();

    /** What the checks find wrong, one line each. */
    List<String> check(List<HttpCheck> checks);
}
