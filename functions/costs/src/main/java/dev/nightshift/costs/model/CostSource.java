package dev.nightshift.costs.model;

import java.util.List;

/** Where figures come from: Cost Explorer, or exports in the FOCUS format. */
public interface CostSource {
    /**
     * One {@link CostData} per currency.
     *
     * @throws dev.nightshift.core.automation.CloudException if it cannot be read
     */
    List<CostData> read(CostQuestion question);
}
