package dev.nightshift.rollback.watch;

import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.check.CheckSight;
import dev.nightshift.rollback.events.DeploymentLog;
import dev.nightshift.rollback.release.Register;
import dev.nightshift.rollback.service.HttpCheck;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.ReleaseMark;
import dev.nightshift.rollback.target.TargetPort;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All that deploy-watch asks of the world. */
public interface DeployWatchGateway {
    TargetPort target(Target target);

    /** What tells which of its revisions are marked as irreversible; empty if nothing does. */
    Optional<ReleaseMark> mark(Target target);

    /** See {@link dev.nightshift.rollback.check.AlarmStates#look}. */
    List<AlarmSight> alarms(List<String> names, Instant since);

    /** See {@link dev.nightshift.rollback.check.HttpChecks#ask}. */
    List<CheckSight> check(List<HttpCheck> checks);

    Register register();

    DeploymentLog events();

    /**
     * Begins to purge all that a distribution keeps, or finds that it was begun with the same
     * reference before.
     *
     * @param distribution its id
     * @return what came of it, in words
     */
    String purge(String distribution, String reference);
}
