package dev.nightshift.costs.waste;

import static dev.nightshift.costs.waste.Samples.attached;
import static dev.nightshift.costs.waste.Samples.bucket;
import static dev.nightshift.costs.waste.Samples.loose;
import static dev.nightshift.costs.waste.Samples.resource;
import static dev.nightshift.costs.waste.Samples.snapshot;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.AutomationContractTest;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.World;
import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.WasteKind;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Waste of every kind that is acted on, unmarked, waiting and due, beside what must stay. */
class WasteSweepContractTest extends AutomationContractTest<WasteFacts, WasteAction> {
    private static final String OLD = "2026-11-01";
    private static final String RECENT = "2026-11-20";
    private static final Set<String> FOREIGN =
            Set.of(
                    "vol-used",
                    "vol-kept",
                    "vol-ours",
                    "snap-image",
                    "snap-backup",
                    "snap-managed",
                    "eip-used",
                    "bucket-tidy",
                    "/app/tidy");

    @Override
    protected World<WasteFacts, WasteAction> world(Scope scope, Clock clock) {
        return new Estate(scope, clock);
    }

    private static String mark(String since, WasteKind kind) {
        return new WasteMark(LocalDate.parse(since), kind).toString();
    }

    private static final class Estate implements World<WasteFacts, WasteAction> {
        private final FakeEstate estate;
        private final Scope scope;
        private final Clock clock;

        Estate(Scope scope, Clock clock) {
            this.scope = scope;
            this.clock = clock;
            estate = new FakeEstate(clock);
            waste();
            keepers();
        }

        private void waste() {
            var volume = mark(OLD, WasteKind.UNATTACHED_VOLUMES);
            estate.with(resource("vol-loose", loose("gp3", 100), "owner", "shop"))
                    .with(
                            resource(
                                    "vol-waits",
                                    loose("gp3", 100),
                                    WasteMark.TAG,
                                    mark(RECENT, WasteKind.UNATTACHED_VOLUMES)))
                    .with(resource("vol-due", loose("gp2", 100), WasteMark.TAG, volume))
                    .with(
                            resource(
                                    "vol-gp2",
                                    attached("gp2", 400),
                                    WasteMark.TAG,
                                    mark(OLD, WasteKind.GP2_VOLUMES)))
                    .with(resource("vol-used-again", attached("gp3", 9), WasteMark.TAG, volume))
                    .with(
                            resource(
                                    "vol-rescued",
                                    loose("gp3", 100),
                                    WasteMark.TAG,
                                    volume,
                                    WasteSettings.KEEP_TAG,
                                    "until spring"))
                    .with(
                            resource(
                                    "snap-due",
                                    snapshot(false, true),
                                    WasteMark.TAG,
                                    mark(OLD, WasteKind.OLD_SNAPSHOTS)))
                    .with(
                            resource(
                                    "snap-other-mark",
                                    snapshot(false, false),
                                    WasteMark.TAG,
                                    mark(OLD, WasteKind.OLD_SNAPSHOTS)))
                    .with(
                            resource(
                                    "eip-due",
                                    new Detail.Address("192.0.2.1", false),
                                    WasteMark.TAG,
                                    mark(OLD, WasteKind.IDLE_ADDRESSES)))
                    .with(
                            resource(
                                    "/app/endless",
                                    new Detail.LogGroup(100L << 30, Optional.empty()),
                                    WasteMark.TAG,
                                    mark(OLD, WasteKind.ENDLESS_LOGS)))
                    .with(
                            resource(
                                    "bucket-due",
                                    bucket(false, 3),
                                    WasteMark.TAG,
                                    mark(OLD, WasteKind.INCOMPLETE_UPLOADS)));
        }

        private void keepers() {
            estate.with(resource("vol-used", attached("gp3", 100)))
                    .with(resource("vol-kept", loose("gp3", 100), WasteSettings.KEEP_TAG, ""))
                    .with(
                            resource(
                                    "vol-ours",
                                    loose("gp3", 100),
                                    Ownership.OWNER_TAG,
                                    "test/restore-drill"))
                    .with(resource("snap-image", snapshot(true, false)))
                    .with(
                            resource(
                                    "snap-backup",
                                    snapshot(false, false),
                                    Ownership.OWNER_TAG,
                                    "test/ebs-backup"))
                    .with(
                            resource(
                                    "snap-managed",
                                    snapshot(false, false),
                                    "aws:dlm:lifecycle-policy-id",
                                    "policy-1"))
                    .with(resource("eip-used", new Detail.Address("192.0.2.2", true)))
                    .with(resource("bucket-tidy", bucket(true, 3)))
                    .with(resource("/app/tidy", new Detail.LogGroup(100L << 30, Optional.of(30))));
        }

        @Override
        public Automation<WasteFacts, WasteAction> automation() {
            return new WasteSweepAutomation(Samples.ACTING, scope, Samples.alone(estate), clock);
        }

        @Override
        public Faults faults() {
            return estate.faults;
        }

        @Override
        public Object owned() {
            return part(false);
        }

        @Override
        public Object foreign() {
            return part(true);
        }

        /** Without the moment in which a snapshot was made. */
        private Object part(boolean foreign) {
            var part = new TreeMap<String, String>();
            estate.all()
                    .forEach(
                            (id, it) -> {
                                if (FOREIGN.contains(id) == foreign) {
                                    part.put(
                                            id,
                                            it.detail()
                                                    + " "
                                                    + new TreeMap<>(
                                                            it.tags().value().orElseThrow()));
                                }
                            });
            return part;
        }

        @Override
        public void settle() {
            estate.settle();
        }

        @Override
        public String blind() {
            estate.hideTags("snap-due");
            return "snap-due";
        }
    }
}
