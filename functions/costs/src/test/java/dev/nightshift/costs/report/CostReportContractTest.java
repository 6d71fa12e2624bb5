package dev.nightshift.costs.report;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.NoAction;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.WatchContractTest;
import dev.nightshift.core.testing.World;
import dev.nightshift.costs.summary.Shop;
import java.time.Clock;

/** The promises of an automation that only watches, for cost-report. */
class CostReportContractTest extends WatchContractTest<CostReportFacts, NoAction> {
    @Override
    protected World<CostReportFacts, NoAction> world(Scope scope, Clock clock) {
        return new Estate();
    }

    /** A shop with a budget that will be crossed. */
    private static final class Estate implements World<CostReportFacts, NoAction> {
        private final Faults faults = new Faults();
        private final FakeCosts costs = new FakeCosts(faults);

        private Estate() {
            costs.data.add(Shop.data("USD"));
        }

        @Override
        public Automation<CostReportFacts, NoAction> automation() {
            return new CostReportAutomation(Given.settings(), costs);
        }

        @Override
        public Faults faults() {
            return faults;
        }

        @Override
        public Object owned() {
            return "nothing";
        }

        @Override
        public Object foreign() {
            return "everything";
        }

        @Override
        public void settle() {}

        @Override
        public String blind() {
            costs.blind = true;
            return FakeCosts.BLIND;
        }
    }
}
