package dev.nightshift.backup.drill.sql;

import static dev.nightshift.core.text.Words.length;

import dev.nightshift.backup.drill.sql.SqlChecks.Fresh;
import dev.nightshift.backup.drill.sql.SqlChecks.Query;
import dev.nightshift.backup.drill.sql.SqlChecks.Rows;
import dev.nightshift.backup.evidence.Evidence;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The same through JDBC, in read-only transactions, each statement with an end to its patience. */
public final class JdbcCheck implements DatabaseCheck {
    static final String ROWS = "rows:";

    private final Supplier<Authorities> trusted;

    /** Of databases of RDS, whose certificates are verified. */
    public JdbcCheck() {
        this(Authorities::ofRds);
    }

    JdbcCheck(Supplier<Authorities> trusted) {
        this.trusted = trusted;
    }

    @Override
    public Examined examine(Door door, Login login, SqlChecks checks, Known known, Duration time) {
        var family = Dialect.of(door.engine());
        if (family.isEmpty()) {
            return new Examined(
                    List.of(
                            new Finding(
                                    "engine",
                                    Verdict.UNKNOWN,
                                    "SQL checks know PostgreSQL, MySQL and MariaDB, and not "
                                            + door.engine())),
                    Map.of(),
                    Optional.empty());
        }
        var dialect = family.get();
        try (var connection = dialect.open(door, login, trusted.get(), time)) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            return new Examination(dialect, connection, door, known, time).of(checks);
        } catch (SQLException failure) {
            throw SqlTrouble.unreachable(failure, door);
        }
    }

    private static final class Examination {
        private final Dialect dialect;
        private final Connection connection;
        private final Door door;
        private final Known known;
        private final long end;
        private final List<Finding> findings = new ArrayList<>();
        private final Map<String, String> measures = new TreeMap<>();
        private Optional<Duration> newestRow = Optional.empty();

        Examination(Dialect dialect, Connection connection, Door door, Known known, Duration time) {
            this.dialect = dialect;
            this.connection = connection;
            this.door = door;
            this.known = known;
            this.end = System.nanoTime() + time.toNanos();
        }

        Examined of(SqlChecks checks) throws SQLException {
            if (checks.schema()) {
                asked("schema", () -> schema());
            }
            for (var rows : checks.rows()) {
                asked("rows of " + rows.table(), () -> count(rows));
            }
            if (checks.fresh().isPresent()) {
                asked("freshness", () -> fresh(checks.fresh().get()));
            }
            for (var query : checks.queries()) {
                asked(query.name(), () -> answer(query));
            }
            return new Examined(findings, measures, newestRow);
        }

        private interface Question {
            Finding ask() throws SQLException;
        }

        private void asked(String name, Question question) throws SQLException {
            var left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                findings.add(new Finding(name, Verdict.UNKNOWN, "the time of this run was up"));
                return;
            }
            try {
                dialect.limit(connection, left);
                findings.add(question.ask());
            } catch (SQLException failure) {
                var trouble = SqlTrouble.of(failure, door);
                findings.add(new Finding(name, trouble.verdict(), trouble.detail()));
            } finally {
                // also ends what a failed statement has spoilt
                connection.rollback();
            }
        }

        private Finding schema() throws SQLException {
            var tables = new SchemaDigest(dialect, connection).read();
            tables.forEach(measures::put);
            return SchemaDigest.compare(
                    tables,
                    known.lastGood().map(Evidence::measures).orElse(Map.of()),
                    known.lastGood().map(Evidence::startedAt));
        }

        private Finding count(Rows rows) throws SQLException {
            var name = "rows of " + rows.table();
            var measure = ROWS + rows.table();
            long count;
            try {
                count =
                        SingleValue.of(
                                        connection,
                                        "select count(*) from " + dialect.quoted(rows.table()))
                                .number()
                                .orElse(0);
            } catch (SQLException failure) {
                if (!SqlTrouble.isGone(failure)) {
                    throw failure;
                }
                return new Finding(name, Verdict.FAILED, "the table " + rows.table() + " is gone");
            }
            measures.put(measure, Long.toString(count));
            var before = lastCount(measure);
            var expected = rows.expect().isPresent() ? rows.expect() : before;
            if (expected.isEmpty()) {
                return new Finding(
                        name,
                        Verdict.PASSED,
                        "%,d rows; there is no proven drill yet to compare with".formatted(count));
            }
            long least = Rows.least(expected.getAsLong(), rows.tolerancePercent());
            return new Finding(
                    name,
                    count >= least ? Verdict.PASSED : Verdict.FAILED,
                    "%,d rows; %,d %s, of which %d %% may be missing: at least %,d"
                            .formatted(
                                    count,
                                    expected.getAsLong(),
                                    rows.expect().isPresent()
                                            ? "are expected"
                                            : "were there in the last proven drill",
                                    rows.tolerancePercent(),
                                    least));
        }

        private OptionalLong lastCount(String measure) {
            return known.lastGood().stream()
                    .flatMap(last -> Optional.ofNullable(last.measures().get(measure)).stream())
                    .filter(text -> text.matches("[0-9]{1,18}"))
                    .mapToLong(Long::parseLong)
                    .findFirst();
        }

        private Finding fresh(Fresh fresh) throws SQLException {
            var newest = SingleValue.of(connection, fresh.query()).instant();
            var copy = length(Duration.between(known.copyOf(), known.startedAt()));
            if (newest.isEmpty()) {
                return new Finding(
                        "freshness",
                        Verdict.FAILED,
                        "the query gives no time: no row, or nothing in it that is a time");
            }
            Instant then = newest.get();
            var age = Duration.between(then, known.startedAt());
            newestRow = Optional.of(age.isNegative() ? Duration.ZERO : age);
            return new Finding(
                    "freshness",
                    age.compareTo(fresh.within()) <= 0 ? Verdict.PASSED : Verdict.FAILED,
                    "the newest row is of %s, %s old when the drill began, where %s are allowed; the copy itself was %s old"
                            .formatted(then, length(age), length(fresh.within()), copy));
        }

        private Finding answer(Query query) throws SQLException {
            var answer = SingleValue.of(connection, query.sql()).text();
            var matches = answer.filter(query.expect()::equals).isPresent();
            return new Finding(
                    query.name(),
                    matches ? Verdict.PASSED : Verdict.FAILED,
                    matches
                            ? "as expected: " + query.expect()
                            : "expected %s, found %s".formatted(query.expect(), shown(answer)));
        }

        /** Numbers are told, other text may be somebody's. */
        private static String shown(Optional<String> answer) {
            return answer.map(
                            text ->
                                    text.matches("-?[0-9]{1,20}(\\.[0-9]{1,20})?")
                                            ? text
                                            : "something else, of %d letters"
                                                    .formatted(text.length()))
                    .orElse("nothing");
        }
    }
}
