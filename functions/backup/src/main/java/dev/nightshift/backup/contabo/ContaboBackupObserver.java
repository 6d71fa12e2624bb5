package dev.nightshift.backup.contabo;

import dev.nightshift.backup.contabo.ContaboBackupFacts.Snapshot;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.work.Together;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Reads what there is, instance by instance. What cannot be read spoils nothing else. */
final class ContaboBackupObserver {
    /** Contabo limits requests and does not say to how many: a few at once are enough. */
    private static final int AT_ONCE = 4;

    private final ContaboBackupGateway gateway;
    private final ContaboBackupSettings settings;

    ContaboBackupObserver(ContaboBackupGateway gateway, ContaboBackupSettings settings) {
        this.gateway = gateway;
        this.settings = settings;
    }

    private record Read(Optional<List<Snapshot>> snapshots, String why) {}

    /**
     * @throws CloudException if the instances could not be listed
     */
    ContaboBackupFacts observe(Instant now) {
        var instances = gateway.instances();
        var selected = instances.stream().filter(settings.select().matcher()).toList();
        var reads = Together.map(selected, AT_ONCE, instance -> read(instance.id()));
        var snapshots = new HashMap<Long, List<Snapshot>>();
        var unread = new HashMap<Long, String>();
        for (int i = 0; i < selected.size(); i++) {
            long id = selected.get(i).id();
            var read = reads.get(i);
            read.snapshots()
                    .ifPresentOrElse(
                            found -> snapshots.put(id, found), () -> unread.put(id, read.why()));
        }
        return new ContaboBackupFacts(now, instances, snapshots, unread);
    }

    private Read read(long instance) {
        try {
            return new Read(Optional.of(gateway.snapshots(instance)), "");
        } catch (CloudException refusal) {
            return new Read(Optional.empty(), refusal.getMessage());
        }
    }
}
