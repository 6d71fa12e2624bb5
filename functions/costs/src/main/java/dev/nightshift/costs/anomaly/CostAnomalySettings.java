package dev.nightshift.costs.anomaly;

import dev.nightshift.core.text.Globs;
import dev.nightshift.costs.source.SourceSettings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What cost-anomaly takes for an anomaly.
 *
 * @param minimum excess a day that is worth telling, by currency (ISO 4217)
 * @param elsewhere the same in a currency that is not named
 * @param percent excess as a share of what is usual
 * @param lookback days that tell what is usual
 * @param acceptAfter days after which a steady level is the new one
 * @param drops whether costs that fall are told too
 * @param tags keys of allocation tags by which a cause is looked for
 * @param makerTags keys of tags that name who made something, the best first
 * @param ignore what is not told
 * @param sources of the figures
 */
public record CostAnomalySettings(
        Map<String, BigDecimal> minimum,
        BigDecimal elsewhere,
        int percent,
        int lookback,
        int acceptAfter,
        boolean drops,
        List<String> tags,
        List<String> makerTags,
        List<Ignore> ignore,
        SourceSettings sources) {
    public CostAnomalySettings {
        minimum = Map.copyOf(minimum);
        tags = List.copyOf(tags);
        makerTags = List.copyOf(makerTags);
        ignore = List.copyOf(ignore);
    }

    /**
     * A service of an account that is let be.
     *
     * @param service a name in which {@code *} stands for any text and {@code ?} for any one
     *     character; capitals do not matter
     * @param account the same
     * @param until the last day of it; empty for good
     * @param why for the reader of the plan
     */
    public record Ignore(String service, String account, Optional<LocalDate> until, String why) {
        boolean covers(String provider, String ofAccount, String ofService, LocalDate today) {
            return (matches(service, ofService) || matches(service, provider + "/" + ofService))
                    && matches(account, ofAccount)
                    && until.map(last -> !today.isAfter(last)).orElse(true);
        }

        private static boolean matches(String glob, String name) {
            return Globs.compile(glob.toLowerCase(Locale.ROOT))
                    .matcher(name.toLowerCase(Locale.ROOT))
                    .matches();
        }
    }

    Limits limits(String currency) {
        return new Limits(
                minimum.getOrDefault(currency, elsewhere).doubleValue(),
                percent / 100.0,
                lookback,
                drops);
    }
}
