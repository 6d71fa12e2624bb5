package dev.nightshift.costs.focus;

import java.util.List;

/**
 * The columns that are read; all others are passed over.
 *
 * @see <a href="https://focus.finops.org/focus-specification/v1-2/">FOCUS 1.2, columns</a>
 */
enum FocusColumn {
    BILLED_COST(true, "BilledCost"),
    EFFECTIVE_COST(true, "EffectiveCost"),
    BILLING_CURRENCY(true, "BillingCurrency"),
    BILLING_PERIOD_START(true, "BillingPeriodStart"),
    BILLING_PERIOD_END(true, "BillingPeriodEnd"),
    CHARGE_PERIOD_START(true, "ChargePeriodStart"),
    /** Since 1.3 under another name. */
    PROVIDER(true, "ProviderName", "ServiceProviderName"),
    BILLING_ACCOUNT_ID(true, "BillingAccountId"),
    /** Only where a provider has accounts below the one that pays. */
    SUB_ACCOUNT_ID(false, "SubAccountId"),
    SERVICE_NAME(true, "ServiceName"),
    REGION_ID(false, "RegionId"),
    /** Since 1.1. */
    SKU_METER(false, "SkuMeter"),
    CHARGE_DESCRIPTION(false, "ChargeDescription"),
    CHARGE_CATEGORY(false, "ChargeCategory"),
    TAGS(false, "Tags");

    private final boolean required;
    private final String id;
    private final String alias;

    FocusColumn(boolean required, String id) {
        this(required, id, id);
    }

    FocusColumn(boolean required, String id, String alias) {
        this.required = required;
        this.id = id;
        this.alias = alias;
    }

    /** The name in messages. */
    String id() {
        return id;
    }

    /** All that it may have in a table, the most usual first. */
    List<String> names() {
        return id.equals(alias) ? List.of(id) : List.of(id, alias);
    }

    boolean required() {
        return required;
    }
}
