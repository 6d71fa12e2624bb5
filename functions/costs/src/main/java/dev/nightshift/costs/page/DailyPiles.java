package dev.nightshift.costs.page;

import dev.nightshift.costs.summary.CostSummary;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What each day cost, by service, as piles: the same for all that draw them.
 *
 * @param days all that were asked for, in their order
 * @param series the dearest services and all others, by name, which keep their order
 */
record DailyPiles(List<LocalDate> days, Map<String, NavigableMap<LocalDate, BigDecimal>> series) {
    static final String OTHERS = "All others";
    private static final int SHOWN = 8;
    private static final int OTHERS_COLOUR = 9;

    /**
     * What a service cost on a day.
     *
     * @param colour 1 to 9
     * @param low where it begins in the pile, below zero for credits
     * @param high where it ends; above {@code low}
     */
    record Part(int colour, double low, double high) {}

    /**
     * A day's.
     *
     * @param parts from the inside out, without those that cost nothing
     * @param low below zero if there are credits
     */
    record Pile(List<Part> parts, double low, double high) {
        Pile {
            parts = List.copyOf(parts);
        }
    }

    static DailyPiles of(CostSummary summary) {
        return new DailyPiles(summary.asked().days(), series(summary));
    }

    private static Map<String, NavigableMap<LocalDate, BigDecimal>> series(CostSummary summary) {
        var series = new LinkedHashMap<String, NavigableMap<LocalDate, BigDecimal>>();
        summary.byService().entrySet().stream()
                .limit(SHOWN)
                .forEach(service -> series.put(service.getKey(), service.getValue()));
        var others = new TreeMap<LocalDate, BigDecimal>();
        summary.byService().values().stream()
                .skip(SHOWN)
                .forEach(
                        service ->
                                service.forEach(
                                        (day, amount) ->
                                                others.merge(day, amount, BigDecimal::add)));
        if (!others.isEmpty()) {
            series.put(OTHERS, others);
        }
        return series;
    }

    Pile on(LocalDate day) {
        var parts = new ArrayList<Part>();
        double up = 0;
        double down = 0;
        int nth = 0;
        for (var one : series.entrySet()) {
            nth++;
            double amount = Svg.seen(one.getValue().getOrDefault(day, BigDecimal.ZERO));
            int colour = colour(one.getKey(), nth);
            if (amount > 0) {
                parts.add(new Part(colour, up, up + amount));
                up += amount;
            } else if (amount < 0) {
                parts.add(new Part(colour, down + amount, down));
                down += amount;
            }
        }
        return new Pile(parts, down, up);
    }

    /** By name, in their order. */
    Map<String, Integer> colours() {
        var colours = new LinkedHashMap<String, Integer>();
        series.keySet().forEach(name -> colours.put(name, colour(name, colours.size() + 1)));
        return colours;
    }

    private static int colour(String name, int nth) {
        return name.equals(OTHERS) ? OTHERS_COLOUR : nth;
    }

    /** Room for the highest pile, and for credits below zero. */
    Scale scale(int top, int bottom) {
        var piles = days.stream().map(this::on).toList();
        return Scale.of(
                piles.stream().mapToDouble(Pile::low).min().orElse(0),
                piles.stream().mapToDouble(Pile::high).max().orElse(0),
                top,
                bottom);
    }
}
