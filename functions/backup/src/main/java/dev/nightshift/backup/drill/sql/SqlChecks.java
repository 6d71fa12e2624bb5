package dev.nightshift.backup.drill.sql;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a restored database is asked.
 *
 * @param rows tables whose rows are counted
 * @param schema whether its tables are compared with those of the last proven drill
 */
public record SqlChecks(
        List<Rows> rows, boolean schema, Optional<Fresh> fresh, List<Query> queries) {
    public static final SqlChecks NONE =
            new SqlChecks(List.of(), false, Optional.empty(), List.of());

    public static final int DEFAULT_TOLERANCE_PERCENT = 5;

    public SqlChecks {
        rows = List.copyOf(rows);
        queries = List.copyOf(queries);
    }

    public boolean isEmpty() {
        return rows.isEmpty() && !schema && fresh.isEmpty() && queries.isEmpty();
    }

    /**
     * @param table its name, with its schema before a dot unless it is on the search path; exactly
     *     as the engine stores it
     * @param expect so many rows; without it, as many as in the last proven drill
     * @param tolerancePercent so much fewer is still good
     */
    public record Rows(String table, OptionalLong expect, int tolerancePercent) {
        /** The fewest rows that will do. */
        public static long least(long expected, int tolerancePercent) {
            // rounded up: 5 % of 10 rows are not a whole row that may be missing
            return expected
                    - expected / 100 * tolerancePercent
                    - expected % 100 * tolerancePercent / 100;
        }
    }

    /**
     * @param query its first column of its first row is the time of the newest row
     * @param within how old that row may be when the drill begins
     */
    public record Fresh(String query, Duration within) {}

    /**
     * @param expect the first column of the first row, as text
     */
    public record Query(String name, String sql, String expect) {}
}
