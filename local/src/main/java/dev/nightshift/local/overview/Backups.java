package dev.nightshift.local.overview;

import dev.nightshift.backup.drill.DrillSettings;
import dev.nightshift.backup.history.Asked;
import dev.nightshift.backup.history.BackupFacts.Kind;
import dev.nightshift.backup.history.BackupHistory;
import dev.nightshift.backup.history.BackupHistory.Ask;
import dev.nightshift.backup.history.DatabaseShelf;
import dev.nightshift.backup.history.Unthinned;
import dev.nightshift.backup.rds.RdsBackupSettings;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.Settings;
import java.util.ArrayList;
import java.util.Optional;

/** Finds out from the settings what there is to ask of backups, and where. */
public final class Backups {
    private Backups() {}

    /**
     * @return empty if the settings name no automation that makes backups
     */
    public static Optional<BackupHistory> of(Settings settings) {
        var asks = new ArrayList<Ask>();
        var drills =
                settings.automations().stream()
                        .filter(automation -> automation.own() instanceof DrillSettings)
                        .map(automation -> (DrillSettings) automation.own())
                        .findFirst();
        for (var automation : settings.automations()) {
            var place =
                    new Place(new Scope(settings.stage(), automation.name()), settings.regions());
            if (automation.own() instanceof RdsBackupSettings backup) {
                var asked =
                        new Asked(
                                backup.rpo(), Unthinned.of(backup.keep(), backup.every()), drills);
                asks.add(
                        new Ask(Kind.DATABASE, DatabaseShelf.of(backup, place), asked::ofDatabase));
            }
        }
        return asks.isEmpty()
                ? Optional.empty()
                : Optional.of(new BackupHistory(asks, Optional.empty()));
    }
}
