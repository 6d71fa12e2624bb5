package dev.nightshift.costs.focus;

import dev.nightshift.costs.focus.Admission.Admissions;
import dev.nightshift.costs.model.Breakdown;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What rows add up to. One thread fills one; several are added up in the end. Its memory depends on
 * keys and days, both bounded, and not on rows.
 */
final class Summary {
    /** The world has fewer. */
    private static final int MOST_CURRENCIES = 1_000;

    private final Wanted wanted;
    private final Admissions admissions;
    private final Texts[] texts;
    private final int[] used;
    private final int[] numbers;
    private final TreeMap<String, InCurrency> currencies = new TreeMap<>();
    private final Set<Breakdown> lacking = new HashSet<>();
    private final Texts currencyTexts = new Texts(MOST_CURRENCIES);
    private InCurrency[] byCurrency = new InCurrency[4];
    private long rows;

    /** The tables of one currency. */
    static final class InCurrency {
        private final List<KeyTable> tables;
        private final Coverage coverage = new Coverage();
        private final TreeMap<String, Integer> newest = new TreeMap<>();
        private int[] newestByProvider = new int[0];

        InCurrency(List<KeyTable> tables) {
            this.tables = tables;
        }

        List<KeyTable> tables() {
            return tables;
        }

        Coverage coverage() {
            return coverage;
        }

        private void see(Row row, int provider) {
            coverage.see(row.day, row.periodFirst, row.periodEnd);
            if (provider < 0) {
                return;
            }
            if (provider >= newestByProvider.length) {
                int had = newestByProvider.length;
                newestByProvider = Arrays.copyOf(newestByProvider, 2 * (provider + 1));
                Arrays.fill(newestByProvider, had, newestByProvider.length, Integer.MIN_VALUE);
            }
            newestByProvider[provider] = Math.max(newestByProvider[provider], row.day);
        }

        private void nameProviders(Texts providers) {
            for (int i = 0; i < newestByProvider.length; i++) {
                if (newestByProvider[i] != Integer.MIN_VALUE) {
                    newest.merge(providers.text(i), newestByProvider[i], Math::max);
                }
            }
            newestByProvider = new int[0];
        }
    }

    /**
     * @param admissions the same for all summaries that are added up
     */
    Summary(Wanted wanted, Admissions admissions) {
        this.wanted = wanted;
        this.admissions = admissions;
        texts = new Texts[wanted.texts()];
        numbers = new int[wanted.texts()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = new Texts(wanted.mostKeys());
        }
        used = IntStream.range(Wanted.PROVIDER, wanted.texts()).filter(wanted::uses).toArray();
    }

    long rows() {
        return rows;
    }

    void add(Row row) {
        rows++;
        var currency = currency(row);
        int provider = number(row, Wanted.PROVIDER);
        currency.see(row, provider);
        int day = row.day - wanted.first();
        if (day < 0 || day >= wanted.days()) {
            return;
        }
        for (int text : used) {
            numbers[text] = number(row, text);
        }
        for (var table : currency.tables) {
            table.add(row, numbers);
        }
    }

    /** Notes which breakdowns a table has no column for. */
    void lacks(Layout layout) {
        wanted.breakdowns().stream()
                .filter(by -> layout.lacks(by).isPresent())
                .forEach(lacking::add);
    }

    Set<Breakdown> lacking() {
        return Set.copyOf(lacking);
    }

    void add(Summary other) {
        rows += other.rows;
        lacking.addAll(other.lacking);
        other.currencies.forEach(
                (code, theirs) -> {
                    theirs.nameProviders(other.texts[Wanted.PROVIDER]);
                    var ours = currencies.computeIfAbsent(code, this::newCurrency);
                    ours.coverage.add(theirs.coverage);
                    theirs.newest.forEach(
                            (provider, day) -> ours.newest.merge(provider, day, Math::max));
                    for (int i = 0; i < ours.tables.size(); i++) {
                        ours.tables.get(i).add(theirs.tables.get(i));
                    }
                });
    }

    Map<String, InCurrency> currencies() {
        return currencies;
    }

    /** Each provider's newest day of a charge, counted from 1970-01-01. */
    Map<String, Integer> newest(InCurrency currency) {
        currency.nameProviders(texts[Wanted.PROVIDER]);
        return currency.newest;
    }

    private InCurrency newCurrency(String code) {
        return new InCurrency(
                wanted.breakdowns().stream()
                        .map(by -> new KeyTable(by, wanted, texts, admissions.of(code, by)))
                        .toList());
    }

    private int number(Row row, int text) {
        return texts[text].number(row.sources[text], row.from[text], row.length[text]);
    }

    private InCurrency currency(Row row) {
        int number =
                currencyTexts.number(
                        row.sources[Wanted.CURRENCY],
                        row.from[Wanted.CURRENCY],
                        row.length[Wanted.CURRENCY]);
        if (number == Texts.ABSENT) {
            throw new BadValueException(
                    "there are more than %d values in column %s; is it one of currencies?"
                            .formatted(MOST_CURRENCIES, FocusColumn.BILLING_CURRENCY.id()));
        }
        if (number >= byCurrency.length) {
            byCurrency = Arrays.copyOf(byCurrency, 2 * (number + 1));
        }
        var known = byCurrency[number];
        if (known == null) {
            known = currencies.computeIfAbsent(currencyTexts.text(number), this::newCurrency);
            byCurrency[number] = known;
        }
        return known;
    }
}
