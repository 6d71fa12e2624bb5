package dev.nightshift.backup.drill;

import dev.nightshift.backup.drill.DrillAction.ClearScratch;
import dev.nightshift.backup.drill.DrillAction.ProveManifest;
import dev.nightshift.backup.drill.DrillAction.Sample;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Outcome.Applied;

/** What a drill does with buckets. */
interface BucketEffects {
    /** Goes on where an earlier run stopped; says that it is under way if it has to stop. */
    Applied sample(Sample action, Deadline deadline);

    Applied prove(ProveManifest action);

    Applied clear(ClearScratch action, Deadline deadline);
}
