package dev.nightshift.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nightshift.backup.drill.sql.DatabaseCheck.Verdict;
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
 * Drills of a real server of MySQL's family, by MySQL's driver: its files are kept, started from by
 * a second server, given a fresh password and looked at over TLS.
 */
class DrillMysqlTest extends DrilledDatabase {
    private static final SqlChecks CHECKS =
            new SqlChecks(
                    List.of(
                            new Rows("accounts", OptionalLong.empty(), 5),
                            new Rows("shop.branches", OptionalLong.of(1), 0)),
                    true,
                    Optional.of(new Fresh("select max(at) from history", Duration.ofHours(26))),
                    List.of(
                            new Query(
                                    "balances",
                                    "select (select sum(balance) from accounts)"
                                            + " = (select sum(delta) from history)",
                                    "1")));

    private final Path program = folder.resolve("program");

    DrillMysqlTest() {
        super("mysql", CHECKS);
    }

    @BeforeAll
    void back_up_and_drill_once() {
        assumeTrue(
                LocalMaria.runsHere(),
                "the checks of MySQL are tested with a MariaDB for Linux on x86-64, and only there");
        var _ = LocalMaria.unpack(program);
        var source =
                LocalMaria.start(
                        program, LocalMaria.init(program, folder.resolve("source"), authority));
        for (var statement :
                List.of(
                        "create database shop",
                        "create table shop.branches (id int primary key, name varchar(40))",
                        "create table shop.tellers (id int primary key, branch int not null,"
                                + " foreign key (branch) references shop.branches (id))",
                        "create table shop.accounts (id int primary key, balance int not null)",
                        "create table shop.history (id int auto_increment primary key,"
                                + " delta int, at datetime)",
                        "insert into shop.branches values (1, 'one')",
                        "insert into shop.tellers select seq, 1 from shop.seq_1_to_10",
                        "insert into shop.accounts select seq, 0 from shop.seq_1_to_100000",
                        "update shop.accounts set balance = id where id > 99900",
                        "insert into shop.history (delta, at) select seq, '2026-11-22 02:00:00'"
                                + " from shop.seq_99901_to_100000")) {
            source.sql(statement);
        }
        prove(source.stopped());
    }

    private LocalMaria started(Path data) {
        return LocalMaria.start(program, data);
    }

    @Override
    LocalMaria restored(Path from, Path to) {
        return started(LocalMaria.copy(from, to));
    }

    @Override
    String ageing(String newestRow) {
        return "update shop.history set at = '%s'".formatted(newestRow);
    }

    @Override
    Path altered(String name, String... statements) {
        var server = restored(good(), folder.resolve(name));
        server.sql(ageing("2026-11-29 02:00:00"));
        for (var statement : statements) {
            server.sql(statement);
        }
        return server.stopped();
    }

    @Test
    void a_good_backup_passes_and_is_measured() {
        assertThat(proven().result()).as(proven().reason()).isEqualTo(Result.SUCCESSFUL);
        assertThat(proven().checks())
                .extracting(Check::name)
                .containsExactly(
                        "restore",
                        "schema",
                        "rows of accounts",
                        "rows of shop.branches",
                        "freshness",
                        "balances");
        assertThat(proven().measures())
                .containsEntry("rows:accounts", "100000")
                .containsKeys("table:shop.tellers", "table:shop.history");
        assertThat(proven().newestRow()).contains(Duration.ofHours(1));
    }

    @Test
    void the_digest_of_a_schema_stays_as_long_as_the_schema_does() {
        var evidence =
                nextWeek(
                        altered(
                                "grown",
                                "insert into shop.accounts select seq, 0 from shop.seq_100001_to_105000",
                                "alter table shop.tellers add column note text",
                                "create table shop.extra (id int primary key)"));

        assertThat(evidence.result()).as(evidence.reason()).isEqualTo(Result.SUCCESSFUL);
        assertThat(check(evidence, "schema").detail())
                .contains("5 tables", "altered", "shop.tellers")
                .doesNotContain("shop.accounts", "shop.branches", "shop.history");
        for (var table : List.of("accounts", "branches", "history")) {
            assertThat(evidence.measures().get("table:shop." + table))
                    .isEqualTo(proven().measures().get("table:shop." + table));
        }
    }

