package dev.nightshift.backup.history;

import dev.nightshift.backup.history.BackupFacts.Copy;
import dev.nightshift.backup.history.BackupFacts.Gap;
import dev.nightshift.backup.rds.DatabaseCopies;
import dev.nightshift.backup.rds.RdsBackup;
import dev.nightshift.backup.rds.RdsBackupFacts;
import dev.nightshift.backup.rds.RdsBackupSettings;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Scope;
import java.time.Instant;
import java.util.function.Function;

/** What rds-backup holds, as rds-backup itself sees it. */
public final class DatabaseShelf implements Copies {
    private final RdsBackupSettings settings;
    private final Scope scope;
    private final Function<Instant, RdsBackupFacts> look;

    DatabaseShelf(RdsBackupSettings settings, Scope scope, Function<Instant, RdsBackupFacts> look) {
        this.settings = settings;
        this.scope = scope;
        this.look = look;
    }

    /**
     * @param place of rds-backup
     */
    public static DatabaseShelf of(RdsBackupSettings settings, Place place) {
        return new DatabaseShelf(
                settings, place.scope(), new RdsBackup().create(settings, place)::observe);
    }

    @Override
    public Found find(Instant now) {
        var facts = look.apply(now);
        return new Found(
                DatabaseCopies.of(settings, scope, facts).stream()
                        .map(DatabaseShelf::held)
                        .toList(),
                DatabaseCopies.doubts(settings, facts).stream()
                        .map(doubt -> new Gap(doubt.subject(), doubt.because()))
                        .toList());
    }

    private static Held held(DatabaseCopies database) {
        return new Held(
                database.database(),
                database.copies().stream()
                        .map(
                                copy ->
                                        new Copy(
                                                copy.snapshot(),
                                                copy.location().toString(),
                                                copy.slot(),
                                                copy.dataFrom(),
                                                copy.proven()))
                        .toList(),
                database.unread());
    }
}
