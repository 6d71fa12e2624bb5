package dev.nightshift.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.drill.sql.DatabaseCheck;
import dev.nightshift.backup.drill.sql.SqlChecks;
import dev.nightshift.backup.drill.sql.Trusting;
import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.Evidence.Check;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.core.automation.Ownership;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Drills of a real database server, week after week: a good backup first, which is proven, then
 * others to which something was done.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DrilledDatabase {
    static final Instant TAKEN = Instant.parse("2026-11-22T02:30:00Z");
    static final Instant NEXT_WEEK = Instant.parse("2026-11-29T02:30:00Z");
    static final String PASSWORD = "only-here";

    final Path folder = LocalPostgres.folder();
    final LocalAuthority authority = LocalAuthority.mint(folder, "authority");
    private final String engine;
    private final SqlChecks checks;
    private Optional<Path> good = Optional.empty();
    private Optional<Evidence> proven = Optional.empty();

    /**
     * @param engine as RDS names it
     * @param checks of every drill that does not ask for others
     */
    DrilledDatabase(String engine, SqlChecks checks) {
        this.engine = engine;
        this.checks = checks;
    }

    /** What RDS does: a server from a backup, elsewhere. */
    abstract LocalServer restored(Path from, Path to);

    /** The backup of the next week, after something has been done to the database. */
    abstract Path altered(String name, String... statements);

    /** Makes the newest row of the database older than it may be, by a week's drill. */
    abstract String ageing(String newestRow);

    /** Drills the good backup once: every later week is compared with it. */
    void prove(Path backup) {
        good = Optional.of(backup);
        try (var house = house(TAKEN, backup, Optional.empty(), checks)) {
            var evidence = house.drill();
            assertThat(house.rds.snapshots().getFirst().tags())
                    .as(evidence.reason())
                    .containsEntry(Ownership.PROVEN_TAG, evidence.endedAt().toString());
            proven = Optional.of(evidence);
        }
    }

    @AfterAll
    void remove() {
        LocalPostgres.remove(folder);
    }

    Path good() {
        return good.orElseThrow();
    }

    Evidence proven() {
        return proven.orElseThrow();
    }

    DrillHouse house(Instant taken, Path data, Optional<Evidence> before, SqlChecks asked) {
        return new DrillHouse(
                engine,
                taken,
                data,
                before,
                asked,
                Trusting.only(authority.certificate()),
                folder,
                this::restored);
    }

    Evidence nextWeek(Path data) {
        try (var house = house(NEXT_WEEK, data, proven, checks)) {
            var evidence = house.drill();
            assertThat(house.rds.snapshots().getFirst().tags().containsKey(Ownership.PROVEN_TAG))
                    .as("proven, which only a successful drill shows")
                    .isEqualTo(evidence.result() == Result.SUCCESSFUL);
            return evidence;
        }
    }

    static Check check(Evidence evidence, String name) {
        return evidence.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(evidence.checks()));
    }

    /** Looks at a server, whose master has {@link #PASSWORD}, without a drill around it. */
    DatabaseCheck.Examined examined(
            DatabaseCheck by, LocalServer server, SqlChecks asked, Duration time) {
        return by.examine(
                new DatabaseCheck.Door(
                        engine, "127.0.0.1", server.port(), Optional.of("shop"), true),
                new DatabaseCheck.Login(ServersRds.MASTER, PASSWORD),
                asked,
                new DatabaseCheck.Known(Optional.empty(), TAKEN, TAKEN),
                time);
    }

    DatabaseCheck trusting() {
        return Trusting.only(authority.certificate());
    }

    @Test
    void a_newest_row_that_is_too_old_fails_with_both_ages() {
        var evidence = nextWeek(altered("stale", ageing("2026-11-28 00:30:00")));

        assertThat(evidence.result()).isEqualTo(Result.FAILED);
        assertThat(evidence.reason())
                .isEqualTo(
                        "freshness: the newest row is of 2026-11-28T00:30:00Z, 26 h 30 min old"
                                + " when the drill began, where 26 h are allowed; the copy itself"
                                + " was 30 min old");
        assertThat(evidence.newestRow()).contains(Duration.ofMinutes(26 * 60 + 30));
    }
}
