package dev.nightshift.costs.summary;

import dev.nightshift.costs.model.Amounts;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostKey;
import dev.nightshift.costs.model.CostTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Costs for tests, written charge by charge; all tables agree with each other. */
public final class Estate {
    private final String currency;
    private final TreeSet<LocalDate> known = new TreeSet<>();
    private final Map<Breakdown, NavigableMap<LocalDate, Map<CostKey, Amounts>>> tables =
            new HashMap<>();
    private final List<String> tags;
    private Optional<LocalDate> provisionalFrom = Optional.empty();

    public Estate(String currency, String... tags) {
        this.currency = currency;
        this.tags = List.of(tags);
        var all =
                new ArrayList<Breakdown>(
                        List.of(
                                new Breakdown.ByService(),
                                new Breakdown.ByRegion(),
                                new Breakdown.ByUsageType(),
                                new Breakdown.ByCategory()));
        this.tags.forEach(tag -> all.add(new Breakdown.ByTag(tag)));
        all.forEach(by -> tables.put(by, new TreeMap<>()));
    }

    /** These days are known, whatever they cost. */
    public Estate known(LocalDate first, LocalDate last) {
        known.addAll(new Period(first, last).days());
        return this;
    }

    /** Nothing is known of this day. */
    public Estate forget(LocalDate day) {
        known.remove(day);
        tables.values().forEach(table -> table.remove(day));
        return this;
    }

    public Estate provisionalFrom(LocalDate day) {
        provisionalFrom = Optional.of(day);
        return this;
    }

    /** A charge with the value of each tag, {@code ""} for none. */
    public Estate charge(
            LocalDate day,
            String account,
            String service,
            String category,
            String amount,
            String... values) {
        known.add(day);
        var costs = new Amounts(new BigDecimal(amount), new BigDecimal(amount));
        add(day, new Breakdown.ByService(), costs, "AWS", account, service);
        add(day, new Breakdown.ByRegion(), costs, "AWS", "eu-west-1");
        add(day, new Breakdown.ByUsageType(), costs, "AWS", service, service + ":Hours");
        add(day, new Breakdown.ByCategory(), costs, "AWS", category);
        for (int i = 0; i < tags.size(); i++) {
            add(day, new Breakdown.ByTag(tags.get(i)), costs, i < values.length ? values[i] : "");
        }
        return this;
    }

    public Estate use(LocalDate day, String service, String amount) {
        return charge(day, "shop", service, "USAGE", amount);
    }

    private void add(LocalDate day, Breakdown by, Amounts costs, String... key) {
        tables.computeIfAbsent(by, _ -> new TreeMap<>())
                .computeIfAbsent(day, _ -> new TreeMap<>())
                .merge(CostKey.of(key), costs, Amounts::plus);
    }

    public CostData data() {
        var made = new HashMap<Breakdown, CostTable>();
        tables.forEach((by, days) -> made.put(by, new CostTable(by, days)));
        return new CostData(currency, known, provisionalFrom, made, List.of("a test"));
    }

    /** Only what is billed by service, as a source that knows no more gives it. */
    public CostData servicesOnly() {
        var by = new Breakdown.ByService();
        return new CostData(
                currency,
                known,
                provisionalFrom,
                Map.of(by, data().table(by).orElseThrow()),
                List.of("a test"));
    }
}
