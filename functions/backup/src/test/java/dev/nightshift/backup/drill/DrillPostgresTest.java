package dev.nightshift.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightshift.backup.drill.sql.DatabaseCheck;
import dev.nightshift.backup.drill.sql.JdbcCheck;
import dev.nightshift.backup.drill.sql.SqlChecks;
import dev.nightshift.backup.drill.sql.SqlChecks.Fresh;
import dev.nightshift.backup.drill.sql.SqlChecks.Query;
import dev.nightshift.backup.drill.sql.SqlChecks.Rows;
import dev.nightshift.backup.drill.sql.Trusting;
import dev.nightshift.backup.evidence.Evidence.Check;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.core.automation.CloudException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Drills of a real PostgreSQL: pgbench's tables are backed up as files, restored to a second server
 * that recovers from them, given a fresh password and looked at over TLS.
 */
class DrillPostgresTest extends DrilledDatabase {
    private static final SqlChecks CHECKS =
            new SqlChecks(
                    List.of(
                            new Rows("pgbench_accounts", OptionalLong.empty(), 5),
                            new Rows("public.pgbench_branches", OptionalLong.of(1), 0)),
                    true,
                    Optional.of(
                            new Fresh(
                                    "select max(mtime) from pgbench_history",
                                    Duration.ofHours(26))),
                    List.of(
                            new Query(
                                    "balances",
                                    "select (select sum(abalance) from pgbench_accounts)"
                                            + " = (select sum(delta) from pgbench_history)",
                                    "t")));

    DrillPostgresTest() {
        super("postgres", CHECKS);
    }

    @BeforeAll
    void back_up_and_drill_once() {
        try (var source =
                LocalPostgres.start(LocalPostgres.init(folder.resolve("source"), authority))) {
            source.sql("postgres", "create database shop");
            source.pgbench("shop", "-i", "-q", "-s", "1");
            source.pgbench("shop", "-n", "-c", "2", "-t", "50");
            source.sql("shop", "update pgbench_history set mtime = '2026-11-22 02:00:00'");
            prove(source.backup(folder.resolve("good")));
        }
    }

    @Override
    LocalServer restored(Path from, Path to) {
        return LocalPostgres.restored(from, to);
    }

    @Override
    String ageing(String newestRow) {
        return "update pgbench_history set mtime = '%s'".formatted(newestRow);
    }

    @Override
    Path altered(String name, String... statements) {
        var data = LocalPostgres.copy(good(), folder.resolve(name));
        try (var server = LocalPostgres.start(data)) {
            server.sql("shop", ageing("2026-11-29 02:00:00"));
            for (var statement : statements) {
                server.sql("shop", statement);
            }
        }
        return data;
    }

    @Test
    void a_good_backup_passes_and_is_measured() {
        assertThat(proven().result()).as(proven().reason()).isEqualTo(Result.SUCCESSFUL);
        assertThat(proven().reason()).isEmpty();
        assertThat(proven().checks())
                .extracting(Check::name)
                .containsExactly(
                        "restore",
                        "schema",
                        "rows of pgbench_accounts",
                        "rows of public.pgbench_branches",
                        "freshness",
                        "balances");
        assertThat(proven().measures())
                .containsEntry("rows:pgbench_accounts", "100000")
                .containsKeys("table:public.pgbench_tellers", "table:public.pgbench_history");
        assertThat(proven().rpo()).isEqualTo(Duration.ofMinutes(30));
        assertThat(proven().newestRow()).contains(Duration.ofHours(1));
        assertThat(proven().rto()).hasValueSatisfying(took -> assertThat(took).isPositive());
        assertThat(proven().copyOf()).isEqualTo(TAKEN);
    }

