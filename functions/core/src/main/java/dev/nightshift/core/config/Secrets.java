package dev.nightshift.core.config;

import dev.nightshift.core.config.Value.Items;
import dev.nightshift.core.config.Value.Mapping;
import dev.nightshift.core.config.Value.Scalar;
import java.util.Locale;
import java.util.regex.Pattern;

/** Keeps secrets out of the settings, and out of what is said about them. */
final class Secrets {
    private static final int LONGEST_SHOWN = 60;

    private static final Pattern VALUE =
            Pattern.compile(
                    "hooks\\.slack(-gov)?\\.com/|xox[a-z]-|xapp-|discord(app)?\\.com/api/webhooks/"
                            + "|webhook\\.office\\.com/|\\b(AKIA|ASIA)[A-Z0-9]{16}\\b|-----BEGIN (?!CERTIFICATE-----)"
                            + "|\\bgh[pousr]_[A-Za-z0-9]{20,}|github_pat_|\\bglpat-|\\bsk_live_"
                            + "|\\beyJ[A-Za-z0-9_-]{10,}\\.|://[^/@\\s:]+:[^/@\\s]+@");

    private static final Pattern KEY =
            Pattern.compile(
                    "passw(or)?d|passphrase|token|webhook|credential|apikey|accesskey|privatekey");

    private Secrets() {}

    static boolean looksLikeOne(String text) {
        return VALUE.matcher(text).find();
    }

    /** Whether a key asks for a secret as its value. */
    static boolean isKeyOfOne(String key) {
        return KEY.matcher(key.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")).find();
    }

    /** The text as it may be shown: no secret, on one line, and not too long. */
    static String masked(String text) {
        if (looksLikeOne(text)) {
            return "(not shown)";
        }
        var line = text.replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= LONGEST_SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_SHOWN)) + "…";
    }

    /** Refuses every secret that is written out anywhere below. */
    static void refuseAll(Reading reading) {
        switch (reading.value()) {
            case Mapping mapping ->
                    mapping.entries()
                            .forEach(
                                    entry -> {
                                        if (looksLikeOne(entry.key())) {
                                            refuse(reading.keyOf(entry));
                                        }
                                        refuseAll(reading.of(entry));
                                    });
            case Items list -> {
                for (int i = 0; i < list.items().size(); i++) {
                    refuseAll(reading.item(i));
                }
            }
            case Scalar scalar -> {
                if (looksLikeOne(scalar.text())) {
                    refuse(reading);
                }
            }
        }
    }

    private static void refuse(Reading reading) {
        reading.refuse(
                "this looks like a secret (not shown); secrets only by reference: put it into"
                        + " Secrets Manager and write its name");
    }
}
