package dev.nightshift.costs.focus;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostQuestion;
import dev.nightshift.costs.model.CostSource;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Costs from exports in the FOCUS format, of any provider and as many as there are in one place.
 *
 * <p>Every file is read once, in blocks; the memory that it takes depends on how many keys and days
 * are told apart (some 100 bytes for each key and day), not on rows. A charge stands on the day of
 * its ChargePeriodStart in UTC, whole, however long its period is: a monthly fee or tax on its
 * first day. Accounts are SubAccountIds, or BillingAccountIds where there is none below.
 *
 * @see <a href="https://focus.finops.org/focus-specification/v1-0/">FOCUS 1.0</a>
 */
public final class FocusSource implements CostSource {
    /** So many keys of a table are told apart. */
    public static final int MOST_KEYS = 20_000;

    private static final int MOST_THREADS = 4;
    private static final int INFLATED_BYTES = 1 << 16;

    private final Exports exports;
    private final Pattern matching;
    private final int mostKeys;
    private final Instant now;

    private FocusSource(Exports exports, Pattern matching, int mostKeys, Instant now) {
        this.exports = exports;
        this.matching = matching;
        this.mostKeys = mostKeys;
        this.now = now;
    }

    /** All tables of a place. */
    public static FocusSource of(Exports exports, Instant now) {
        return of(exports, Pattern.compile(".*", Pattern.DOTALL), MOST_KEYS, now);
    }

    /**
     * @param matching paths below the place that are read, of those that end with {@code .csv},
     *     {@code .csv.gz} or {@code .parquet}
     * @param mostKeys of one table, up to 100,000; those that come later are folded into one key
     *     {@code (others)}. Which ones they are may differ from run to run, their sums do not
     * @param now decides whether a billing period has settled
     */
    public static FocusSource of(Exports exports, Pattern matching, int mostKeys, Instant now) {
        if (mostKeys < 1 || mostKeys > 100_000) {
            throw new IllegalArgumentException("keys of a table: " + mostKeys);
        }
        return new FocusSource(exports, matching, mostKeys, now);
    }

    /**
     * {@inheritDoc}
     *
     * <p>None if there is no file of the months that are asked about.
     */
    @Override
    public List<CostData> read(CostQuestion question) {
        var listed = exports.list();
        if (listed.stream()
                .noneMatch(
                        export ->
                                ExportChoice.isTable(export)
                                        && matching.matcher(export.path()).matches())) {
            throw new CloudException(
                    Kind.NOT_FOUND,
                    "there is no .csv, .csv.gz or .parquet file in %s, of %d files; check the place, and that an export has been delivered"
                            .formatted(exports.place(), listed.size()));
        }
        var chosen = ExportChoice.choose(listed, matching, question);
        var wanted = Wanted.of(question, mostKeys);
        var admissions = new Admission.Admissions(mostKeys);
        var summaries =
                Stream.generate(() -> new Summary(wanted, admissions))
                        .limit(Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS))
                        .toList();
        for (var export : chosen) {
            add(export, wanted, summaries);
        }
        var summary = summaries.getFirst();
        summaries.stream().skip(1).forEach(summary::add);
        return new FocusAnswer(exports.place(), chosen.size(), wanted, summary).data(now);
    }

    private void add(Export export, Wanted wanted, List<Summary> summaries) {
        var name = (exports.place() + "/" + export.path()).replaceAll("(?<!:)//+", "/");
        switch (ExportChoice.Format.of(export).orElseThrow()) {
            case PARQUET -> ParquetTable.read(name, exports, export, wanted, summaries.getFirst());
            case CSV, GZIPPED_CSV -> {
                try (var stream = open(export)) {
                    CsvTable.read(name, stream, wanted, summaries);
                } catch (IOException e) {
                    throw new CloudException(
                            Kind.REJECTED,
                            "could not read "
                                    + name
                                    + ": it is cut short or damaged ("
                                    + e.getMessage()
                                    + "); have it exported again",
                            e);
                }
            }
        }
    }

    private InputStream open(Export export) throws IOException {
        var stream = exports.open(export);
        if (ExportChoice.Format.of(export).orElseThrow() == ExportChoice.Format.CSV) {
            return stream;
        }
        try {
            return new GZIPInputStream(stream, INFLATED_BYTES);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }
}
