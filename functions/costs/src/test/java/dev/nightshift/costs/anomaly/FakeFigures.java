package dev.nightshift.costs.anomaly;

import dev.nightshift.core.testing.Faults;
import dev.nightshift.costs.model.Amounts;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostKey;
import dev.nightshift.costs.model.CostQuestion;
import dev.nightshift.costs.model.CostTable;
import dev.nightshift.costs.source.SourceSettings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** An account with one service that costs 20 a day, and 200 since two days ago. */
final class FakeFigures implements CostAnomalyGateway {
    static final String SERVICE = "Amazon EC2";

    private final Faults faults;
    private final LocalDate today;
    Detected detected = new Detected.Found(List.of());
    Attribution made = new Attribution.Unknown("nobody looked");
    final Map<String, String> tags = new HashMap<>();
    final List<CostQuestion> asked = new ArrayList<>();
    boolean back;

    FakeFigures(Faults faults, LocalDate today) {
        this.faults = faults;
        this.today = today;
    }

    @Override
    public List<CostData> figures(CostQuestion question) {
        return faults.read(
                "s3:GetObject",
                () -> {
                    asked.add(question);
                    return List.of(data(question));
                });
    }

    private CostData data(CostQuestion question) {
        var tables = new HashMap<Breakdown, CostTable>();
        for (var by : question.breakdowns()) {
            var days = new TreeMap<LocalDate, Map<CostKey, Amounts>>();
            for (var day = question.first(); !day.isAfter(question.last()); day = day.plusDays(1)) {
                var cost = BigDecimal.valueOf(day.isBefore(today.minusDays(2)) || back ? 20 : 200);
                days.put(day, Map.of(key(by), new Amounts(cost, cost)));
            }
            tables.put(by, new CostTable(by, days));
        }
        NavigableMap<LocalDate, ?> known =
                tables.getOrDefault(
                                new Breakdown.ByService(),
                                new CostTable(new Breakdown.ByService(), new TreeMap<>()))
                        .days();
        return new CostData(
                "USD",
                new java.util.TreeSet<>(known.keySet()),
                Optional.empty(),
                tables,
                List.of());
    }

    private CostKey key(Breakdown by) {
        return switch (by) {
            case Breakdown.ByService() -> CostKey.of("AWS", "111122223333", SERVICE);
            case Breakdown.ByRegion() -> CostKey.of("AWS", "eu-west-1");
            case Breakdown.ByUsageType() -> CostKey.of("AWS", SERVICE, "BoxUsage:m5.large");
            case Breakdown.ByCategory() -> CostKey.of("AWS", "USAGE");
            case Breakdown.ByTag _ -> CostKey.of("web");
            case Breakdown.ByServiceAndTag(var tag) ->
                    CostKey.of("AWS", SERVICE, tags.getOrDefault(tag, ""));
        };
    }

    @Override
    public Detected detected(LocalDate first, LocalDate last) {
        return faults.read("ce:GetAnomalies", () -> detected);
    }

    @Override
    public Attribution maker(Finding finding) {
        return faults.read("cloudtrail:LookupEvents", () -> made);
    }

    static CostAnomalySettings settings() {
        return new CostAnomalySettings(
                Map.of("USD", BigDecimal.TEN),
                BigDecimal.TEN,
                25,
                42,
                14,
                false,
                List.of("team"),
                List.of(CreatedBy.TAG, "owner"),
                List.of(),
                new SourceSettings(List.of(), false, 1, Optional.empty()));
    }
}
