package dev.nightshift.costs.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.costs.model.ChargeCategory;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTypesTest {
    @ParameterizedTest
    @CsvSource({
        "Usage, USAGE",
        "DiscountedUsage, USAGE",
        "SavingsPlanCoveredUsage, USAGE",
        "SavingsPlanNegation, USAGE",
        "Enterprise Discount Program Discount, USAGE",
        "RIFee, PURCHASE",
        "Fee, PURCHASE",
        "SavingsPlanRecurringFee, PURCHASE",
        "SavingsPlanUpfrontFee, PURCHASE",
        "Support, PURCHASE",
        "Support fee, PURCHASE",
        "Tax, TAX",
        "Credit, CREDIT",
        "Refund, ADJUSTMENT",
        "Comet,",
        "'',",
    })
    void a_record_type_has_one_category_or_none_that_is_known(
            String type, ChargeCategory expectedOrNull) {
        assertThat(RecordTypes.category(type)).isEqualTo(Optional.ofNullable(expectedOrNull));
    }
}
