package dev.nightshift.rollback.watch;

import java.time.Instant;
import java.util.List;

/** All that was seen, and when. */
record DeployWatchFacts(Instant now, List<Watched> services, Before before) {
    DeployWatchFacts {
        services = List.copyOf(services);
    }
}
