package dev.nightshift.costs.report;

import dev.nightshift.costs.source.SourceSettings;
import dev.nightshift.costs.summary.Shop;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;

/** Settings for tests. */
final class Given {
    private Given() {}

    static CostReportSettings settings() {
        return settings(false);
    }

    static CostReportSettings settings(boolean costExplorer) {
        return new CostReportSettings(
                true,
                Optional.of(DayOfWeek.MONDAY),
                true,
                5,
                List.of("team", "environment", "owner", "app"),
                BigDecimal.valueOf(5),
                Shop.budgets("USD"),
                Optional.of("acme-reports"),
                new SourceSettings(List.of(), costExplorer, 200, Optional.of("acme-reports")));
    }
}
