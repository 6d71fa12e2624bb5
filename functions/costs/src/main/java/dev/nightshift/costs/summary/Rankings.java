package dev.nightshift.costs.summary;

import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostKey;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Costs by everything that sources tell them apart by. */
final class Rankings {
    private Rankings() {}

    static List<Ranking> of(CostData data, Comparison over, List<String> tags) {
        var services = data.table(new Breakdown.ByService());
        var byService =
                services.map(
                        table ->
                                Ranking.of(
                                        "Services",
                                        List.of("service"),
                                        table,
                                        over,
                                        key -> CostKey.of(key.part(2))));
        var byAccount =
                services.map(
                        table ->
                                Ranking.of(
                                        "Accounts",
                                        List.of("provider", "account"),
                                        table,
                                        over,
                                        key -> CostKey.of(key.part(0), key.part(1))));
        return Stream.of(
                        Stream.of(
                                byService,
                                byAccount,
                                one(data, "Regions", new Breakdown.ByRegion(), over),
                                one(data, "Usage types", new Breakdown.ByUsageType(), over),
                                one(data, "Kinds of charge", new Breakdown.ByCategory(), over)),
                        tags.stream()
                                .map(
                                        tag ->
                                                one(
                                                        data,
                                                        "Tag " + tag,
                                                        new Breakdown.ByTag(tag),
                                                        over)))
                .flatMap(all -> all)
                .flatMap(Optional::stream)
                .toList();
    }

    static Optional<Ranking> one(CostData data, String title, Breakdown by, Comparison over) {
        return data.table(by)
                .map(
                        table ->
                                Ranking.of(
                                        title,
                                        by.columns(),
                                        table,
                                        over,
                                        UnaryOperator.identity()));
    }
}
