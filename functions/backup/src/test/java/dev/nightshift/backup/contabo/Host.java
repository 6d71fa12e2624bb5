package dev.nightshift.backup.contabo;

import dev.nightshift.backup.contabo.ContaboBackupFacts.Instance;
import dev.nightshift.backup.contabo.ContaboBackupFacts.Snapshot;
import dev.nightshift.backup.contabo.ContaboBackupSettings.Select;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.retention.RetentionPolicy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts and settings for one planner test about one host, as short as can be said. */
final class Host {
    static final Scope SCOPE = new Scope("test", "contabo-backup");
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Instant TODAY = Instant.parse("2026-11-22T00:00:00Z");
    static final long ID = 100;
    static final String SUBJECT = "web (100)";

    private final List<Instance> instances = new ArrayList<>();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final Map<Long, String> unread = new HashMap<>();
    private Select select = new Select(List.of(), List.of(), List.of("*"));
    private RetentionPolicy keep = RetentionPolicy.keepLast(3);
    private Map<String, Integer> quotas = Map.of();
    private Duration every = Duration.ofDays(1);
    private Instant now = NOW;
    private int quota = 3;
    private boolean acceptGap;

    Host() {
        instances.add(FakeContabo.instance(ID, "web"));
    }

    static Instant day(int daysAgo) {
        return TODAY.minus(Duration.ofDays(daysAgo));
    }

    Host at(Instant instant) {
        now = instant;
        return this;
    }

    Host keep(int last) {
        return keep(RetentionPolicy.keepLast(last));
    }

    Host keep(RetentionPolicy policy) {
        keep = policy;
        return this;
    }

    Host quota(int most) {
        quota = most;
        return this;
    }

    Host quotas(Map<String, Integer> byName) {
        quotas = byName;
        return this;
    }

    Host every(Duration length) {
        every = length;
        return this;
    }

    Host acceptingGaps() {
        acceptGap = true;
        return this;
    }

    Host select(Select chosen) {
        select = chosen;
        return this;
    }

    Host instead(Instance... others) {
        instances.clear();
        instances.addAll(List.of(others));
        return this;
    }

    Host status(String status) {
        return instead(
                new Instance(
                        ID, "vmd100", "web", "Cloud VPS 8", status, Optional.of(Instant.EPOCH)));
    }

    Host unread(String why) {
        unread.put(ID, why);
        return this;
    }

    /** One of ours for each of these slots, taken a minute after it began. */
    Host ours(Instant... slots) {
        for (var slot : slots) {
            taken(slot, slot.plusSeconds(60));
        }
        return this;
    }

    Host taken(Instant slot, Instant taken) {
        return taken(slot, taken, Optional.of(taken.plus(FakeContabo.KEPT_FOR)));
    }

    Host taken(Instant slot, Instant taken, Optional<Instant> leaves) {
        return taken(SnapshotLabel.of(SCOPE, ID, slot), taken, leaves);
    }

    Host taken(SnapshotLabel label, Instant taken, Optional<Instant> leaves) {
        snapshots.add(
                new Snapshot(
                        id(label.slot()), SnapshotName.of(label), label.written(), taken, leaves));
        return this;
    }

    Host proven(Instant slot) {
        return taken(
                new SnapshotLabel(SCOPE.owner(), ID, slot, Optional.of(slot.plusSeconds(3_600))),
                slot.plusSeconds(60),
                Optional.of(slot.plus(FakeContabo.KEPT_FOR)));
    }

    Host foreign(String name, String description) {
        snapshots.add(
                new Snapshot(
                        "snap-foreign-" + snapshots.size(),
                        name,
                        description,
                        NOW.minus(Duration.ofDays(10)),
                        Optional.of(NOW.plus(Duration.ofDays(20)))));
        return this;
    }

    /** Contabo's id of one of ours. */
    static String id(Instant slot) {
        return "snap-" + slot.getEpochSecond();
    }

    ContaboBackupSettings settings() {
        return new ContaboBackupSettings(
                select,
                every,
                keep,
                ContaboBackupSettings.usualRpo(every),
                quota,
                quotas,
                acceptGap,
                "nightshift/contabo",
                URI.create("https://api.contabo.com"),
                URI.create("https://auth.contabo.com/token"));
    }

    ContaboBackupFacts facts() {
        var found = new HashMap<Long, List<Snapshot>>();
        for (var instance : instances) {
            if (!unread.containsKey(instance.id())) {
                found.put(instance.id(), instance.id() == ID ? snapshots : List.of());
            }
        }
        return new ContaboBackupFacts(now, instances, found, unread);
    }

    Plan<ContaboBackupAction> plan() {
        return ContaboBackupPlanner.plan(settings(), SCOPE, facts());
    }

    /** What the plan does, in its order: {@code +} for the new one, {@code -} and an id. */
    List<String> does() {
        return plan().actions().stream()
                .map(
                        action ->
                                switch (action) {
                                    case ContaboBackupAction.CreateSnapshot _ -> "+";
                                    case ContaboBackupAction.DeleteSnapshot gone ->
                                            "-" + gone.snapshot();
                                })
                .toList();
    }

    /** The remarks of a kind, as one text. */
    String says(Remark.Kind kind) {
        return String.join(
                "\n",
                plan().remarks().stream()
                        .filter(remark -> remark.kind() == kind)
                        .map(remark -> remark.subject() + ": " + remark.because())
                        .toList());
    }
}
