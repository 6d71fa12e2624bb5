package dev.nightshift.costs.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.costs.model.Breakdown.ByService;
import dev.nightshift.costs.model.CostKey;
import dev.nightshift.costs.model.CostQuestion;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A Cost Explorer that nobody here wrote, though all it knows is what it was told. */
class MotoCostExplorerTest {
    private static final String RESULTS =
            """
            {"results":[{"ResultsByTime":[{"TimePeriod":{"Start":"2026-11-01","End":"2026-11-02"},
              "Total":{},"Estimated":true,"Groups":[{"Keys":["111122223333","AmazonS3"],"Metrics":{
                "UnblendedCost":{"Amount":"0.0101516483","Unit":"USD"},
                "AmortizedCost":{"Amount":"0.0101516482","Unit":"USD"}}}]}],
              "DimensionValueAttributes":[],"GroupDefinitions":[]}]}
            """;

    @Test
    void its_answer_is_understood() throws IOException, InterruptedException {
        try (var moto = MotoServer.start();
                var http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(
                                    moto.endpoint()
                                            .resolve("/moto-api/static/ce/cost-and-usage-results"))
                            .POST(HttpRequest.BodyPublishers.ofString(RESULTS))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            var day = LocalDate.parse("2026-11-01");
            var explorer =
                    new Explorer(
                            new LoopbackClients(moto.endpoint()),
                            new InMemoryShelf(),
                            BillingAccount.ID,
                            new RequestLimits(9, 9),
                            () -> BillingWorld.noon(BillingWorld.TODAY));

            var all = explorer.costs().read(new CostQuestion(day, day, Set.of()));

            assertThat(all).hasSize(1);
            var data = all.getFirst();
            assertThat(data.currency()).isEqualTo("USD");
            assertThat(data.provisionalFrom()).contains(day);
            var rows = data.table(new ByService()).orElseThrow().days().getOrDefault(day, Map.of());
            assertThat(rows).containsOnlyKeys(CostKey.of("AWS", "111122223333", "AmazonS3"));
            assertThat(data.total(day).orElseThrow().billed())
                    .isEqualTo(new BigDecimal("0.0101516483"));
        }
    }
}