    @Test
    void a_dropped_table_fails_by_name() {
        var evidence = nextWeek(altered("dropped", "drop table shop.tellers"));

        assertThat(evidence.result()).isEqualTo(Result.FAILED);
        assertThat(evidence.reason())
                .startsWith("schema: 3 tables; gone since the proven drill of ")
                .endsWith(": shop.tellers");
    }

    @Test
    void a_dropped_table_that_is_counted_fails_by_name_as_well() {
        var evidence =
                nextWeek(
                        altered(
                                "dropped-branches",
                                "drop table shop.tellers",
                                "drop table shop.branches"));

        assertThat(evidence.result()).isEqualTo(Result.FAILED);
        assertThat(check(evidence, "rows of shop.branches").detail())
                .isEqualTo("the table shop.branches is gone");
    }

    @Test
    void rows_missing_beyond_tolerance_fail_with_the_sum_done_and_fewer_pass() {
        var failed = nextWeek(altered("fewer", "delete from shop.accounts where id <= 5001"));

        assertThat(failed.result()).isEqualTo(Result.FAILED);
        assertThat(failed.reason())
                .isEqualTo(
                        "rows of accounts: 94,999 rows; 100,000 were there in the last proven"
                                + " drill, of which 5 % may be missing: at least 95,000");

        var passed = nextWeek(altered("a-few-less", "delete from shop.accounts where id <= 5000"));

        assertThat(passed.result()).as(passed.reason()).isEqualTo(Result.SUCCESSFUL);
    }

    @Test
    void names_are_names_nothing_is_written_and_what_takes_too_long_is_unknown() {
        var hostile = "accounts`; drop table branches; --x";
        var checks =
                new SqlChecks(
                        List.of(
                                new Rows(hostile, OptionalLong.empty(), 5),
                                new Rows("branches", OptionalLong.of(1), 0)),
                        false,
                        Optional.empty(),
                        List.of(
                                new Query("write", "delete from history returning 1", "1"),
                                new Query("forever", "select sleep(100)", "1")));
        try (var server = restored(good(), folder.resolve("hostile"))) {
            server.password(PASSWORD);

            var examined = examined(trusting(), server, checks, Duration.ofSeconds(4));

            var findings = examined.findings();
            assertThat(findings.get(0).detail()).endsWith("is gone");
            assertThat(findings.get(1).verdict()).isEqualTo(Verdict.PASSED);
            assertThat(findings.get(2).verdict()).isEqualTo(Verdict.FAILED);
            assertThat(findings.get(2).detail()).contains("the database refused");
            assertThat(findings.get(3).verdict())
                    .as(findings.get(3).detail())
                    .isEqualTo(Verdict.UNKNOWN);
            assertThat(server.sql("select count(*) from shop.history")).contains("100");
        }
    }

    @Test
    void a_server_that_has_not_proven_who_it_is_is_not_talked_to() {
        var stranger = Trusting.only(LocalAuthority.mint(folder, "somebody").certificate());
        try (var server = restored(good(), folder.resolve("signed-elsewhere"))) {
            server.password(PASSWORD);

            assertThatThrownBy(() -> examined(stranger, server, CHECKS, Duration.ofSeconds(20)))
                    .isInstanceOf(CloudException.class)
                    .hasMessageContaining("that an authority of RDS has signed")
                    .hasMessageContaining("trust anchors");
        }
        var data = LocalMaria.copy(good(), folder.resolve("named-otherwise"));
        authority.sign(
                data.resolve("server.key"),
                data.resolve("server.crt"),
                "DNS:shop.abc.eu-west-1.rds.amazonaws.com");
        try (var server = started(data)) {
            server.password(PASSWORD);

            assertThatThrownBy(() -> examined(trusting(), server, CHECKS, Duration.ofSeconds(20)))
                    .isInstanceOf(CloudException.class)
                    .hasMessageContaining("that an authority of RDS has signed")
                    .hasMessageContaining("127.0.0.1");
        }
    }
}
