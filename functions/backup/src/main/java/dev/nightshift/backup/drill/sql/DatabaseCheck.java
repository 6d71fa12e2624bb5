package dev.nightshift.backup.drill.sql;

import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.core.automation.CloudException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at what is in a restored database; changes nothing in it. */
public interface DatabaseCheck {
    /**
     * Asks everything that is to be asked, one thing after the other. What one of them shows, or
     * that it shows nothing, is a finding and spoils no other.
     *
     * @param time that it may take in all
     * @throws CloudException if there was no connection, or it broke; a later try may have one
     */
    Examined examine(Door door, Login login, SqlChecks checks, Known known, Duration time);

    /**
     * @param engine as RDS calls it, such as {@code aurora-postgresql}
     * @param database inside the engine; empty for its own default
     * @param tls whether only an encrypted connection will do
     */
    record Door(String engine, String host, int port, Optional<String> database, boolean tls) {}

    /** Never to be written anywhere. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login of " + user;
        }
    }

    /**
     * @param lastGood what rows and tables are compared with
     * @param startedAt when the drill began: ages are reckoned from it
     * @param copyOf when the data was current
     */
    record Known(Optional<Evidence> lastGood, Instant startedAt, Instant copyOf) {}

    /**
     * @param measures for later drills, see {@link Evidence#measures}
     * @param newestRow age of it when the drill began, if that was asked and answered
     */
    record Examined(
            List<Finding> findings, Map<String, String> measures, Optional<Duration> newestRow) {
        public Examined {
            findings = List.copyOf(findings);
            measures = Map.copyOf(measures);
        }
    }

    /**
     * @param detail what was expected and what was seen; no rows
     */
    record Finding(String name, Verdict verdict, String detail) {}

    /** What a check shows. */
    enum Verdict {
        PASSED,
        FAILED,
        /** It could not be told. */
        UNKNOWN
    }
}
