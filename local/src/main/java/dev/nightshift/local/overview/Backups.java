package dev.nightshift.local.overview;

import dev.nightshift.backup.history.BackupFacts.Kind;
import dev.nightshift.backup.history.BackupFacts.Targets;
import dev.nightshift.backup.history.BackupHistory;
import dev.nightshift.backup.history.BackupHistory.Ask;
import dev.nightshift.backup.history.DatabaseShelf;
import dev.nightshift.backup.history.Unthinned;
import dev.nightshift.backup.rds.RdsBackup;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.AutomationSettings;
import dev.nightshift.core.config.Settings;
import java.util.ArrayList;
import java.util.Optional;

/** Finds out from the settings what there is to ask, and of whom. */
public final class Backups {
    private Backups() {}

    /**
     * @return empty if the settings name no automation that makes backups
     */
    public static Optional<BackupHistory> of(Settings settings) {
        var asks = new ArrayList<Ask>();
        settings.automation(new RdsBackup())
                .ifPresent(
                        backup ->
                                asks.add(
                                        new Ask(
                                                Kind.DATABASE,
                                                DatabaseShelf.of(
                                                        backup.own(), place(settings, backup)),
                                                database ->
                                                        new Targets(
                                                                backup.own().rpo(),
                                                                Optional.empty(),
                                                                Optional.empty(),
                                                                true,
                                                                Unthinned.of(
                                                                        backup.own().keep(),
                                                                        backup.own().every())))));
        return asks.isEmpty()
                ? Optional.empty()
                : Optional.of(new BackupHistory(asks, Optional.empty()));
    }

    private static Place place(Settings settings, AutomationSettings<?> automation) {
        return new Place(new Scope(settings.stage(), automation.name()), settings.regions());
    }
}
