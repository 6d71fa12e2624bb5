package dev.nightshift.costs.report;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * {@link Edition.Told} as the texts that are kept between runs. One that cannot be read is as good
 * as none: an edition is then told once more.
 */
final class ToldText {
    private ToldText() {}

    static Map<String, String> written(Edition.Told told) {
        var texts = new TreeMap<String, String>();
        told.daily().ifPresent(day -> texts.put("daily", day.toString()));
        told.weekly().ifPresent(day -> texts.put("weekly", day.toString()));
        told.monthly().ifPresent(month -> texts.put("monthly", month.toString()));
        return texts;
    }

    static Edition.Told read(Map<String, String> texts) {
        return new Edition.Told(
                date(texts, "daily", LocalDate::parse),
                date(texts, "weekly", LocalDate::parse),
                date(texts, "monthly", YearMonth::parse));
    }

    private static <T> Optional<T> date(
            Map<String, String> texts, String key, Function<String, T> parse) {
        try {
            return Optional.ofNullable(texts.get(key)).map(parse);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
