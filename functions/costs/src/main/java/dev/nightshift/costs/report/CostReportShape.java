package dev.nightshift.costs.report;

import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.Reading;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Shape;
import dev.nightshift.core.config.Shapes;
import dev.nightshift.costs.source.SourceSettings;
import dev.nightshift.costs.source.SourceShape;
import dev.nightshift.costs.summary.Budget;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the settings of cost-report are written. */
final class CostReportShape {
    private static final int MOST = 50;
    private static final Shape<String> BUCKET_NAME =
            Shapes.pattern(
                    Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"),
                    "the name of an S3 bucket such as acme-costs");
    private static final Shape<String> CURRENCY_CODE =
            Shapes.pattern(Pattern.compile("[A-Z]{3}"), "a currency such as USD");
    private static final Shape<String> TAG_KEY =
            Shapes.pattern(
                    Pattern.compile("[\\p{L}\\p{N} _.:/=+@-]{1,128}"),
                    "the key of a tag such as team");

    private static final Field<String> TAG_KEY_OF =
            Field.required("key", TAG_KEY, "The key of the tag; it must be among tags, too.");
    private static final Field<String> TAG_VALUE_OF =
            Field.required("value", Shapes.text(), "The value of the tag.");
    private static final Field<String> BUDGET_NAME =
            Field.required("name", Shapes.text(), "What people call it.");
    private static final Field<Integer> AMOUNT =
            Field.required(
                    "amount",
                    Shapes.integer(1, 1_000_000_000),
                    "What a month may cost, in whole units of the currency, billed.");
    private static final Field<String> CURRENCY =
            Field.defaulting("currency", CURRENCY_CODE, "USD", "The currency of the amount.");
    private static final Field<Optional<String>> SERVICE =
            Field.optional("service", Shapes.text(), "Count this service only, named as billed.");
    private static final Field<Optional<String>> ACCOUNT =
            Field.optional("account", Shapes.text(), "Count this account only, as billed.");
    private static final Field<Optional<Budget.OfTag>> TAG =
            Field.optional(
                    "tag",
                    Shapes.record(
                            values ->
                                    new Budget.OfTag(
                                            values.get(TAG_KEY_OF), values.get(TAG_VALUE_OF)),
                            TAG_KEY_OF,
                            TAG_VALUE_OF),
                    "Count what carries this tag only.");
    private static final RecordShape<Budget> BUDGET =
            Shapes.record(
                    values ->
                            new Budget(
                                    values.get(BUDGET_NAME),
                                    values.get(CURRENCY),
                                    BigDecimal.valueOf(values.get(AMOUNT)),
                                    watch(
                                            values.get(SERVICE),
                                            values.get(ACCOUNT),
                                            values.get(TAG))),
                    BUDGET_NAME,
                    AMOUNT,
                    CURRENCY,
                    SERVICE,
                    ACCOUNT,
                    TAG);

    private static final Field<Boolean> DAILY =
            Field.defaulting("daily", Shapes.bool(), "true", "Whether to tell every day, shortly.");
    private static final Field<Optional<DayOfWeek>> WEEKLY =
            Field.defaulting(
                    "weekly",
                    Shapes.choice(weekdays()),
                    "monday",
                    "On which day (UTC) to tell of the week; never for not at all.");
    private static final Field<Boolean> MONTHLY =
            Field.defaulting(
                    "monthly",
                    Shapes.bool(),
                    "true",
                    "Whether to tell of the last full month once it has settled.");
    private static final Field<Integer> SETTLE_DAYS =
            Field.defaulting(
                    "settleDays",
                    Shapes.integer(1, 20),
                    "5",
                    "So many days into a month, the one before it is taken to change no more.");
    private static final Field<List<String>> TAGS =
            Field.defaulting(
                    "tags",
                    Shapes.list(TAG_KEY, 0, 20),
                    "[]",
                    "Allocation tags to tell costs apart by, the most important first.");
    private static final Field<Integer> MINIMUM_CHANGE =
            Field.defaulting(
                    "minimumChange",
                    Shapes.integer(0, 1_000_000),
                    "5",
                    "The smallest change of a service that is told, in whole units of its currency.");
    private static final Field<List<Budget>> BUDGETS =
            Field.defaulting(
                    "budgets",
                    Shapes.list(BUDGET, 0, MOST),
                    "[]",
                    "What a month may cost, beside the budgets of AWS Budgets, which are found.");
    private static final Field<Optional<String>> BUCKET =
            Field.optional(
                    "bucket",
                    BUCKET_NAME,
                    "Where pages, tables and pictures are put, below reports/; without it, there"
                            + " are only notices.");
    private static final Field<SourceSettings> SOURCES =
            Field.required("sources", SourceShape.SHAPE, "Where the figures come from.");

    static final RecordShape<CostReportSettings> SHAPE =
            Shapes.record(
                            values ->
                                    new CostReportSettings(
                                            values.get(DAILY),
                                            values.get(WEEKLY),
                                            values.get(MONTHLY),
                                            values.get(SETTLE_DAYS),
                                            values.get(TAGS),
                                            BigDecimal.valueOf(values.get(MINIMUM_CHANGE)),
                                            values.get(BUDGETS),
                                            values.get(BUCKET),
                                            values.get(SOURCES)),
                            DAILY,
                            WEEKLY,
                            MONTHLY,
                            SETTLE_DAYS,
                            TAGS,
                            MINIMUM_CHANGE,
                            BUDGETS,
                            BUCKET,
                            SOURCES)
                    .check(CostReportShape::possible);

    private CostReportShape() {}

    private static void possible(CostReportSettings settings, Reading reading) {
        var names = new HashSet<String>();
        for (var budget : settings.budgets()) {
            if (!names.add(budget.name())) {
                reading.refuse("two budgets are called " + budget.name());
            }
            if (budget.watch() instanceof Budget.OfTag(var key, _)
                    && !settings.tags().contains(key)) {
                reading.refuse(
                        "budget %s counts by tag %s; add it to tags".formatted(budget.name(), key));
            }
        }
    }

    private static Budget.Watch watch(
            Optional<String> service, Optional<String> account, Optional<Budget.OfTag> tag) {
        int given =
                (service.isPresent() ? 1 : 0)
                        + (account.isPresent() ? 1 : 0)
                        + (tag.isPresent() ? 1 : 0);
        if (given > 1) {
            throw new IllegalArgumentException("expected at most one of service, account and tag");
        }
        if (tag.isPresent()) {
            return tag.get();
        }
        return service.<Budget.Watch>map(Budget.OfService::new)
                .or(() -> account.map(Budget.OfAccount::new))
                .orElseGet(Budget.Everything::new);
    }

    private static Map<String, Optional<DayOfWeek>> weekdays() {
        var words = new LinkedHashMap<String, Optional<DayOfWeek>>();
        for (var day : DayOfWeek.values()) {
            words.put(day.name().toLowerCase(Locale.ROOT), Optional.of(day));
        }
        words.put("never", Optional.empty());
        return words;
    }
}
