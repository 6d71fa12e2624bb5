package dev.nightshift.costs.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostData;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The FOCUS project's sample, summed up here and in SQL. */
class FocusSampleTest {
    private static final CostData DATA = read(Sql.sample());

    static Stream<Arguments> breakdowns() {
        return Stream.of(
                Arguments.of(
                        Questions.BY_SERVICE,
                        "ProviderName, coalesce(SubAccountId, BillingAccountId), ServiceName"),
                Arguments.of(Questions.BY_REGION, "ProviderName, coalesce(RegionId, '')"),
                Arguments.of(
                        Questions.BY_USAGE_TYPE,
                        "ProviderName, ServiceName, coalesce(ChargeDescription, '')"),
                Arguments.of(Questions.BY_CATEGORY, "ProviderName, upper(ChargeCategory)"),
                Arguments.of(
                        Questions.BY_ENVIRONMENT,
                        "coalesce(json_extract_string(Tags, '$.environment'), '')"),
                Arguments.of(
                        Questions.BY_SERVICE_AND_ENVIRONMENT,
                        "ProviderName, ServiceName,"
                                + " coalesce(json_extract_string(Tags, '$.environment'), '')"));
    }

    @ParameterizedTest
    @MethodSource("breakdowns")
    void sums_by_day_are_exactly_those_of_sql(Breakdown by, String columns) throws Exception {
        try (var sql = new Sql()) {
            var key = "cast(cast(ChargePeriodStart as date) as varchar), " + columns;
            assertThat(Questions.daily(DATA.table(by).orElseThrow()))
                    .isEqualTo(sql.sums(select(key)));
        }
    }

    @Test
    void totals_by_provider_service_account_and_category_are_exactly_those_of_sql()
            throws Exception {
        try (var sql = new Sql()) {
            for (var column :
                    List.of("ProviderName", "SubAccountId", "ServiceName", "ChargeCategory")) {
                var theirs = sql.sums(select("upper(" + column + ")"));
                var table =
                        DATA.table(
                                        column.equals("ChargeCategory")
                                                ? Questions.BY_CATEGORY
                                                : Questions.BY_SERVICE)
                                .orElseThrow();
                int part = List.of("ProviderName", "SubAccountId", "ServiceName").indexOf(column);
                var ours = new TreeMap<List<String>, List<BigDecimal>>(Sql::compare);
                table.sums(LocalDate.of(2024, 9, 1), LocalDate.of(2024, 9, 30))
                        .forEach(
                                (key, amounts) ->
                                        ours.merge(
                                                List.of(
                                                        key.part(part < 0 ? 1 : part)
                                                                .toUpperCase(Locale.ROOT)),
                                                List.of(amounts.billed(), amounts.effective()),
                                                (a, b) ->
                                                        List.of(
                                                                a.get(0).add(b.get(0)),
                                                                a.get(1).add(b.get(1)))));
                ours.replaceAll(
                        (key, sums) -> List.of(Sql.plain(sums.get(0)), Sql.plain(sums.get(1))));
                assertThat(ours).as(column).isEqualTo(theirs);
            }
        }
    }

    @Test
    void all_of_september_is_known_and_settled() {
        assertThat(DATA.currency()).isEqualTo("USD");
        assertThat(DATA.known()).hasSize(30);
        assertThat(DATA.provisionalFrom()).isEmpty();
        assertThat(DATA.origins().toString()).contains("1 files, 1,000 charges", "(Oracle)");
    }

    @ParameterizedTest
    @MethodSource("parquet")
    void parquet_of_every_compression_and_type_says_the_same(
            String options, String select, @TempDir Path folder) throws Exception {
        var file = folder.resolve("sample.parquet");
        try (var sql = new Sql()) {
            sql.write(select, file, options);
        }
        assertThat(read(file).tables()).isEqualTo(DATA.tables());
        assertThat(read(file).known()).isEqualTo(DATA.known());
    }

    static Stream<Arguments> parquet() {
        var plain = "select * from " + Sql.SAMPLE;
        var zoned =
                "select * replace (cast(ChargePeriodStart as timestamptz) as ChargePeriodStart,"
                        + " cast(BillingPeriodStart as timestamp_ms) as BillingPeriodStart,"
                        + " cast(BillingPeriodEnd as date) as BillingPeriodEnd,"
                        + " cast(BilledCost as decimal(18, 11)) as BilledCost,"
                        + " cast(EffectiveCost as double) as EffectiveCost) from "
                        + Sql.SAMPLE;
        var mapped =
                "select * replace (cast(json(Tags) as map(varchar, varchar)) as Tags,"
                        + " cast(ChargePeriodStart as timestamp_ns) as ChargePeriodStart) from "
                        + Sql.SAMPLE;
        var texts =
                "select * replace (cast(BilledCost as varchar) as BilledCost) from " + Sql.SAMPLE;
        return Stream.of(
                Arguments.of("compression 'uncompressed'", plain),
                Arguments.of("compression 'snappy'", plain),
                Arguments.of("compression 'snappy', row_group_size 2048", texts),
                Arguments.of("compression 'gzip'", plain),
                Arguments.of("compression 'snappy'", zoned),
                Arguments.of("compression 'snappy'", mapped));
    }

    private static String select(String key) {
        return "select %s, sum(BilledCost), sum(EffectiveCost) from %s group by all"
                .formatted(key, Sql.SAMPLE);
    }

    private static CostData read(Path file) {
        var all =
                FocusSource.of(new LocalExports(file), Questions.LATER)
                        .read(Questions.september(Questions.ALL));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
