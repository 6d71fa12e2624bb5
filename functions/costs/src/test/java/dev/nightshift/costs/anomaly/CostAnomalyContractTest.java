package dev.nightshift.costs.anomaly;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.NoAction;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.WatchContractTest;
import dev.nightshift.core.testing.World;
import java.time.Clock;
import java.time.LocalDate;

/** The promises of an automation that only watches, for cost-anomaly. */
class CostAnomalyContractTest extends WatchContractTest<CostAnomalyFacts, NoAction> {
    @Override
    protected World<CostAnomalyFacts, NoAction> world(Scope scope, Clock clock) {
        return new Estate(clock);
    }

    /** A service that costs ten times what it did since the day before yesterday. */
    private static final class Estate implements World<CostAnomalyFacts, NoAction> {
        private final Faults faults = new Faults();
        private final FakeFigures figures;

        private Estate(Clock clock) {
            figures =
                    new FakeFigures(faults, LocalDate.ofInstant(clock.instant(), clock.getZone()));
        }

        @Override
        public Automation<CostAnomalyFacts, NoAction> automation() {
            return new CostAnomalyAutomation(FakeFigures.settings(), () -> figures);
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
            figures.detected = new Detected.Unknown("AccessDenied");
            return "AWS";
        }
    }
}
