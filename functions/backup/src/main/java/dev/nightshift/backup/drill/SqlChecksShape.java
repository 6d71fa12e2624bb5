package dev.nightshift.backup.drill;

import dev.nightshift.backup.drill.sql.SqlChecks;
import dev.nightshift.backup.drill.sql.SqlChecks.Fresh;
import dev.nightshift.backup.drill.sql.SqlChecks.Query;
import dev.nightshift.backup.drill.sql.SqlChecks.Rows;
import dev.nightshift.core.config.AwsShapes;
import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Shapes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the checks that run SQL are written. */
final class SqlChecksShape {
    private static final int MOST = 100;
    // whatever an engine may call a table; it is quoted before it is sent
    private static final Pattern TABLE =
            Pattern.compile("[^\\p{Cntrl}.]{1,128}(\\.[^\\p{Cntrl}.]{1,128})?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 _.-]{0,62}");

    private static final Field<String> TABLE_NAME =
            Field.required(
                    "table",
                    Shapes.pattern(TABLE, "the name of a table such as orders or sales.orders"),
                    "A table, exactly as the engine stores its name.");
    private static final Field<Optional<Integer>> EXPECT_ROWS =
            Field.optional(
                    "expect",
                    Shapes.integer(0, Integer.MAX_VALUE),
                    "So many rows; without it, as many as in the last proven drill.");
    private static final Field<Integer> TOLERANCE =
            Field.defaulting(
                    "tolerance",
                    Shapes.percent(0, 100),
                    "\"" + SqlChecks.DEFAULT_TOLERANCE_PERCENT + "%\"",
                    "So much fewer is still good; more always is.");
    private static final RecordShape<Rows> ROWS_OF =
            Shapes.record(
                    values ->
                            new Rows(
                                    values.get(TABLE_NAME),
                                    values.get(EXPECT_ROWS).stream()
                                            .mapToLong(Integer::longValue)
                                            .findFirst(),
                                    values.get(TOLERANCE)),
                    TABLE_NAME,
                    EXPECT_ROWS,
                    TOLERANCE);

    private static final Field<String> FRESH_QUERY =
            Field.required(
                    "query",
                    Shapes.text(),
                    "Gives the time of the newest row, such as select max(created_at) from orders;"
                            + " times without a zone are taken as UTC, numbers as seconds since"
                            + " 1970.");
    private static final Field<Duration> WITHIN =
            Field.required(
                    "within",
                    AwsShapes.duration(Duration.ofMinutes(1), Duration.ofDays(3_650)),
                    "How old that row may be when the drill begins.");
    private static final RecordShape<Fresh> FRESHNESS =
            Shapes.record(
                    values -> new Fresh(values.get(FRESH_QUERY), values.get(WITHIN)),
                    FRESH_QUERY,
                    WITHIN);

    private static final Field<String> QUERY_NAME =
            Field.required(
                    "name",
                    Shapes.pattern(NAME, "a name such as open orders"),
                    "What it is called in the evidence.");
    private static final Field<String> SQL =
            Field.required("sql", Shapes.text(), "Gives one value.");
    private static final Field<String> EXPECT =
            Field.required("expect", Shapes.text(), "That value, as text in quotes.");
    private static final RecordShape<Query> A_QUERY =
            Shapes.record(
                    values ->
                            new Query(values.get(QUERY_NAME), values.get(SQL), values.get(EXPECT)),
                    QUERY_NAME,
                    SQL,
                    EXPECT);

    private static final Field<List<Rows>> ROWS =
            Field.defaulting(
                    "rows", Shapes.list(ROWS_OF, 0, MOST), "[]", "Tables whose rows are counted.");
    private static final Field<Boolean> SCHEMA =
            Field.defaulting(
                    "schema",
                    Shapes.bool(),
                    "false",
                    "Whether its tables are compared with those of the last proven drill.");
    private static final Field<Optional<Fresh>> FRESH =
            Field.optional("fresh", FRESHNESS, "How old its newest row may be.");
    private static final Field<List<Query>> QUERIES =
            Field.defaulting(
                    "queries", Shapes.list(A_QUERY, 0, MOST), "[]", "Questions and their answers.");

    static final RecordShape<SqlChecks> SHAPE =
            Shapes.record(
                            values ->
                                    new SqlChecks(
                                            values.get(ROWS),
                                            values.get(SCHEMA),
                                            values.get(FRESH),
                                            values.get(QUERIES)),
                            ROWS,
                            SCHEMA,
                            FRESH,
                            QUERIES)
                    .check(
                            (checks, reading) -> {
                                var names = new HashSet<String>();
                                for (var rows : checks.rows()) {
                                    if (!names.add("rows " + rows.table())) {
                                        reading.refuse("rows names " + rows.table() + " twice");
                                    }
                                }
                                for (var query : checks.queries()) {
                                    if (!names.add("query " + query.name())) {
                                        reading.refuse("queries names " + query.name() + " twice");
                                    }
                                }
                            });

    private SqlChecksShape() {}
}
