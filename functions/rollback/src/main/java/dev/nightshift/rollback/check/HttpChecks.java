package dev.nightshift.rollback.check;

import dev.nightshift.rollback.service.HttpCheck;
import java.util.List;

/** Asks checks. */
public interface HttpChecks {
    /**
     * All of them side by side.
     *
     * @return one for each, in the same order
     */
    List<CheckSight> ask(List<HttpCheck> checks);

    /** What they find wrong, one line each. */
    default List<String> faults(List<HttpCheck> checks) {
        return ask(checks).stream().flatMap(sight -> sight.fault().stream()).toList();
    }
}
