package dev.nightshift.costs.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.costs.model.CostQuestion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExportChoiceTest {
    private static final CostQuestion QUESTION =
            new CostQuestion(LocalDate.of(2024, 8, 31), LocalDate.of(2024, 9, 2), Set.of());

    @Test
    void only_months_that_the_question_touches_are_read() {
        assertThat(
                        chosen(
                                ".*",
                                "x/data/BILLING_PERIOD=2024-07/x-1.snappy.parquet",
                                "x/data/BILLING_PERIOD=2024-08/x-1.snappy.parquet",
                                "x/data/BILLING_PERIOD=2024-08/x-2.snappy.parquet",
                                "x/data/billing_period=2024-09/x-1.csv.gz",
                                "x/data/BILLING_PERIOD=2024-10/x-1.csv.gz",
                                "x/metadata/BILLING_PERIOD=2024-09/x-Manifest.json"))
                .containsExactly(
                        "x/data/BILLING_PERIOD=2024-08/x-1.snappy.parquet",
                        "x/data/BILLING_PERIOD=2024-08/x-2.snappy.parquet",
                        "x/data/billing_period=2024-09/x-1.csv.gz");
    }

    @Test
    void files_in_another_order_are_read_by_name() {
        assertThat(chosen(".*", "azure/part-0.csv", "b.PARQUET", "c.csv.gz", "d.txt", "e.gz"))
                .containsExactly("azure/part-0.csv", "b.PARQUET", "c.csv.gz");
        assertThat(chosen("azure/.*", "azure/part-0.csv", "b.parquet"))
                .containsExactly("azure/part-0.csv");
    }

    @Test
    void of_several_deliveries_the_newest_counts_whatever_its_name() {
        var exports =
                List.of(
                        export("x/data/BILLING_PERIOD=2024-09/b-2/x-1.csv.gz", 20),
                        export("x/data/BILLING_PERIOD=2024-09/b-2/x-2.csv.gz", 21),
                        export("x/data/BILLING_PERIOD=2024-09/c-1/x-1.csv.gz", 10),
                        export("x/data/BILLING_PERIOD=2024-09/c-1/x-2.csv.gz", 11),
                        export("x/data/BILLING_PERIOD=2024-08/c-1/x-1.csv.gz", 5),
                        export("y/data/BILLING_PERIOD=2024-09/c-1/y-1.csv.gz", 1));
        assertThat(ExportChoice.choose(exports, Pattern.compile(".*"), QUESTION))
                .extracting(Export::path)
                .containsExactly(
                        "x/data/BILLING_PERIOD=2024-08/c-1/x-1.csv.gz",
                        "x/data/BILLING_PERIOD=2024-09/b-2/x-1.csv.gz",
                        "x/data/BILLING_PERIOD=2024-09/b-2/x-2.csv.gz",
                        "y/data/BILLING_PERIOD=2024-09/c-1/y-1.csv.gz");
    }

    @Test
    void an_empty_file_is_no_table() {
        assertThat(ExportChoice.isTable(new Export("a.csv", 0, Instant.EPOCH, ""))).isFalse();
    }

    private static List<String> chosen(String matching, String... paths) {
        return ExportChoice.choose(
                        Stream.of(paths).map(path -> export(path, 0)).toList(),
                        Pattern.compile(matching),
                        QUESTION)
                .stream()
                .map(Export::path)
                .toList();
    }

    private static Export export(String path, long second) {
        return new Export(path, 1, Instant.ofEpochSecond(second), "");
    }
}
