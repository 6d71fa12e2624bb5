package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostQuestion;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What cost-anomaly asks the world. It changes nothing there. */
public interface CostAnomalyGateway {
    /**
     * The figures by day, one {@link CostData} per currency. Where the source can tell them apart,
     * of usage alone: without credits, refunds, taxes and purchases, which hide what usage costs.
     * If credits are in them after all, the table by category must say so.
     *
     * @throws dev.nightshift.core.automation.CloudException if they cannot be read
     */
    List<CostData> figures(CostQuestion question);

    /** Those of one currency, if they are among the figures. */
    static Optional<CostData> in(String currency, List<CostData> figures) {
        return figures.stream().filter(data -> data.currency().equals(currency)).findFirst();
    }

    /** What AWS Cost Anomaly Detection found in these days, both included. */
    Detected detected(LocalDate first, LocalDate last);

    /**
     * Who made what costs more, as far as this account's trail tells in the finding's region.
     *
     * @throws dev.nightshift.core.automation.CloudException if it could not be asked
     */
    Attribution maker(Finding finding);
}
