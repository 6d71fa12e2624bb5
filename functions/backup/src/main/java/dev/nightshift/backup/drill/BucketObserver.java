package dev.nightshift.backup.drill;

import dev.nightshift.backup.drill.DrillFacts.Bucket;
import dev.nightshift.backup.drill.DrillFacts.Scratch;
import dev.nightshift.backup.drill.DrillSettings.BucketDrill;
import java.util.List;

/** Reads what there is of buckets' backups and drills. */
interface BucketObserver {
    /** One bucket; what could not be read of it is said in it. */
    Bucket bucket(BucketDrill wanted);

    /** What drills have left under the scratch prefix. */
    List<Scratch> scratch();
}
