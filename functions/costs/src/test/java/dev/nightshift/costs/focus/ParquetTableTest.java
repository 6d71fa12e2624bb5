package dev.nightshift.costs.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is right is in {@link FocusSampleTest}. */
class ParquetTableTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "lz4_raw", "brotli"})
    void a_compression_that_cannot_be_read_is_named(String compression) throws Exception {
        var file = write("select * from " + Sql.SAMPLE, "compression '" + compression + "'");
        refused(file)
                .hasMessageContaining("sample.parquet: it is compressed with ")
                .hasMessageContaining("have it exported with Snappy or GZIP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BilledCost | null::double | row 1, column BilledCost: it is empty",
                "BilledCost | 'abc' | row 1, column BilledCost: 'abc' is no number",
                "BilledCost | 'nan'::double | row 1, column BilledCost: 'NaN' is no number",
                "BilledCost | true | row 1, column BilledCost: its type",
                "ChargePeriodStart | '1.9.2024' | column ChargePeriodStart: '1.9.2024' is no time",
                "ChargePeriodStart | 5 | row 1, column ChargePeriodStart: its type",
                "ServiceName | 5 | row 1, column ServiceName: its type",
                "Tags | [1] | row 1, column Tags: its type",
                "BillingCurrency | null::varchar | column BillingCurrency: it is empty"
            })
    void a_bad_value_is_named(String column, String value, String complaint) throws Exception {
        refused(
                        write(
                                "select * replace (%s as %s) from %s"
                                        .formatted(value, column, Sql.SAMPLE),
                                "compression 'snappy'"))
                .hasMessageStartingWith("could not read " + folder)
                .hasMessageContaining(complaint);
    }

    @Test
    void a_missing_column_is_named() throws Exception {
        refused(write("select * exclude BilledCost from " + Sql.SAMPLE, "compression 'gzip'"))
                .hasMessageContaining("there is no column BilledCost; is this a FOCUS 1.0 table?");
    }

    @Test
    void damage_is_one_error_and_no_crash() throws Exception {
        var file = write("select * from " + Sql.SAMPLE, "compression 'snappy'");
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        refused(file).hasMessageContaining("sample.parquet: it is no Parquet file, or damaged");
        Files.writeString(file, "PAR1");
        refused(file).hasMessageContaining("it is no Parquet file, or damaged");
        var random = new Random(3);
        for (int i = 0; i < 12; i++) {
            var broken = bytes.clone();
            for (int j = 0; j < 50; j++) {
                broken[4 + random.nextInt(bytes.length - 12)] = (byte) random.nextInt();
            }
            Files.write(file, broken);
            try {
                FocusSource.of(new LocalExports(file), Questions.LATER)
                        .read(Questions.september(Questions.ALL));
            } catch (CloudException e) {
                assertThat(e).hasMessageStartingWith("could not read ");
            }
        }
    }

    private AbstractThrowableAssert<?, ?> refused(Path file) {
        return assertThatThrownBy(
                        () ->
                                FocusSource.of(new LocalExports(file), Questions.LATER)
                                        .read(Questions.september(Questions.ALL)))
                .isInstanceOf(CloudException.class);
    }

    private Path write(String select, String options) throws Exception {
        var file = folder.resolve("sample.parquet");
        try (var sql = new Sql()) {
            sql.write(select, file, options);
        }
        return file;
    }
}
