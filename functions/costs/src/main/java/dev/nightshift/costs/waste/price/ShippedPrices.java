package dev.nightshift.costs.waste.price;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The table that comes with the function, for when the price list cannot be asked. */
public final class ShippedPrices implements Prices {
    private static final String TABLE = "prices.csv";

    private final String region;
    private final Map<String, Quote.Known> table;

    private ShippedPrices(String region, Map<String, Quote.Known> table) {
        this.region = region;
        this.table = Map.copyOf(table);
    }

    /**
     * The rows of one region.
     *
     * @throws IllegalStateException if the table is not as it should be; says the line
     */
    public static ShippedPrices of(String region) {
        var table = new HashMap<String, Quote.Known>();
        try (var stream = ShippedPrices.class.getResourceAsStream(TABLE);
                var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(stream, TABLE),
                                        StandardCharsets.UTF_8))) {
            for (var line : reader.lines().toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    row(line, region, table);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ShippedPrices(region, table);
    }

    private static void row(String line, String region, Map<String, Quote.Known> table) {
        var cells = line.split(",", -1);
        if (cells.length != 6) {
            throw new IllegalStateException(
                    TABLE + ": expected region,item,variant,usd,as of,source; found: " + line);
        }
        var key =
                new PriceKey(
                        PriceKey.Item.valueOf(cells[1].toUpperCase(Locale.ROOT).replace('-', '_')),
                        cells[2]);
        if (cells[0].equals(region)) {
            table.put(
                    key.toString(),
                    new Quote.Known(
                            new BigDecimal(cells[3]),
                            "the shipped table, as of " + cells[4] + ", from: " + cells[5]));
        }
    }

    @Override
    public Quote quote(PriceKey key) {
        return Optional.<Quote>ofNullable(table.get(key.toString()))
                .orElseGet(
                        () ->
                                new Quote.Unknown(
                                        "the table that comes with it has no "
                                                + key
                                                + " in "
                                                + region));
    }
}
