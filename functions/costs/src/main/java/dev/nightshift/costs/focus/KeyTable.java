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
    static final String OTHERS = "(others)";

    /** A key is up to three numbers of texts, side by side in a long. */
    static final int TEXT_BITS = 20;

    private static final long OTHERS_KEY = -1;

    private final Breakdown by;
    private final int[] parts;
    private final Wanted wanted;
    private final LongIntMap keys = new LongIntMap();
    private final LongIntMap cells = new LongIntMap();
    private final ExactSums sums = new ExactSums();
    private boolean folded;

    KeyTable(Breakdown by, Wanted wanted) {
        this.by = by;
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
     * @param texts the numbers of the row's texts
     * @param day from the first that is asked for
     */
    void add(int[] texts, int day, Decimal billed, Decimal effective) {
        int cell = cell(keyNumber(texts), day);
        sums.add(2 * cell, billed);
        sums.add(2 * cell + 1, effective);
    }

    /**
     * Adds what another table of the same breakdown has.
     *
     * @param translation by text of a row, from its numbers to ours
     */
    void add(KeyTable other, int[][] translation) {
        folded |= other.folded;
        var ours = new int[other.keys.size()];
        var texts = new int[wanted.texts()];
        for (int i = 0; i < ours.length; i++) {
            long key = other.keys.key(i);
            for (int part = 0; part < parts.length; part++) {
                texts[parts[part]] =
                        key == OTHERS_KEY
                                ? Texts.ABSENT
                                : translation[parts[part]][textOf(key, part)];
            }
            ours[i] = keyNumber(texts);
        }
        for (int i = 0; i < other.cells.size(); i++) {
            long theirs = other.cells.key(i);
            int cell = cell(ours[(int) (theirs / wanted.days())], (int) (theirs % wanted.days()));
            sums.add(2 * cell, other.sums, 2 * i);
            sums.add(2 * cell + 1, other.sums, 2 * i + 1);
        }
    }

    Map<LocalDate, Map<CostKey, Amounts>> days(Texts[] texts) {
        var named = new ArrayList<CostKey>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            named.add(name(keys.key(i), texts));
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

    private CostKey name(long key, Texts[] texts) {
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

    private int keyNumber(int[] texts) {
        long key = 0;
        for (int part = 0; part < parts.length; part++) {
            int text = texts[parts[part]];
            if (text == Texts.ABSENT) {
                return others();
            }
            key |= (long) text << (part * TEXT_BITS);
        }
        int known = keys.find(key);
        if (known >= 0) {
            return known;
        }
        return keys.size() < wanted.mostKeys() ? keys.number(key) : others();
    }

    private int others() {
        folded = true;
        return keys.number(OTHERS_KEY);
    }

    private static int textOf(long key, int part) {
        return (int) (key >>> (part * TEXT_BITS)) & ((1 << TEXT_BITS) - 1);
    }
}
