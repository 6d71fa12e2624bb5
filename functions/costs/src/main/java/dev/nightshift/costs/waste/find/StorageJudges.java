package dev.nightshift.costs.waste.find;

import dev.nightshift.costs.waste.find.Verdict.Unknown;
import dev.nightshift.costs.waste.find.Verdict.Waste;
import dev.nightshift.costs.waste.price.PriceKey;
import dev.nightshift.costs.waste.price.PriceKey.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Volumes and snapshots.
 *
 * @see <a href="https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html">General
 *     Purpose SSD volumes</a>
 */
final class StorageJudges {
    /** Tags by which AWS Backup and Data Lifecycle Manager know their snapshots. */
    private static final List<String> MANAGED =
            List.of("aws:backup:source-resource", "aws:dlm:lifecycle-policy-id");

    private StorageJudges() {}

    static List<Verdict> volume(Detail.Volume volume) {
        var verdicts = new ArrayList<Verdict>();
        var storage =
                Charge.of(new PriceKey(Item.VOLUME_STORAGE, volume.volumeType()), volume.gib());
        if (!volume.isAttached()) {
            verdicts.add(
                    new Waste(
                            WasteKind.UNATTACHED_VOLUMES,
                            volume.gib()
                                    + " GiB of "
                                    + volume.volumeType()
                                    + ", attached to nothing",
                            "delete it; a final snapshot keeps its content",
                            List.of(storage),
                            false));
        }
        if (volume.volumeType().equals("gp2") && !volume.changing()) {
            verdicts.add(gp2(volume, storage));
        }
        return verdicts;
    }

    private static Waste gp2(Detail.Volume volume, Charge storage) {
        var target = Gp3.asFastAs(volume.gib());
        var charges = new ArrayList<Charge>();
        charges.add(storage);
        charges.add(Charge.of(new PriceKey(Item.VOLUME_STORAGE, "gp3"), -volume.gib()));
        if (target.extraIops() > 0) {
            charges.add(Charge.of(PriceKey.of(Item.GP3_IOPS), -target.extraIops()));
        }
        if (target.extraMibPerSecond() > 0) {
            charges.add(Charge.of(PriceKey.of(Item.GP3_THROUGHPUT), -target.extraMibPerSecond()));
        }
        return new Waste(
                WasteKind.GP2_VOLUMES,
                volume.gib()
                        + " GiB of gp2; gp3 with "
                        + target.iops()
                        + " IOPS and "
                        + target.mibPerSecond()
                        + " MiB/s is as fast",
                "modify it to gp3; it stays attached and in use",
                charges,
                false);
    }

    static List<Verdict> snapshot(
            Resource resource, Detail.Snapshot snapshot, Thresholds limits, Instant at) {
        if (!snapshot.state().equals("completed")
                || resource.created().isEmpty()
                || MANAGED.stream().anyMatch(key -> resource.tag(key).isPresent())) {
            return List.of();
        }
        var created = resource.created().get();
        boolean old = Numbers.isOlder(created, limits.snapshotAge(), at);
        boolean oldForAnOrphan = Numbers.isOlder(created, limits.orphanAge(), at);
        if (!old && !oldForAnOrphan) {
            return List.of();
        }
        var usable = snapshot.usedByImage();
        if (usable.value().isEmpty()) {
            return List.of(
                    new Unknown(
                            old ? WasteKind.OLD_SNAPSHOTS : WasteKind.ORPHANED_SNAPSHOTS,
                            "whether an AMI uses it is not known: " + usable.whyNot()));
        }
        if (usable.value().get()) {
            return List.of();
        }
        var age = Numbers.days(created, at) + " days old";
        var verdicts = new ArrayList<Verdict>();
        if (oldForAnOrphan) {
            orphan(snapshot, age).ifPresent(verdicts::add);
        }
        if (old) {
            verdicts.add(
                    waste(
                            WasteKind.OLD_SNAPSHOTS,
                            snapshot,
                            age + ", and no AMI of this account uses it"));
        }
        return verdicts;
    }

    private static Optional<Verdict> orphan(Detail.Snapshot snapshot, String age) {
        var there = snapshot.volumeThere();
        if (there.value().isEmpty()) {
            return Optional.of(
                    new Unknown(
                            WasteKind.ORPHANED_SNAPSHOTS,
                            "whether its volume is there is not known: " + there.whyNot()));
        }
        return there.value().get()
                ? Optional.empty()
                : Optional.of(
                        waste(
                                WasteKind.ORPHANED_SNAPSHOTS,
                                snapshot,
                                age
                                        + ", its volume "
                                        + snapshot.volume()
                                        + " is gone, and no AMI of this account uses it"));
    }

    private static Waste waste(WasteKind kind, Detail.Snapshot snapshot, String why) {
        return new Waste(
                kind,
                why + "; it holds at most " + snapshot.gib() + " GiB",
                "delete it, or tag it to be kept",
                List.of(Charge.of(PriceKey.of(Item.SNAPSHOT_STORAGE), snapshot.gib())),
                true);
    }
}
