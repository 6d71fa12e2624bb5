package dev.nightshift.backup.rds.restore;

import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Database;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Group;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Group.Sort;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Snapshot;
import dev.nightshift.core.automation.CloudException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a restore is decided from. */
public final class RdsRestoreObserver {
    private final RdsRestoreGateway gateway;

    public RdsRestoreObserver(RdsRestoreGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * The home region and the other one may be out of reach: that is why one restores.
     *
     * @throws CloudException if the region to restore from cannot be read
     */
    public RdsRestoreFacts observe(RdsRestoreRequest request, Instant now) {
        var snapshots = gateway.snapshots(request.from(), Optional.of(request.database()));
        var taken = gateway.databases(request.from(), request.name());
        List<Database> sources = List.of();
        Optional<String> unread = Optional.empty();
        try {
            sources = gateway.databases(request.home(), request.database());
        } catch (CloudException failure) {
            if (request.home().equals(request.from())) {
                throw failure;
            }
            unread = Optional.of(failure.getMessage());
        }
        return new RdsRestoreFacts(
                now,
                sources,
                unread,
                snapshots,
                elsewhere(request),
                snapshots.isEmpty() ? databases(request) : Set.of(),
                taken,
                absent(request, snapshots));
    }

    private List<Snapshot> elsewhere(RdsRestoreRequest request) {
        if (request.other().isEmpty()) {
            return List.of();
        }
        try {
            return gateway.snapshots(request.other().get(), Optional.of(request.database()));
        } catch (CloudException unreachable) {
            return List.of(); // it is only a hint, and this region may be the one that is lost
        }
    }

    private Set<String> databases(RdsRestoreRequest request) {
        return gateway.snapshots(request.from(), Optional.empty()).stream()
                .map(Snapshot::database)
                .collect(Collectors.toSet());
    }

    private Set<Group> absent(RdsRestoreRequest request, List<Snapshot> snapshots) {
        var choices = request.choices();
        var wanted = new LinkedHashSet<Group>();
        choices.subnetGroup().ifPresent(name -> wanted.add(new Group(Sort.SUBNETS, name)));
        choices.optionGroup().ifPresent(name -> wanted.add(new Group(Sort.OPTIONS, name)));
        var kinds = snapshots.stream().map(Snapshot::kind).distinct().toList();
        choices.parameterGroup()
                .ifPresent(
                        name ->
                                kinds.forEach(
                                        kind ->
                                                wanted.add(
                                                        new Group(
                                                                switch (kind) {
                                                                    case INSTANCE ->
                                                                            Sort.PARAMETERS;
                                                                    case CLUSTER ->
                                                                            Sort.CLUSTER_PARAMETERS;
                                                                },
                                                                name))));
        for (var snapshot : snapshots) {
            if (!snapshot.optionGroup().isEmpty()) {
                wanted.add(new Group(Sort.OPTIONS, snapshot.optionGroup()));
            }
        }
        var absent = new HashSet<Group>();
        for (var group : wanted) {
            if (!gateway.has(request.from(), group)) {
                absent.add(group);
            }
        }
        return absent;
    }
}
