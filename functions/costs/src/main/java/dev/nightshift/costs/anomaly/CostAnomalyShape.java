package dev.nightshift.costs.anomaly;

import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Shape;
import dev.nightshift.core.config.Shapes;
import dev.nightshift.costs.anomaly.CostAnomalySettings.Ignore;
import dev.nightshift.costs.source.SourceSettings;
import dev.nightshift.costs.source.SourceShape;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the settings of cost-anomaly are written. */
final class CostAnomalyShape {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern TAG_KEY = Pattern.compile("[^\\p{Cntrl}]{1,128}");

    private static final Field<Map<String, BigDecimal>> MINIMUM =
            Field.defaulting(
                    "minimum",
                    Shapes.map(CURRENCY, "a currency such as USD", amount()),
                    "{ USD: \"10\" }",
                    "By currency, the excess a day that is worth telling, quoted.");
    private static final Field<BigDecimal> ELSEWHERE =
            Field.defaulting(
                    "minimumElsewhere",
                    amount(),
                    "\"10\"",
                    "The same in a currency that minimum does not name, quoted.");
    private static final Field<Integer> PERCENT =
            Field.defaulting(
                    "percent",
                    Shapes.percent(5, 500),
                    "25%",
                    "The excess worth telling, as a share of what is usual; both must be reached.");
    private static final Field<Integer> LOOKBACK =
            Field.defaulting(
                    "lookback", Shapes.integer(28, 90), "42", "How many days tell what is usual.");
    private static final Field<Integer> ACCEPT_AFTER =
            Field.defaulting(
                    "acceptAfter",
                    Shapes.integer(7, 90),
                    "14",
                    "After how many days a steady level is taken for the new one.");
    private static final Field<Boolean> DROPS =
            Field.defaulting(
                    "drops", Shapes.bool(), "false", "Whether costs that fall are told too.");
    private static final Field<List<String>> TAGS =
            Field.defaulting(
                    "tags",
                    Shapes.list(Shapes.pattern(TAG_KEY, "the key of a tag such as team"), 0, 10),
                    "[]",
                    "Keys of allocation tags by which a cause is looked for.");
    private static final Field<List<String>> MAKER_TAGS =
            Field.defaulting(
                    "makerTags",
                    Shapes.list(Shapes.pattern(TAG_KEY, "the key of a tag such as owner"), 0, 3),
                    "[\"aws:createdBy\"]",
                    "Keys of tags that name who made or owns something, the best first; costs are"
                            + " asked for by them where CloudTrail does not tell.");

    private static final Field<String> SERVICE =
            Field.defaulting(
                    "service",
                    Shapes.text(),
                    "\"*\"",
                    "The name of a service, with or without its provider before it (AWS/...); *"
                            + " stands for any text.");
    private static final Field<String> ACCOUNT =
            Field.defaulting(
                    "account",
                    Shapes.text(),
                    "\"*\"",
                    "The account, quoted; * stands for any text.");
    private static final Field<Optional<LocalDate>> UNTIL =
            Field.optional(
                    "until",
                    Shapes.parsed(
                            "a day such as \"2026-12-31\"",
                            CostAnomalyShape::day,
                            "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
                    "The last day on which it is let be, such as the end of a migration.");
    private static final Field<String> WHY =
            Field.required("why", Shapes.text(), "Why it is let be.");
    private static final Field<List<Ignore>> IGNORE =
            Field.defaulting(
                    "ignore",
                    Shapes.list(
                            Shapes.record(
                                            values ->
                                                    new Ignore(
                                                            values.get(SERVICE),
                                                            values.get(ACCOUNT),
                                                            values.get(UNTIL),
                                                            values.get(WHY)),
                                            SERVICE,
                                            ACCOUNT,
                                            UNTIL,
                                            WHY)
                                    .check(
                                            (ignore, reading) -> {
                                                if (ignore.service().equals("*")
                                                        && ignore.account().equals("*")
                                                        && ignore.until().isEmpty()) {
                                                    reading.refuse(
                                                            "this ignores everything for good: give"
                                                                    + " a service, an account or until");
                                                }
                                            }),
                            0,
                            200),
                    "[]",
                    "What is not told: services that vary by nature, known migrations.");

    private static final Field<SourceSettings> SOURCES =
            Field.required("sources", SourceShape.SHAPE, "Where the figures come from.");

    static final RecordShape<CostAnomalySettings> SHAPE =
            Shapes.record(
                    values ->
                            new CostAnomalySettings(
                                    values.get(MINIMUM),
                                    values.get(ELSEWHERE),
                                    values.get(PERCENT),
                                    values.get(LOOKBACK),
                                    values.get(ACCEPT_AFTER),
                                    values.get(DROPS),
                                    values.get(TAGS),
                                    values.get(MAKER_TAGS),
                                    values.get(IGNORE),
                                    values.get(SOURCES)),
                    MINIMUM,
                    ELSEWHERE,
                    PERCENT,
                    LOOKBACK,
                    ACCEPT_AFTER,
                    DROPS,
                    TAGS,
                    MAKER_TAGS,
                    IGNORE,
                    SOURCES);

    private CostAnomalyShape() {}

    private static Shape<BigDecimal> amount() {
        return Shapes.parsed(
                "an amount such as \"10\" or \"7.50\"",
                text -> {
                    if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,4})?")
                            || new BigDecimal(text).signum() == 0) {
                        throw new IllegalArgumentException("above zero, in digits, without a sign");
                    }
                    return new BigDecimal(text);
                },
                "^[0-9]{1,9}(\\.[0-9]{1,4})?$");
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("year, month and day, quoted", wrong);
        }
    }
}