    @Test
    void the_next_week_is_compared_with_the_last() {
        var evidence =
                nextWeek(
                        altered(
                                "grown",
                                "insert into pgbench_accounts select aid + 100000, bid, 0, ''"
                                        + " from pgbench_accounts where aid <= 5000",
                                "alter table pgbench_tellers add column note text",
                                "create table extra (id int primary key)"));

        assertThat(evidence.result()).as(evidence.reason()).isEqualTo(Result.SUCCESSFUL);
        assertThat(check(evidence, "schema").detail())
                .contains("5 tables", "altered", "public.pgbench_tellers")
                .doesNotContain("pgbench_accounts");
        assertThat(check(evidence, "rows of pgbench_accounts").detail())
                .isEqualTo(
                        "105,000 rows; 100,000 were there in the last proven drill, of which 5 %"
                                + " may be missing: at least 95,000");
    }

    @Test
    void a_dropped_table_fails_by_name() {
        var evidence = nextWeek(altered("dropped", "drop table pgbench_tellers"));

        assertThat(evidence.result()).isEqualTo(Result.FAILED);
        assertThat(evidence.reason())
                .startsWith("schema: 3 tables; gone since the proven drill of ")
                .endsWith(": public.pgbench_tellers");
    }

    @Test
    void a_dropped_table_that_is_counted_fails_by_name_as_well() {
        var evidence = nextWeek(altered("dropped-branches", "drop table pgbench_branches cascade"));

        assertThat(evidence.result()).isEqualTo(Result.FAILED);
        assertThat(check(evidence, "rows of public.pgbench_branches").detail())
                .isEqualTo("the table public.pgbench_branches is gone");
    }

    @Test
    void rows_missing_beyond_tolerance_fail_with_the_sum_done() {
        var evidence =
                nextWeek(
                        altered(
                                "fewer",
                                "delete from pgbench_accounts where abalance = 0 and aid <= 6000"));

        assertThat(evidence.result()).isEqualTo(Result.FAILED);
        assertThat(evidence.reason())
                .startsWith("rows of pgbench_accounts: 94,")
                .endsWith(
                        " rows; 100,000 were there in the last proven drill, of which 5 % may be"
                                + " missing: at least 95,000");
    }

    @Test
    void rows_missing_within_tolerance_pass() {
        var evidence =
                nextWeek(
                        altered(
                                "a-few-less",
                                "delete from pgbench_accounts where abalance = 0 and aid <= 5000"));

        assertThat(evidence.result()).as(evidence.reason()).isEqualTo(Result.SUCCESSFUL);
    }

    @Test
    void an_answer_that_is_not_the_expected_one_fails_without_being_told() {
        var evidence =
                nextWeek(
                        altered(
                                "unbalanced",
                                "update pgbench_accounts set abalance = abalance + 1 where aid = 1"));

        assertThat(evidence.result()).isEqualTo(Result.FAILED);
        assertThat(evidence.reason())
                .isEqualTo("balances: expected t, found something else, of 1 letters");
    }

    @Test
    void a_database_that_nobody_can_connect_to_is_tried_again_and_then_unknown() {
        try (var world = house(TAKEN, good(), Optional.empty(), CHECKS)) {
            world.tick();
            world.tick();
            world.rds.pullThePlug();

            assertThat(world.tick())
                    .singleElement()
                    .asString()
                    .startsWith("check shop in drill ")
                    .contains("could not connect to 127.0.0.1:");
            var evidence = world.drill();

            assertThat(evidence.result()).isEqualTo(Result.UNKNOWN);
            assertThat(evidence.reason()).contains("could not be looked at");
        }
    }

