package dev.nightshift.costs.focus;

import dev.nightshift.costs.model.Amounts;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sums of one breakdown in one currency, by key and day. */
final class KeyTable {
    /** In place of every part of the keys for which there was no room. */
    static final String OTHERS = CostKey.OTHERS;

    /** A key is up to three numbers of texts, side by side in a long. */
    static final int TEXT_BITS = 20;

    private static final long OTHERS_KEY = -1;

    private final Breakdown by;
    private final int[] parts;
    private final Wanted wanted;
    private final Texts[] texts;
    private final Admission admission;
    private final LongIntMap keys = new LongIntMap();
    private final LongIntMap cells = new LongIntMap();
    private final ExactSums sums = new ExactSums();
    private boolean folded;

    KeyTable(Breakdown by, Wanted wanted, Texts[] texts, Admission admission) {
        this.by = by;
        this.texts = texts;
        this.admission = admission;
        this.parts = wanted.parts(by);
        this.wanted = wanted;
    }

    Breakdown by() {
        return by;
    }

    boolean folded() {
        return folded;
    }

    /**
     * @param row one that was asked for
     * @param numbers of the row's texts; those that had none get one if the key is told apart
     */
    void add(Row row, int[] numbers) {
        int cell = cell(keyNumber(row, numbers), row.day - wanted.first());
        sums.add(2 * cell, row.billed);
        sums.add(2 * cell + 1, row.effective);
    }

    /** Adds what another table of the same breakdown, with the same admission, has. */
    void add(KeyTable other) {
        folded |= other.folded;
        var ours = new int[other.keys.size()];
        for (int i = 0; i < ours.length; i++) {
            ours[i] = keys.number(translate(other, other.keys.key(i)));
        }
        for (int i = 0; i < other.cells.size(); i++) {
            long theirs = other.cells.key(i);
            int cell = cell(ours[(int) (theirs / wanted.days())], (int) (theirs % wanted.days()));
            sums.add(2 * cell, other.sums, 2 * i);
            sums.add(2 * cell + 1, other.sums, 2 * i + 1);
        }
    }

    private long translate(KeyTable other, long theirs) {
        if (theirs == OTHERS_KEY) {
            return OTHERS_KEY;
        }
        long key = 0;
        for (int part = 0; part < parts.length; part++) {
            var text = other.texts[parts[part]].bytes(textOf(theirs, part));
            key |= packed(texts[parts[part]].force(text, 0, text.length), part);
        }
        return key;
    }

    Map<LocalDate, Map<CostKey, Amounts>> days() {
        var named = new ArrayList<CostKey>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            named.add(name(keys.key(i)));
        }
        var days = new TreeMap<LocalDate, Map<CostKey, Amounts>>();
        for (int i = 0; i < cells.size(); i++) {
            long cell = cells.key(i);
            days.computeIfAbsent(wanted.day((int) (cell % wanted.days())), any -> new TreeMap<>())
                    .merge(
                            named.get((int) (cell / wanted.days())),
                            new Amounts(sums.get(2 * i), sums.get(2 * i + 1)),
                            Amounts::plus);
        }
        return days;
    }

    private CostKey name(long key) {
        if (key == OTHERS_KEY) {
            return new CostKey(Collections.nCopies(parts.length, OTHERS));
        }
        List<String> names = new ArrayList<>(parts.length);
        for (int part = 0; part < parts.length; part++) {
            names.add(texts[parts[part]].text(textOf(key, part)));
        }
        return new CostKey(names);
    }

    private int cell(int key, int day) {
        return cells.number((long) key * wanted.days() + day);
    }

    private int keyNumber(Row row, int[] numbers) {
        long key = 0;
        for (int part = 0; part < parts.length; part++) {
            int number = numbers[parts[part]];
            if (number == Texts.ABSENT) {
                return newKeyNumber(row, numbers);
            }
            key |= packed(number, part);
        }
        int known = keys.find(key);
        return known >= 0 ? known : newKeyNumber(row, numbers);
    }

    private int newKeyNumber(Row row, int[] numbers) {
        var names = new ArrayList<String>(parts.length);
        for (int part : parts) {
            names.add(row.text(part));
        }
        if (!admission.admits(new CostKey(names))) {
            folded = true;
            return keys.number(OTHERS_KEY);
        }
        long key = 0;
        for (int part = 0; part < parts.length; part++) {
            int text = parts[part];
            numbers[text] = texts[text].force(row.sources[text], row.from[text], row.length[text]);
            key |= packed(numbers[text], part);
        }
        return keys.number(key);
    }

    private static long packed(int number, int part) {
        return (long) number << (part * TEXT_BITS);
    }

    private static int textOf(long key, int part) {
        return (int) (key >>> (part * TEXT_BITS)) & ((1 << TEXT_BITS) - 1);
    }
}
