package dev.nightshift.costs.focus;

import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostData;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Exports in memory. */
final class Tables implements Exports {
    static final String HEADER =
            "BilledCost,EffectiveCost,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,"
                    + "ChargePeriodStart,ProviderName,BillingAccountId,ServiceName";

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, Instant> times = new LinkedHashMap<>();

    static Tables of(String... lines) {
        return new Tables().with("costs.csv", String.join("\n", lines));
    }

    /** A charge of September 2024, under {@link #HEADER}. */
    static String charge(String day, String billed, String currency, String service) {
        return "%s,%s,%s,2024-09-01T00:00:00Z,2024-10-01T00:00:00Z,%s,AWS,1,%s"
                .formatted(billed, billed, currency, day, service);
    }

    Tables with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    }

    Tables with(String path, byte[] bytes, Instant modified) {
        files.put(path, bytes);
        times.put(path, modified);
        return this;
    }

    List<CostData> september(Breakdown... by) {
        return FocusSource.of(this, Questions.LATER).read(Questions.september(Set.of(by)));
    }

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public List<Export> list() {
        return files.entrySet().stream()
                .map(
                        file ->
                                new Export(
                                        file.getKey(),
                                        file.getValue().length,
                                        times.getOrDefault(file.getKey(), Instant.EPOCH),
                                        ""))
                .toList();
    }

    @Override
    public byte[] read(Export export, long offset, int length) {
        return Arrays.copyOfRange(
                bytes(export), Math.toIntExact(offset), Math.toIntExact(offset + length));
    }

    @Override
    public InputStream open(Export export) {
        return new ByteArrayInputStream(bytes(export));
    }

    private byte[] bytes(Export export) {
        return files.getOrDefault(export.path(), new byte[0]);
    }
}
