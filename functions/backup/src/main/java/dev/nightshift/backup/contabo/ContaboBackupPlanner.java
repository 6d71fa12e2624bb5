package dev.nightshift.backup.contabo;

import dev.nightshift.backup.contabo.ContaboBackupFacts.Instance;
import dev.nightshift.backup.contabo.Draft.Trouble;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Scope;
import java.util.Comparator;
import java.util.List;

/** Decides what to snapshot and what to remove. Same facts, same plan. */
public final class ContaboBackupPlanner {
    private ContaboBackupPlanner() {}

    /** All that should be done now, and of everything else why not. */
    public static Plan<ContaboBackupAction> plan(
            ContaboBackupSettings settings, Scope scope, ContaboBackupFacts facts) {
        return draft(settings, scope, facts).plan();
    }

    static Draft draft(ContaboBackupSettings settings, Scope scope, ContaboBackupFacts facts) {
        var draft = new Draft();
        missing(settings, facts, draft);
        for (var instance : selected(settings, facts)) {
            var about = Long.toString(instance.id());
            var unread = facts.unread().get(instance.id());
            var snapshots = facts.snapshots().get(instance.id());
            if (unread != null || snapshots == null) {
                draft.unknown(
                        Trouble.UNREADABLE,
                        about,
                        instance.subject(),
                        "its snapshots could not be read, so nothing is done for it: "
                                + (unread == null ? "they were not looked at" : unread));
                continue;
            }
            var holdings = Holdings.of(snapshots, scope, instance.id(), facts.at());
            new Backups(settings, scope, facts.at(), instance, holdings, draft).plan();
        }
        return draft;
    }

    /** The instances that the settings mean, by id. */
    static List<Instance> selected(ContaboBackupSettings settings, ContaboBackupFacts facts) {
        return facts.instances().stream()
                .filter(settings.select().matcher())
                .sorted(Comparator.comparingLong(Instance::id))
                .toList();
    }

    /** What the settings name and the account does not have. */
    static void missing(ContaboBackupSettings settings, ContaboBackupFacts facts, Draft draft) {
        var select = settings.select();
        for (var id : select.ids()) {
            if (facts.instances().stream().noneMatch(instance -> instance.id() == id)) {
                absent(Long.toString(id), "select.ids", draft);
            }
        }
        for (var name : select.names()) {
            if (facts.instances().stream()
                    .noneMatch(instance -> ContaboBackupSettings.fits(name::equals, instance))) {
                absent(name, "select.names", draft);
            }
        }
        if (select.ids().isEmpty()
                && select.names().isEmpty()
                && selected(settings, facts).isEmpty()) {
            draft.warn(
                    Trouble.SELECTION,
                    "selection",
                    "selection",
                    "no instance of the account fits select.patterns");
        }
    }

    private static void absent(String what, String key, Draft draft) {
        draft.warn(
                Trouble.SELECTION,
                what,
                what,
                "is named in the settings, but the account has no such instance, or the API user"
                        + " may not see it. Correct "
                        + key
                        + ".");
    }
}
