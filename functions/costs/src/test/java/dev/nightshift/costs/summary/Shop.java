package dev.nightshift.costs.summary;

import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostQuestion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A shop's costs of three months: weekdays, a step, a new service, credits, a day without data. */
public final class Shop {
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    public static final CostQuestion QUESTION =
            new CostQuestion(LocalDate.of(2026, 9, 1), TODAY.minusDays(1), Set.of());
    public static final LocalDate LOST = LocalDate.of(2026, 10, 17);

    private static final List<String> SERVICES =
            List.of(
                    "Amazon Relational Database Service",
                    "Amazon Elastic Compute Cloud",
                    "Amazon CloudFront",
                    "Amazon Simple Storage Service",
                    "AWS Fargate",
                    "Elastic Load Balancing",
                    "Amazon ElastiCache",
                    "AWS Lambda",
                    "AmazonCloudWatch",
                    "Amazon Route 53",
                    "AWS Key Management Service");

    private Shop() {}

    public static CostData data(String currency) {
        var random = new Random(42);
        var estate = new Estate(currency, "team", "environment");
        for (var day : new Period(QUESTION.first(), QUESTION.last()).days()) {
            boolean weekend =
                    day.getDayOfWeek() == DayOfWeek.SATURDAY
                            || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            for (int i = 0; i < SERVICES.size(); i++) {
                double usual = 46.0 / (i + 1) * (weekend ? 0.7 : 1);
                double grown = i == 1 && !day.isBefore(LocalDate.of(2026, 11, 9)) ? 1.6 : 1;
                var amount =
                        BigDecimal.valueOf(usual * grown * (0.93 + 0.14 * random.nextDouble()))
                                .setScale(4, RoundingMode.HALF_UP);
                estate.charge(
                        day,
                        i % 3 == 0 ? "111122223333" : "444455556666",
                        SERVICES.get(i),
                        "USAGE",
                        amount.toPlainString(),
                        i % 4 == 3 ? "" : "web",
                        i % 2 == 0 ? "prod" : "");
            }
            if (!day.isBefore(LocalDate.of(2026, 11, 14))) {
                estate.charge(day, "444455556666", "Amazon SageMaker", "USAGE", "18.5", "data", "");
            }
            if (day.getDayOfMonth() == 1) {
                estate.charge(day, "111122223333", "AWS Support", "PURCHASE", "100", "", "");
                estate.charge(
                        day, "111122223333", "Amazon CloudFront", "CREDIT", "-60", "web", "prod");
            }
        }
        return estate.forget(LOST).provisionalFrom(TODAY.minusDays(3)).data();
    }

    public static List<Budget> budgets(String currency) {
        return List.of(
                new Budget(
                        "all of it", currency, BigDecimal.valueOf(4_000), new Budget.Everything()),
                new Budget(
                        "databases",
                        currency,
                        BigDecimal.valueOf(2_000),
                        new Budget.OfService("Amazon Relational Database Service")),
                new Budget(
                        "data team",
                        currency,
                        BigDecimal.valueOf(100),
                        new Budget.OfTag("team", "data")));
    }

    public static Summaries.Terms terms(Summaries.Subject subject, String currency) {
        return new Summaries.Terms(
                TODAY,
                subject,
                5,
                BigDecimal.valueOf(5),
                List.of("team", "environment"),
                budgets(currency),
                Map.of(),
                List.of());
    }

    public static CostSummary summary(Summaries.Subject subject) {
        return Summaries.of(QUESTION, data("USD"), terms(subject, "USD"));
    }
}
