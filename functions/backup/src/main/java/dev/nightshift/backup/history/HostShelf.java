package dev.nightshift.backup.history;

import dev.nightshift.backup.contabo.ContaboBackup;
import dev.nightshift.backup.contabo.ContaboBackupFacts;
import dev.nightshift.backup.contabo.ContaboBackupSettings;
import dev.nightshift.backup.contabo.HostCopies;
import dev.nightshift.backup.history.BackupFacts.Copy;
import dev.nightshift.backup.history.BackupFacts.Gap;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Scope;
import java.time.Instant;
import java.util.function.Function;

/** What contabo-backup holds, as contabo-backup itself sees it. */
public final class HostShelf implements Copies {
    private static final String PROVIDER = "Contabo";

    private final ContaboBackupSettings settings;
    private final Scope scope;
    private final Function<Instant, ContaboBackupFacts> look;

    HostShelf(
            ContaboBackupSettings settings,
            Scope scope,
            Function<Instant, ContaboBackupFacts> look) {
        this.settings = settings;
        this.scope = scope;
        this.look = look;
    }

    /**
     * @param place of contabo-backup
     */
    public static HostShelf of(ContaboBackupSettings settings, Place place) {
        return new HostShelf(
                settings, place.scope(), new ContaboBackup().create(settings, place)::observe);
    }

    @Override
    public Found find(Instant now) {
        var facts = look.apply(now);
        return new Found(
                HostCopies.of(settings, scope, facts).stream().map(HostShelf::held).toList(),
                HostCopies.doubts(settings, facts).stream()
                        .map(doubt -> new Gap(doubt.subject(), doubt.because()))
                        .toList());
    }

    private static Held held(HostCopies host) {
        return new Held(
                host.host(),
                host.copies().stream()
                        .map(
                                copy ->
                                        new Copy(
                                                copy.snapshot(),
                                                PROVIDER,
                                                copy.slot(),
                                                copy.dataFrom(),
                                                copy.proven()))
                        .toList(),
                host.unread());
    }
}
