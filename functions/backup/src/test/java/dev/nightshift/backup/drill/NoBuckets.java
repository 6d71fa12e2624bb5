package dev.nightshift.backup.drill;

import dev.nightshift.backup.drill.DrillAction.ClearScratch;
import dev.nightshift.backup.drill.DrillAction.ProveManifest;
import dev.nightshift.backup.drill.DrillAction.Sample;
import dev.nightshift.backup.drill.DrillFacts.Bucket;
import dev.nightshift.backup.drill.DrillFacts.Scratch;
import dev.nightshift.backup.drill.DrillSettings.BucketDrill;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Outcome.Applied;
import java.util.List;

/** For tests that are about databases alone. */
final class NoBuckets implements BucketObserver, BucketEffects {
    @Override
    public Bucket bucket(BucketDrill wanted) {
        throw new AssertionError(wanted);
    }

    @Override
    public List<Scratch> scratch() {
        return List.of();
    }

    @Override
    public Applied sample(Sample action, Deadline deadline) {
        throw new AssertionError(action);
    }

    @Override
    public Applied prove(ProveManifest action) {
        throw new AssertionError(action);
    }

    @Override
    public Applied clear(ClearScratch action, Deadline deadline) {
        throw new AssertionError(action);
    }
}
