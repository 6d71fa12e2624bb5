package dev.nightshift.costs.focus;

import dev.nightshift.costs.model.ChargeCategory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What both kinds of table do with a row's texts. */
final class RowTexts {
    private static final Map<String, byte[]> CATEGORIES = categories();

    private RowTexts() {}

    /**
     * The {@link ChargeCategory}'s name.
     *
     * @throws BadValueException if FOCUS does not know it
     */
    static byte[] category(byte[] text, int from, int length) {
        var value = new String(text, from, length, StandardCharsets.UTF_8);
        var category = CATEGORIES.get(value.toUpperCase(Locale.ROOT));
        if (category != null) {
            return category;
        }
        if (length == 0) {
            throw BadValueException.empty(FocusColumn.CHARGE_CATEGORY);
        }
        throw BadValueException.of(
                FocusColumn.CHARGE_CATEGORY,
                value,
                "is none of "
                        + Arrays.stream(ChargeCategory.values())
                                .map(Enum::name)
                                .collect(Collectors.joining(", "))
                        + "; have the file exported again as FOCUS 1.0 or later");
    }

    /** Whether it is one of the marks of an absent value. */
    static boolean absent(byte[] text, int from, int length) {
        if (length != 4) {
            return length == 0;
        }
        // most values of four letters are something else
        return (text[from] | 0x20) == 'n'
                && (text[from + 1] | 0x20) == 'u'
                && (text[from + 2] | 0x20) == 'l'
                && (text[from + 3] | 0x20) == 'l';
    }

    static void check(Row row) {
        if (row.length[Wanted.CURRENCY] == 0) {
            throw BadValueException.empty(FocusColumn.BILLING_CURRENCY);
        }
        if (row.periodEnd <= row.periodFirst) {
            throw new BadValueException(
                    "column %s: the billing period ends before it begins; have the file exported again"
                            .formatted(FocusColumn.BILLING_PERIOD_END.id()));
        }
    }

    private static Map<String, byte[]> categories() {
        var names = new HashMap<String, byte[]>();
        for (var category : ChargeCategory.values()) {
            names.put(category.name(), category.name().getBytes(StandardCharsets.UTF_8));
        }
        return Map.copyOf(names);
    }
}
