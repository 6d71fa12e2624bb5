package dev.nightshift.costs.focus;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** DuckDB: a second opinion on sums, and a writer of Parquet files. */
final class Sql implements AutoCloseable {
    /** All columns of the sample as FOCUS types them. */
    static final String SAMPLE =
            "(select * replace (cast(BilledCost as decimal(38, 18)) as BilledCost,"
                    + " cast(EffectiveCost as decimal(38, 18)) as EffectiveCost,"
                    + " cast(ChargePeriodStart as timestamp) as ChargePeriodStart,"
                    + " cast(BillingPeriodStart as timestamp) as BillingPeriodStart,"
                    + " cast(BillingPeriodEnd as timestamp) as BillingPeriodEnd)"
                    + " from read_csv('"
                    + sample()
                    + "', all_varchar = true, nullstr = 'NULL', header = true))";

    private final Connection connection;

    Sql() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    static Path sample() {
        return Path.of("src/test/resources/focus_sample.csv");
    }

    void run(String statement) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    void write(String select, Path file, String options) throws SQLException {
        run("copy (" + select + ") to '" + file + "' (format parquet, " + options + ")");
    }

    /** Columns of a key, then billed, then effective. */
    Map<List<String>, List<BigDecimal>> sums(String select) throws SQLException {
        var sums = new TreeMap<List<String>, List<BigDecimal>>(Sql::compare);
        try (var sql = connection.createStatement();
                var rows = sql.executeQuery(select)) {
            int keys = rows.getMetaData().getColumnCount() - 2;
            while (rows.next()) {
                var key = new ArrayList<String>();
                for (int i = 1; i <= keys; i++) {
                    key.add(rows.getString(i));
                }
                sums.put(
                        key,
                        List.of(
                                plain(rows.getBigDecimal(keys + 1)),
                                plain(rows.getBigDecimal(keys + 2))));
            }
        }
        return sums;
    }

    static BigDecimal plain(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    static int compare(List<String> one, List<String> other) {
        return String.join("\0", one).compareTo(String.join("\0", other));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
