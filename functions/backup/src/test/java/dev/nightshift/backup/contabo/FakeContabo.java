package dev.nightshift.backup.contabo;

import dev.nightshift.backup.contabo.ContaboBackupFacts.Instance;
import dev.nightshift.backup.contabo.ContaboBackupFacts.Snapshot;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Contabo in memory: few places per instance, names that may repeat, descriptions that may be
 * changed by anybody, and snapshots that go by themselves after 30 days.
 */
final class FakeContabo implements ContaboBackupGateway {
    static final Duration KEPT_FOR = Duration.ofDays(30);

    private final Clock clock;
    private final Map<Long, Instance> instances = new TreeMap<>();
    private final Map<Long, List<Snapshot>> snapshots = new HashMap<>();
    private final Map<Long, Integer> quotas = new HashMap<>();
    private final Set<Long> hidden = new HashSet<>();
    private UnaryOperator<String> descriptions = UnaryOperator.identity();
    private int next = 1_628_603_855;

    FakeContabo(Clock clock) {
        this.clock = clock;
    }

    static Instance instance(long id, String displayName) {
        return new Instance(
                id,
                "vmd" + id,
                displayName,
                "Cloud VPS 8",
                "running",
                Optional.of(Instant.parse("2026-01-01T06:27:12Z")));
    }

    synchronized FakeContabo with(Instance instance, int quota) {
        instances.put(instance.id(), instance);
        quotas.put(instance.id(), quota);
        snapshots.computeIfAbsent(instance.id(), any -> new ArrayList<>());
        return this;
    }

    /** A snapshot that somebody took some time ago. */
    synchronized Snapshot taken(long instance, String name, String description, Instant when) {
        var made =
                new Snapshot(
                        "snap" + next++, name, description, when, Optional.of(when.plus(KEPT_FOR)));
        of(instance).add(made);
        return made;
    }

    synchronized void change(long instance, String snapshot, String description) {
        of(instance)
                .replaceAll(
                        it ->
                                it.id().equals(snapshot)
                                        ? new Snapshot(
                                                it.id(),
                                                it.name(),
                                                description,
                                                it.created(),
                                                it.leaves())
                                        : it);
    }

    /** What Contabo makes of a description that it is given. */
    synchronized void mangle(UnaryOperator<String> how) {
        descriptions = how;
    }

    /** Its snapshots cannot be read any more. */
    synchronized void hide(long instance) {
        hidden.add(instance);
    }

    synchronized List<Snapshot> all(long instance) {
        var now = clock.instant();
        var there = of(instance);
        there.removeIf(it -> it.leaves().filter(at -> !at.isAfter(now)).isPresent());
        return List.copyOf(there);
    }

    @Override
    public synchronized List<Instance> instances() {
        return List.copyOf(instances.values());
    }

    @Override
    public synchronized List<Snapshot> snapshots(long instance) {
        known(instance);
        if (hidden.contains(instance)) {
            throw new CloudException(Kind.DENIED, "may not list the snapshots of " + instance);
        }
        return all(instance).stream().sorted(Comparator.comparing(Snapshot::id)).toList();
    }

    @Override
    public synchronized Snapshot create(long instance, String name, String description) {
        var status = known(instance).status();
        if (!name.matches("[A-Za-z0-9 -]{1,30}")) {
            throw new CloudException(
                    Kind.REJECTED, "name must be 1 to 30 letters, digits, spaces, dashes");
        }
        if (description.isEmpty() || description.length() > 255) {
            throw new CloudException(
                    Kind.REJECTED, "description must be shorter than or equal to 255 characters");
        }
        if (!status.equals("running") && !status.equals("stopped")) {
            throw new CloudException(Kind.REJECTED, "Instance is " + status);
        }
        int quota = quotas.getOrDefault(instance, 0);
        if (all(instance).size() >= quota) {
            throw new CloudException(
                    Kind.QUOTA,
                    "Total snapshots exceed the total max limit of " + quota + " snapshots");
        }
        return taken(instance, name, descriptions.apply(description), clock.instant());
    }

    @Override
    public synchronized boolean delete(long instance, String snapshot) {
        known(instance);
        return of(instance).removeIf(it -> it.id().equals(snapshot));
    }

    private List<Snapshot> of(long instance) {
        return snapshots.computeIfAbsent(instance, any -> new ArrayList<>());
    }

    private Instance known(long instance) {
        return Optional.ofNullable(instances.get(instance))
                .orElseThrow(
                        () ->
                                new CloudException(
                                        Kind.NOT_FOUND, "Instance " + instance + " not found"));
    }
}
