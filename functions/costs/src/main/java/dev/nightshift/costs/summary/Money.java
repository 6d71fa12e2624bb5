package dev.nightshift.costs.summary;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/** Amounts as people read them. Rounds what is shown, never what is reckoned with. */
public final class Money {
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private Money() {}

    /**
     * Two digits with groups, such as {@code 1,234.50}; what is not nothing never looks like it.
     */
    public static String amount(BigDecimal amount) {
        if (amount.signum() != 0 && amount.abs().compareTo(CENT.divide(BigDecimal.TWO)) < 0) {
            return amount.signum() > 0 ? "<0.01" : "-<0.01";
        }
        return String.format(Locale.ROOT, "%,.2f", amount.setScale(2, RoundingMode.HALF_UP));
    }

    /** With its currency, such as {@code 1,234.50 USD}. */
    public static String of(BigDecimal amount, String currency) {
        return amount(amount) + " " + currency;
    }

    /** With a sign, such as {@code +12.00}. */
    public static String change(BigDecimal amount) {
        return (amount.signum() > 0 ? "+" : "") + amount(amount);
    }

    /** Such as {@code +12.3 %}; {@code new} where there was nothing before. */
    public static String percent(Optional<BigDecimal> percent) {
        return percent.map(
                        share ->
                                (share.signum() > 0 ? "+" : "")
                                        + String.format(Locale.ROOT, "%,.1f", share)
                                        + " %")
                .orElse("new");
    }

    /** A share without a sign, such as {@code 12.3 %}. */
    public static String share(Optional<BigDecimal> percent) {
        return percent.map(share -> String.format(Locale.ROOT, "%,.1f %%", share))
                .orElse("not known");
    }
}
