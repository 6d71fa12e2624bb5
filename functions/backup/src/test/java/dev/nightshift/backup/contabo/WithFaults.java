package dev.nightshift.backup.contabo;

import dev.nightshift.backup.contabo.ContaboBackupFacts.Instance;
import dev.nightshift.backup.contabo.ContaboBackupFacts.Snapshot;
import dev.nightshift.core.testing.Faults;
import java.util.List;

/** A gateway between which and its caller things go wrong. */
record WithFaults(ContaboBackupGateway gateway, Faults faults) implements ContaboBackupGateway {
    @Override
    public List<Instance> instances() {
        return faults.read("contabo:ListInstances", gateway::instances);
    }

    @Override
    public List<Snapshot> snapshots(long instance) {
        return faults.read("contabo:ListSnapshots", () -> gateway.snapshots(instance));
    }

    @Override
    public Snapshot create(long instance, String name, String description) {
        return faults.write(
                "contabo:CreateSnapshot", () -> gateway.create(instance, name, description));
    }

    @Override
    public boolean delete(long instance, String snapshot) {
        return faults.write("contabo:DeleteSnapshot", () -> gateway.delete(instance, snapshot));
    }
}
