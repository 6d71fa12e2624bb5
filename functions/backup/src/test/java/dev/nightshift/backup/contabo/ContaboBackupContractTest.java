package dev.nightshift.backup.contabo;

import dev.nightshift.backup.contabo.ContaboBackupSettings.Select;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.retention.RetentionPolicy;
import dev.nightshift.core.testing.AutomationContractTest;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.World;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A host with room, one whose places are all taken, one with a single place and an accepted gap,
 * and one that nobody selected.
 */
class ContaboBackupContractTest
        extends AutomationContractTest<ContaboBackupFacts, ContaboBackupAction> {
    private static final ContaboBackupSettings SETTINGS =
            new ContaboBackupSettings(
                    new Select(List.of(), List.of("web", "db"), List.of("small-*")),
                    Duration.ofDays(1),
                    RetentionPolicy.keepLast(2),
                    Duration.ofHours(26),
                    3,
                    Map.of("db", 4, "small-*", 1),
                    true,
                    "nightshift/contabo",
                    URI.create("https://api.contabo.com"),
                    URI.create("https://auth.contabo.com/token"));

    @Override
    protected World<ContaboBackupFacts, ContaboBackupAction> world(Scope scope, Clock clock) {
        return new Account(scope, clock);
    }

    /** How the automation reaches the account. */
    ContaboBackupGateway gateway(FakeContabo contabo, Clock clock) {
        return contabo;
    }

    private final class Account implements World<ContaboBackupFacts, ContaboBackupAction> {
        private final FakeContabo contabo;
        private final Scope scope;
        private final Faults faults = new Faults();
        private final ContaboBackupGateway gateway;

        Account(Scope scope, Clock clock) {
            this.scope = scope;
            contabo =
                    new FakeContabo(clock)
                            .with(FakeContabo.instance(100, "web"), 3)
                            .with(FakeContabo.instance(101, "db"), 4)
                            .with(FakeContabo.instance(102, "small-1"), 1)
                            .with(FakeContabo.instance(103, "scratch"), 1);
            old(100, 1, 2);
            old(101, 1, 2, 3);
            old(102, 1);
            contabo.taken(100, "before the upgrade", "by hand", clock.instant());
            contabo.taken(103, "by hand", "", clock.instant());
            contabo.taken(
                    101,
                    "of another stage",
                    "nightshift:owner=other/contabo-backup nightshift:source=101"
                            + " nightshift:slot=2026-11-01T00:00:00Z",
                    clock.instant());
            gateway = new WithFaults(gateway(contabo, clock), faults);
        }

        private void old(long instance, int... daysAgo) {
            for (int days : daysAgo) {
                var slot = start().minus(Duration.ofDays(days)).minus(Duration.ofHours(3));
                var label = SnapshotLabel.of(scope, instance, slot);
                contabo.taken(
                        instance, SnapshotName.of(label), label.written(), slot.plusSeconds(60));
            }
        }

        @Override
        public Automation<ContaboBackupFacts, ContaboBackupAction> automation() {
            return new ContaboBackupAutomation(SETTINGS, scope, gateway);
        }

        @Override
        public Faults faults() {
            return faults;
        }

        @Override
        public Object owned() {
            return names(true);
        }

        @Override
        public Object foreign() {
            return names(false);
        }

        /** With repetitions: a second one of the same name is one too many. */
        private Object names(boolean ours) {
            var names = new TreeSet<String>();
            for (var instance : contabo.instances()) {
                var number = 0;
                for (var snapshot : contabo.all(instance.id())) {
                    if (SnapshotLabel.read(snapshot.description(), scope, instance.id()).isPresent()
                            == ours) {
                        names.add(instance.id() + " " + snapshot.name());
                        number++;
                    }
                }
                names.add(instance.id() + " has " + number);
            }
            return names;
        }

        @Override
        public void settle() {
            // there is nothing to see of it; the ticks are far enough apart
        }

        @Override
        public String blind() {
            contabo.hide(101);
            return "db (101)";
        }
    }
}
