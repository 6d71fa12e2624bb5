package dev.nightshift.costs.focus;

import dev.nightshift.costs.model.Amounts;
import dev.nightshift.costs.model.CostQuestion;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Sums a file up, by what the function can reach and nothing else. */
final class ParquetReader {
    private ParquetReader() {}

    /** Prints what was billed and effective, by currency. */
    public static void main(String... arguments) {
        System.out.println(sums(Path.of(arguments[0])));
    }

    static String sums(Path file) {
        var source =
                FocusSource.of(
                        new OneFile(file),
                        Pattern.compile(".*"),
                        FocusSource.MOST_KEYS,
                        Instant.parse("2024-11-01T00:00:00Z"));
        var question =
                new CostQuestion(LocalDate.of(2024, 9, 1), LocalDate.of(2024, 9, 30), Set.of());
        return source.read(question).stream()
                .map(
                        data ->
                                data.currency()
                                        + " "
                                        + data.totals().values().stream()
                                                .reduce(Amounts.ZERO, Amounts::plus))
                .toList()
                .toString();
    }

    /** Not {@link LocalExports}, which no function needs. */
    private record OneFile(Path file) implements Exports {
        @Override
        public String place() {
            return file.toString();
        }

        @Override
        public List<Export> list() {
            try {
                return List.of(new Export("sample.parquet", Files.size(file), Instant.EPOCH, ""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public byte[] read(Export export, long offset, int length) {
            try (var opened = new RandomAccessFile(file.toFile(), "r")) {
                var bytes = new byte[length];
                opened.seek(offset);
                opened.readFully(bytes);
                return bytes;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
