package dev.nightshift.core.runner;

import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.AutomationContractTest;
import dev.nightshift.core.testing.World;
import java.time.Clock;

/**
 * The contract test holds for an automation that is right; {@link RunnerTest} looks at the edges.
 */
class ShelfContractTest extends AutomationContractTest<Shelf.Facts, Shelf.Move> {
    @Override
    protected World<Shelf.Facts, Shelf.Move> world(Scope scope, Clock clock) {
        return new Shelf();
    }
}
