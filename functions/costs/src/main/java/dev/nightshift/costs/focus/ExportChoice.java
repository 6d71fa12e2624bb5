package dev.nightshift.costs.focus;

import dev.nightshift.costs.model.CostQuestion;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which files answer a question: tables, of billing periods that the question touches, and of each
 * period the newest delivery alone.
 *
 * <p>AWS Data Exports writes {@code export/data/BILLING_PERIOD=YYYY-MM/…}. An export that
 * overwrites keeps one set of files there; one that creates new files adds a folder with each
 * delivery, and all of them together would count every charge many times. Files elsewhere have no
 * such order and are all read.
 */
final class ExportChoice {
    private static final Pattern PERIOD =
            Pattern.compile(
                    "(.*?/)?BILLING_PERIOD=(\\d{4}-(?:0[1-9]|1[0-2]))/(.*/)?[^/]+",
                    Pattern.CASE_INSENSITIVE);

    /** How a table is written. */
    enum Format {
        CSV(".csv"),
        GZIPPED_CSV(".csv.gz"),
        PARQUET(".parquet");

        private final String ending;

        Format(String ending) {
            this.ending = ending;
        }

        static Optional<Format> of(Export export) {
            var name = export.file().toLowerCase(Locale.ROOT);
            for (var format : values()) {
                if (name.endsWith(format.ending)) {
                    return Optional.of(format);
                }
            }
            return Optional.empty();
        }
    }

    /** A period's folder of one export. */
    private record Partition(String export, YearMonth period) {}

    private record Placed(Export export, Partition partition, String delivery) {}

    private ExportChoice() {}

    static boolean isTable(Export export) {
        return export.bytes() > 0 && Format.of(export).isPresent();
    }

    /**
     * @param matching file names that count
     */
    static List<Export> choose(List<Export> exports, Pattern matching, CostQuestion question) {
        var chosen = new ArrayList<Export>();
        var placed = new ArrayList<Placed>();
        for (var export : exports) {
            if (!isTable(export) || !matching.matcher(export.path()).matches()) {
                continue;
            }
            place(export).ifPresentOrElse(placed::add, () -> chosen.add(export));
        }
        var first = YearMonth.from(question.first());
        var last = YearMonth.from(question.last());
        var newest = newest(placed);
        for (var one : placed) {
            var period = one.partition().period();
            if (!period.isBefore(first)
                    && !period.isAfter(last)
                    && one.delivery().equals(newest.get(one.partition()))) {
                chosen.add(one.export());
            }
        }
        chosen.sort(Comparator.comparing(Export::path));
        return List.copyOf(chosen);
    }

    private static Optional<Placed> place(Export export) {
        var match = PERIOD.matcher(export.path());
        return match.matches()
                ? Optional.of(
                        new Placed(
                                export,
                                new Partition(
                                        Optional.ofNullable(match.group(1)).orElse(""),
                                        YearMonth.parse(match.group(2))),
                                Optional.ofNullable(match.group(3)).orElse("")))
                : Optional.empty();
    }

    private static Map<Partition, String> newest(List<Placed> placed) {
        var when = new HashMap<Partition, Instant>();
        var delivery = new HashMap<Partition, String>();
        for (var one : placed) {
            var known = when.get(one.partition());
            if (known == null || one.export().modified().isAfter(known)) {
                when.put(one.partition(), one.export().modified());
                delivery.put(one.partition(), one.delivery());
            }
        }
        return delivery;
    }
}
