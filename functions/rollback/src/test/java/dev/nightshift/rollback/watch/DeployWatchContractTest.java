package dev.nightshift.rollback.watch;

import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.AutomationContractTest;
import dev.nightshift.core.testing.World;
import java.time.Clock;

class DeployWatchContractTest extends AutomationContractTest<DeployWatchFacts, DeployWatchAction> {
    @Override
    protected World<DeployWatchFacts, DeployWatchAction> world(Scope scope, Clock clock) {
        return new FakeDeployments(clock);
    }

    @Override
    protected boolean hasDeletions() {
        return false;
    }
}
