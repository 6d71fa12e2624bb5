package dev.nightshift.costs.explorer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The budgets that are set in AWS Budgets. To read them costs nothing. */
public interface BudgetList {
    /**
     * All of them, of every type.
     *
     * @throws dev.nightshift.core.automation.CloudException if they cannot be read
     */
    List<AwsBudget> budgets();

    /**
     * A budget and how far it is used.
     *
     * @param type such as {@code COST}, {@code USAGE}, {@code RI_UTILIZATION}; only the first is of
     *     money
     * @param period such as {@code MONTHLY}, {@code QUARTERLY}, {@code ANNUALLY}, {@code DAILY}
     * @param limit empty if it differs by month, or moves with the past
     * @param unit of all amounts: a currency (ISO 4217) for costs, else what AWS calls it
     * @param actual in this period so far; empty if AWS does not say
     * @param forecast of the whole period; empty if AWS has too little history
     * @param ends the last day of the budget; empty if AWS does not say
     */
    record AwsBudget(
            String name,
            String type,
            String period,
            Optional<BigDecimal> limit,
            String unit,
            Optional<BigDecimal> actual,
            Optional<BigDecimal> forecast,
            Optional<LocalDate> ends) {
        public boolean ofMoney() {
            return type.equals("COST");
        }
    }
}
