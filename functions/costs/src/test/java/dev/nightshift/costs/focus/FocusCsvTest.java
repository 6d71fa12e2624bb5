package dev.nightshift.costs.focus;

import static dev.nightshift.costs.focus.Tables.HEADER;
import static dev.nightshift.costs.focus.Tables.charge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.costs.model.Amounts;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FocusCsvTest {
    private static final LocalDate THIRD = LocalDate.of(2024, 9, 3);

    @Test
    void columns_come_in_any_order_and_case_with_others_between() {
        var data =
                Tables.of(
                                "\ufeffId,servicename,x_Other,BillingAccountId,PROVIDERNAME,SubAccountId,"
                                        + "ChargePeriodStart,BillingPeriodEnd,BillingPeriodStart,"
                                        + "BillingCurrency,EffectiveCost,BilledCost\r",
                                "7,\"A \"\"big\"\", one\nof two lines\",\"x,\n\"\"y\",payer,AWS,NULL,"
                                        + "2024-09-03 22:00:00,2024-10-01,2024-09-01,EUR,2.5,-1e-3\r",
                                "\r",
                                "8,B,,payer,AWS,sub,\"2024-09-03T23:30:00-02:00\",2024-10-01,2024-09-01,"
                                        + "EUR,\"0.1\",.2")
                        .september();
        assertThat(data).hasSize(1);
        assertThat(rows(data.getFirst(), Questions.BY_SERVICE, THIRD))
                .isEqualTo(
                        Map.of(
                                CostKey.of("AWS", "payer", "A \"big\", one\nof two lines"),
                                "-0.001/2.5"));
        assertThat(rows(data.getFirst(), Questions.BY_SERVICE, THIRD.plusDays(1)))
                .isEqualTo(Map.of(CostKey.of("AWS", "sub", "B"), "0.2/0.1"));
    }

    @Test
    void a_charge_of_a_month_stands_on_its_first_day() {
        var data =
                Tables.of(
                                HEADER + ",ChargePeriodEnd",
                                charge("2024-09-01T00:00:00Z", "70", "USD", "Support")
                                        + ",2024-10-01T00:00:00Z",
                                charge("2024-09-03T00:00:00Z", "1", "USD", "EC2")
                                        + ",2024-09-04T00:00:00Z")
                        .september()
                        .getFirst();
        assertThat(data.total(LocalDate.of(2024, 9, 1)).orElseThrow().billed())
                .isEqualByComparingTo("70");
        assertThat(data.total(LocalDate.of(2024, 9, 2)).orElseThrow().billed())
                .isEqualByComparingTo("0");
        assertThat(data.total(LocalDate.of(2024, 9, 4))).isEmpty();
    }

    @Test
    void currencies_are_never_mixed() {
        var data =
                Tables.of(
                                HEADER,
                                charge("2024-09-03", "1", "USD", "EC2"),
                                charge("2024-09-05", "2", "EUR", "EC2"),
                                charge("2024-09-03", "4", "USD", "EC2"))
                        .september();
        assertThat(data).extracting(CostData::currency).containsExactly("EUR", "USD");
        assertThat(data.get(0).total(THIRD).orElseThrow().billed()).isEqualByComparingTo("0");
        assertThat(data.get(1).total(THIRD).orElseThrow().billed()).isEqualByComparingTo("5");
        assertThat(data.get(1).known()).hasSize(3);
    }

    @Test
    void usage_type_is_the_meter_where_there_is_one() {
        var line = charge("2024-09-03", "1", "USD", "EC2");
        assertThat(
                        rows(
                                Tables.of(
                                                HEADER + ",ChargeDescription,SkuMeter",
                                                line + ",words,BoxUsage",
                                                line + ",words,NULL")
                                        .september(Questions.BY_USAGE_TYPE)
                                        .getFirst(),
                                Questions.BY_USAGE_TYPE,
                                THIRD))
                .containsOnlyKeys(
                        CostKey.of("AWS", "EC2", "BoxUsage"), CostKey.of("AWS", "EC2", ""));
        assertThat(
                        rows(
                                Tables.of(HEADER + ",ChargeDescription", line + ",words")
                                        .september(Questions.BY_USAGE_TYPE)
                                        .getFirst(),
                                Questions.BY_USAGE_TYPE,
                                THIRD))
                .containsOnlyKeys(CostKey.of("AWS", "EC2", "words"));
    }

    @Test
    void what_a_file_has_no_column_for_is_unknown_and_said() {
        var data =
                Tables.of(HEADER, charge("2024-09-03", "1", "USD", "EC2"))
                        .september(
                                Questions.BY_REGION,
                                Questions.BY_CATEGORY,
                                Questions.BY_ENVIRONMENT,
                                Questions.BY_USAGE_TYPE)
                        .getFirst();
        assertThat(data.tables()).containsOnlyKeys(Questions.BY_SERVICE);
        assertThat(data.origins())
                .contains("by environment is unknown: an export has no column for it")
                .hasSize(5);
    }

    @Test
    void tags_are_json_in_any_writing() {
        var line = charge("2024-09-03", "1", "USD", "EC2") + ",";
        var data =
                Tables.of(
                                HEADER + ",Tags",
                                line
                                        + "\"{ \"\"environment\"\" : \"\"a\\u0062\\n\\\"\"\"\" , \"\"x\"\":1}\"",
                                line + "\"{\"\"environment\"\":-1.5e3}\"",
                                line + "\"{\"\"environment\"\":true}\"",
                                line + "\"{\"\"environment\"\":null}\"",
                                line + "{}",
                                line + "NULL",
                                line)
                        .september(Questions.BY_ENVIRONMENT)
                        .getFirst();
        assertThat(rows(data, Questions.BY_ENVIRONMENT, THIRD))
                .isEqualTo(
                        Map.of(
                                CostKey.of("ab\n\""), "1/1",
                                CostKey.of("-1.5e3"), "1/1",
                                CostKey.of("true"), "1/1",
                                CostKey.of(""), "4/4"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BilledCost | abc | column BilledCost: 'abc' is no number",
                "BilledCost | `1,5` | there are 14 fields and 13 columns",
                "EffectiveCost | NULL | column EffectiveCost: it is empty",
                "BillingCurrency | NULL | column BillingCurrency: it is empty",
                "ChargePeriodStart | 2024-13-01 | column ChargePeriodStart: '2024-13-01' is no time",
                "ChargePeriodStart | 01/09/2024 | column ChargePeriodStart: '01/09/2024' is no time",
                "ChargePeriodStart | 2024-09-03T25:00:00Z | is no time such as 2024-09-18T22:00:00Z",
                "BillingPeriodStart | `` | column BillingPeriodStart: it is empty",
                "BillingPeriodEnd | 2024-09-01 | the billing period ends before it begins",
                "ChargeCategory | Gift | column ChargeCategory: 'Gift' is none of USAGE, PURCHASE",
                "Tags | nothing | column Tags: 'nothing' is no flat JSON object",
                "Tags | `\"{\"\"a\"\":{}}\"` | column Tags: '{\"a\":{}}' is no flat JSON object",
                "ServiceName | a\"b | there is a quote inside field 9",
                "ServiceName | `\"a\"b` | there is text behind the quote that closes field 9",
            })
    void a_bad_value_is_named_with_file_line_and_column(
            String column, String value, String complaint) {
        var columns = HEADER + ",RegionId,ChargeDescription,ChargeCategory,Tags";
        var good = charge("2024-09-03", "1", "USD", "\"two\nlines\"") + ",r,d,Usage,{}";
        var fields = good.split(",", -1);
        fields[Arrays.asList(columns.split(",", -1)).indexOf(column)] = value == null ? "" : value;
        var tables = Tables.of(columns, good, good, String.join(",", fields), good);
        assertThatThrownBy(() -> tables.september(Questions.ALL.toArray(Breakdown[]::new)))
                .isInstanceOf(CloudException.class)
                .hasMessageStartingWith("could not read memory/costs.csv: line 6, ")
                .hasMessageContaining(complaint)
                .hasMessageMatching("(?s).*(correct it|export(ed)?|double|put).*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BilledCost,EffectiveCost | there is no column BillingCurrency, BillingPeriodStart",
                "BilledCost,BilledCost | there are two columns BilledCost",
                "BilledCost,\"EffectiveCost | the quote that begins field 2 is never closed"
            })
    void a_bad_header_is_named(String header, String complaint) {
        assertThatThrownBy(() -> Tables.of(header).september())
                .hasMessageContaining("memory/costs.csv: line 1, ")
                .hasMessageContaining(complaint);
    }

    @Test
    void damaged_compression_and_empty_places_are_named() throws IOException {
        var cut = Arrays.copyOf(zip(HEADER + "\n" + charge("2024-09-03", "1", "USD", "EC2")), 60);
        assertThatThrownBy(() -> new Tables().with("a.csv.gz", cut, Instant.EPOCH).september())
                .hasMessageContaining("could not read memory/a.csv.gz: it is cut short or damaged");
        assertThatThrownBy(() -> new Tables().with("a.csv.gz", "plain").september())
                .hasMessageContaining("could not read memory/a.csv.gz: it is cut short or damaged");
        assertThatThrownBy(() -> new Tables().with("Manifest.json", "{}").september())
                .hasMessageContaining(
                        "there is no .csv, .csv.gz or .parquet file in memory, of 1 files");
    }

    /** Blocks are cut between threads, wherever quotes and line breaks happen to be. */
    @Test
    void large_tables_of_hostile_texts_sum_up_right_compressed_or_not() throws IOException {
        for (int seed = 0; seed < 4; seed++) {
            var random = new Random(seed);
            var table = new StringBuilder(HEADER + ",Other\n");
            var expected = new HashMap<CostKey, BigDecimal>();
            var names = new String[40];
            for (int i = 0; i < names.length; i++) {
                names[i] = i + hostile(random, random.nextInt(200));
            }
            while (table.length() < 4_500_000) {
                var name = names[random.nextInt(names.length)];
                var amount = new BigDecimal(random.nextInt(2_000_000) - 1_000_000).movePointLeft(7);
                expected.merge(CostKey.of("AWS", "1", name), amount, BigDecimal::add);
                table.append(charge("2024-09-03", amount.toPlainString(), "USD", quoted(name)))
                        .append(',')
                        .append(quoted(hostile(random, random.nextInt(400))))
                        .append(random.nextBoolean() ? "\r\n" : "\n");
            }
            var data =
                    seed % 2 == 0
                            ? new Tables().with("a.csv", table.toString()).september()
                            : new Tables()
                                    .with("a.csv.gz", zip(table.toString()), Instant.EPOCH)
                                    .september();
            assertThat(
                            data
                                    .getFirst()
                                    .table(Questions.BY_SERVICE)
                                    .orElseThrow()
                                    .sums(THIRD, THIRD)
                                    .entrySet()
                                    .stream()
                                    .collect(
                                            Collectors.toMap(
                                                    Map.Entry::getKey,
                                                    entry -> entry.getValue().billed())))
                    .usingRecursiveComparison()
                    .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .isEqualTo(expected);
        }
    }

    @Test
    void of_several_faults_in_several_blocks_the_first_is_told_with_its_line() {
        var table = new StringBuilder(HEADER + "\n");
        int lines = 1;
        while (table.length() < 5_000_000) {
            table.append(
                            charge(
                                    "2024-09-03",
                                    lines == 30_001 || lines == 34_001 ? "bad" + lines : "1",
                                    "USD",
                                    "\"a\nb\""))
                    .append('\n');
            lines += 2;
        }
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> new Tables().with("a.csv", table.toString()).september())
                    .hasMessageContaining("line 30002, column BilledCost: 'bad30001' is no number");
        }
    }

    @Test
    void a_record_may_be_longer_than_a_block_but_not_endless() {
        var line = charge("2024-09-03", "1", "USD", "EC2");
        var lines =
                HEADER + ",Note\n" + line + ",\"" + "a\n".repeat(1_500_000) + "\"\n" + line + ",\n";
        assertThat(
                        new Tables()
                                .with("a.csv", lines)
                                .september()
                                .getFirst()
                                .total(THIRD)
                                .orElseThrow()
                                .billed())
                .isEqualByComparingTo("2");
        var endless = HEADER + ",Note\n" + line + ",\"" + (line + "\n").repeat(300_000);
        assertThatThrownBy(() -> new Tables().with("a.csv", endless).september())
                .hasMessageContaining("line 2, the quote that begins field 10 is never closed");
    }

    @Test
    void keys_beyond_the_cap_are_folded_and_nothing_is_lost() {
        var lines = new StringBuilder(HEADER + "\n");
        for (int i = 0; i < 30_000; i++) {
            lines.append(charge("2024-09-0" + (1 + i % 3), "0.01", "USD", "service " + i % 500))
                    .append('\n');
        }
        var data =
                FocusSource.of(
                                new Tables().with("a.csv", lines.toString()),
                                Pattern.compile(".*"),
                                100,
                                Questions.LATER)
                        .read(Questions.september(Set.of()))
                        .getFirst();
        var sums =
                data.table(Questions.BY_SERVICE)
                        .orElseThrow()
                        .sums(LocalDate.of(2024, 9, 1), LocalDate.of(2024, 9, 3));
        assertThat(sums).hasSize(101).containsKey(CostKey.of("(others)", "(others)", "(others)"));
        assertThat(
                        sums.getOrDefault(
                                        CostKey.of("(others)", "(others)", "(others)"),
                                        Amounts.ZERO)
                                .billed())
                .isEqualByComparingTo("240");
        sums.headMap(CostKey.of("AWS"))
                .values()
                .forEach(rest -> assertThat(rest.billed()).isEqualByComparingTo("240"));
        sums.tailMap(CostKey.of("AWS"))
                .values()
                .forEach(own -> assertThat(own.billed()).isEqualByComparingTo("0.6"));
        assertThat(data.total(LocalDate.of(2024, 9, 2)).orElseThrow().billed())
                .isEqualByComparingTo("100");
        assertThat(data.origins())
                .contains(
                        "by provider, account, service: more than 100 keys, the rest is in (others)");
    }

    private static Map<CostKey, String> rows(CostData data, Breakdown by, LocalDate day) {
        return data.table(by).orElseThrow().days().getOrDefault(day, Map.of()).entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                row ->
                                        row.getValue().billed().toPlainString()
                                                + "/"
                                                + row.getValue().effective().toPlainString()));
    }

    private static String hostile(Random random, int length) {
        var letters = List.of("\"", "\n", "\r\n", ",", "a", "é", "NULL", "\"\"", "\\", " ");
        return random.ints(length, 0, letters.size())
                .mapToObj(letters::get)
                .collect(Collectors.joining());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static byte[] zip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
