package dev.nightshift.costs.explorer;

import dev.nightshift.costs.model.ChargeCategory;
import java.util.Locale;
import java.util.Optional;

/**
 * What Cost Explorer's record types ("charge types" in the console) are in FOCUS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cur/latest/userguide/Lineitem-columns.html">lineItem/LineItemType</a>
 */
final class RecordTypes {
    private RecordTypes() {}

    /**
     * Empty for one that is not known here.
     *
     * <p>Discounts that were agreed on, and the negation that offsets what a Savings Plan covers,
     * belong to the usage that they make cheaper. Credits are what AWS gives, and runs out.
     */
    static Optional<ChargeCategory> category(String recordType) {
        return Optional.ofNullable(
                switch (recordType.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT)) {
                    case "usage",
                            "discountedusage",
                            "reservationappliedusage",
                            "savingsplancoveredusage",
                            "savingsplannegation",
                            "bundleddiscount",
                            "discount",
                            "edpdiscount",
                            "enterprisediscountprogramdiscount",
                            "privateratediscount",
                            "privatepricingdiscount",
                            "sppdiscount",
                            "solutionproviderprogramdiscount",
                            "rivolumediscount",
                            "distributordiscount" ->
                            ChargeCategory.USAGE;
                    case "fee",
                            "rifee",
                            "recurringreservationfee",
                            "upfrontreservationfee",
                            "savingsplanrecurringfee",
                            "savingsplanupfrontfee",
                            "support",
                            "supportfee",
                            "marketplacefee" ->
                            ChargeCategory.PURCHASE;
                    case "tax" -> ChargeCategory.TAX;
                    case "credit" -> ChargeCategory.CREDIT;
                    case "refund", "otheroutofcyclecharges", "outofcyclecharge" ->
                            ChargeCategory.ADJUSTMENT;
                    default -> null;
                });
    }
}
