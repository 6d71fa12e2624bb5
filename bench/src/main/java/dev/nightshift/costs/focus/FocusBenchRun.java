package dev.nightshift.costs.focus;

import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostQuestion;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Sums by day, provider, account and service, in a process of its own. */
public final class FocusBenchRun {
    private FocusBenchRun() {}

    /** {@code own} or {@code duckdb}, the table, and where the sums are written. */
    public static void main(String[] arguments) throws IOException, SQLException {
        var table = Path.of(arguments[1]);
        var lines = arguments[0].equals("own") ? own(table) : duckdb(table);
        Collections.sort(lines);
        Files.write(Path.of(arguments[2]), lines);
    }

    private static List<String> own(Path table) {
        var data =
                FocusSource.of(new LocalExports(table), Instant.parse("2024-11-01T00:00:00Z"))
                        .read(
                                new CostQuestion(
                                        LocalDate.of(2024, 9, 1),
                                        LocalDate.of(2024, 9, 30),
                                        Set.of()))
                        .getFirst();
        var lines = new ArrayList<String>();
        data.table(new Breakdown.ByService())
                .orElseThrow()
                .days()
                .forEach(
                        (day, rows) ->
                                rows.forEach(
                                        (key, amounts) ->
                                                lines.add(
                                                        line(
                                                                day.toString(),
                                                                String.join("|", key.parts()),
                                                                amounts.billed(),
                                                                amounts.effective()))));
        return lines;
    }

    private static List<String> duckdb(Path table) throws SQLException {
        var lines = new ArrayList<String>();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var sql = connection.createStatement();
                var rows =
                        sql.executeQuery(
                                """
                                select cast(cast(ChargePeriodStart as date) as varchar),
                                    ProviderName || '|' || coalesce(SubAccountId, BillingAccountId)
                                        || '|' || ServiceName,
                                    sum(BilledCost), sum(EffectiveCost)
                                from read_csv('%s', header = true, nullstr = 'NULL',
                                    all_varchar = false, sample_size = 1000, types = {
                                        'BilledCost': 'decimal(18, 11)',
                                        'EffectiveCost': 'decimal(18, 11)',
                                        'ChargePeriodStart': 'timestamp',
                                        'ProviderName': 'varchar', 'SubAccountId': 'varchar',
                                        'BillingAccountId': 'varchar', 'ServiceName': 'varchar'})
                                group by all
                                """
                                        .formatted(table))) {
            while (rows.next()) {
                lines.add(
                        line(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getBigDecimal(3),
                                rows.getBigDecimal(4)));
            }
        }
        return lines;
    }

    private static String line(String day, String key, BigDecimal billed, BigDecimal effective) {
        return String.join("|", day, key, plain(billed), plain(effective));
    }

    private static String plain(BigDecimal sum) {
        return sum.signum() == 0 ? "0" : sum.stripTrailingZeros().toPlainString();
    }
}