    @Test
    void names_from_the_settings_are_names_and_nothing_else() {
        var hostile = "pgbench_accounts\"; drop table pgbench_branches; --";
        var checks =
                new SqlChecks(
                        List.of(
                                new Rows(hostile, OptionalLong.empty(), 5),
                                new Rows("pgbench_branches", OptionalLong.of(1), 0)),
                        false,
                        Optional.empty(),
                        List.of(
                                new Query("write", "delete from pgbench_branches returning 1", "1"),
                                new Query(
                                        "still there",
                                        "select count(*) from pgbench_branches",
                                        "1"),
                                new Query("value", "select 'a@example.com'::int", "1")));
        try (var world = house(TAKEN, good(), Optional.empty(), checks)) {
            var evidence = world.drill();

            assertThat(evidence.result()).isEqualTo(Result.FAILED);
            assertThat(check(evidence, "rows of " + hostile).detail()).endsWith("is gone");
            assertThat(check(evidence, "rows of pgbench_branches").passed()).isTrue();
            assertThat(check(evidence, "write").detail()).contains("read-only").contains("25006");
            assertThat(check(evidence, "still there").passed()).isTrue();
            assertThat(check(evidence, "value").detail())
                    .contains("22P02")
                    .doesNotContain("example.com");
        }
    }

    @Test
    void an_answer_that_takes_too_long_is_unknown_and_spoils_no_other() {
        var checks =
                new SqlChecks(
                        List.of(),
                        false,
                        Optional.empty(),
                        List.of(
                                new Query("one", "select 1", "1"),
                                new Query("forever", "select pg_sleep(100)", "1")));
        try (var server = LocalPostgres.start(LocalPostgres.copy(good(), folder.resolve("slow")))) {
            server.sql("shop", "alter user master password 'only-here'");
            var examined = examined(trusting(), server, checks, Duration.ofSeconds(2));

            assertThat(DrillEvidence.result(examined.findings())).isEqualTo(Result.UNKNOWN);
            assertThat(examined.findings().getFirst().detail()).isEqualTo("as expected: 1");
        }
    }

    @Test
    void a_server_without_tls_is_not_talked_to() {
        try (var server =
                LocalPostgres.start(LocalPostgres.copy(good(), folder.resolve("plain")))) {
            server.sql("shop", "alter system set ssl = off");
            server.sql("shop", "select pg_reload_conf()");
            server.sql("shop", "alter user master password 'only-here'");

            assertThatThrownBy(() -> examined(trusting(), server, CHECKS, Duration.ofSeconds(20)))
                    .isInstanceOf(CloudException.class)
                    .hasMessageContaining("SSL");
        }
    }

    /** A door to a server, and what is said when it is knocked at. */
    private String refusal(LocalServer server, DatabaseCheck by) {
        server.password(PASSWORD);
        return catchThrowableOfType(
                        CloudException.class,
                        () -> examined(by, server, CHECKS, Duration.ofSeconds(20)))
                .getMessage();
    }

    @Test
    void a_server_whose_certificate_somebody_else_has_signed_is_not_talked_to() {
        var stranger = Trusting.only(LocalAuthority.mint(folder, "somebody").certificate());
        try (var server = LocalPostgres.restored(good(), folder.resolve("signed-elsewhere"))) {
            assertThat(refusal(server, stranger))
                    .startsWith("could not connect to 127.0.0.1:" + server.port())
                    .contains(
                            "not one of this name that an authority of RDS has signed",
                            "valid certification path");
        }
    }

    @Test
    void a_server_whose_certificate_is_of_another_name_is_not_talked_to() {
        var data = LocalPostgres.copy(good(), folder.resolve("named-otherwise"));
        LocalPostgres.certify(data, authority, "DNS:shop.abc.eu-west-1.rds.amazonaws.com");
        try (var server = LocalPostgres.start(data)) {
            assertThat(refusal(server, trusting()))
                    .contains(
                            "not one of this name that an authority of RDS has signed",
                            "127.0.0.1");
        }
    }

    @Test
    void the_check_of_production_takes_no_certificate_but_one_of_rds() {
        try (var server = LocalPostgres.restored(good(), folder.resolve("not-of-rds"))) {
            server.password(PASSWORD);

            assertThatThrownBy(
                            () -> examined(new JdbcCheck(), server, CHECKS, Duration.ofSeconds(20)))
                    .isInstanceOf(CloudException.class)
                    .hasMessageContaining("that an authority of RDS has signed");
        }
    }
}
