package dev.nightshift.backup.contabo;

import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Remarks;
import dev.nightshift.core.automation.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The good snapshots of one host that contabo-backup has made. For those who look at how backups
 * stand.
 *
 * @param copies the newest slot first
 * @param unread why there may be more than these, one reason each
 */
public record HostCopies(String host, List<Copy> copies, List<String> unread) {
    public HostCopies {
        copies = List.copyOf(copies);
        unread = List.copyOf(unread);
    }

    /**
     * A good copy.
     *
     * @param slot the moment that it stands for
     * @param dataFrom when its data was current
     * @param proven when a person found a restore of it good
     */
    public record Copy(String snapshot, Instant slot, Instant dataFrom, Optional<Instant> proven) {}

    /** Of every instance that the settings select, by its number. */
    public static List<HostCopies> of(
            ContaboBackupSettings settings, Scope scope, ContaboBackupFacts facts) {
        return ContaboBackupPlanner.selected(settings, facts).stream()
                .map(instance -> of(instance, scope, facts))
                .toList();
    }

    /** What is selected and not found, or not all of it. */
    public static List<Remark> doubts(ContaboBackupSettings settings, ContaboBackupFacts facts) {
        var draft = new Draft();
        ContaboBackupPlanner.missing(settings, facts, draft);
        return draft.findings().stream().map(Remarks.Finding::remark).toList();
    }

    private static HostCopies of(
            ContaboBackupFacts.Instance instance, Scope scope, ContaboBackupFacts facts) {
        var snapshots = Optional.ofNullable(facts.snapshots().get(instance.id()));
        if (snapshots.isEmpty()) {
            var why = Optional.ofNullable(facts.unread().get(instance.id()));
            return new HostCopies(
                    instance.subject(),
                    List.of(),
                    List.of(
                            "its snapshots were not read: "
                                    + why.orElse("they were not looked at")));
        }
        return new HostCopies(
                instance.subject(),
                Holdings.of(snapshots.get(), scope, instance.id(), facts.at()).ours().stream()
                        .filter(owned -> owned.isGood() && !owned.slot().isAfter(facts.at()))
                        .map(
                                owned ->
                                        new Copy(
                                                owned.snapshot().name(),
                                                owned.slot(),
                                                owned.dataFrom(facts.at()),
                                                owned.label().proven()))
                        .toList(),
                List.of());
    }
}
