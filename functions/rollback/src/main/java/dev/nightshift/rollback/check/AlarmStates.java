package dev.nightshift.rollback.check;

import java.time.Instant;
import java.util.List;

/** The alarms of CloudWatch. */
public interface AlarmStates {
    /**
     * Looks at alarms; one that cannot be read is unknown and does not fail the others.
     *
     * @param names in full
     * @param since how far back their history is wanted
     * @return one for each name, in the same order
     */
    List<AlarmSight> look(List<String> names, Instant since);
}
