package dev.nightshift.backup.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.contabo.ContaboBackupFacts;
import dev.nightshift.backup.contabo.ContaboBackupFacts.Instance;
import dev.nightshift.backup.contabo.ContaboBackupFacts.Snapshot;
import dev.nightshift.backup.contabo.ContaboBackupSettings;
import dev.nightshift.backup.contabo.ContaboBackupSettings.Select;
import dev.nightshift.backup.history.BackupFacts.Copy;
import dev.nightshift.backup.history.BackupFacts.Gap;
import dev.nightshift.backup.history.BackupFacts.Kind;
import dev.nightshift.backup.history.BackupHistory.Ask;
import dev.nightshift.backup.history.BackupOverview.State;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.retention.RetentionPolicy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostShelfTest {
    private static final Instant NOW = Estates.NOW;
    private static final Instant SLOT = Instant.parse("2026-11-22T00:00:00Z");
    private static final Scope SCOPE = new Scope("prod", "contabo-backup");
    private static final ContaboBackupSettings SETTINGS =
            new ContaboBackupSettings(
                    new Select(List.of(), List.of("mail"), List.of("web-*")),
                    Duration.ofDays(1),
                    RetentionPolicy.keepLast(2),
                    Duration.ofHours(26),
                    2,
                    Map.of(),
                    false,
                    "nightshift/contabo",
                    URI.create("https://api.contabo.com"),
                    URI.create("https://auth.contabo.com/token"));

    private static Instance instance(long id, String name) {
        return new Instance(
                id, "vmd" + id, name, "Cloud VPS 8", "running", Optional.of(Instant.EPOCH));
    }

    private static Snapshot snapshot(String description) {
        return new Snapshot(
                "snap1700000001",
                "nightshift-2026-11-22",
                description,
                SLOT.plusSeconds(90),
                Optional.of(NOW.plus(Duration.ofDays(29))));
    }

    @Test
    void hosts_have_rows_with_their_last_good_snapshot_and_what_is_missing_is_a_gap() {
        var facts =
                new ContaboBackupFacts(
                        NOW,
                        List.of(
                                instance(1, "web-1"),
                                instance(2, "web-2"),
                                instance(3, "somebody's")),
                        Map.of(
                                1L,
                                List.of(
                                        snapshot(
                                                "nightshift:owner=prod/contabo-backup"
                                                        + " nightshift:source=1"
                                                        + " nightshift:slot=2026-11-22T00:00:00Z"),
                                        snapshot("by hand"))),
                        Map.of(2L, "THROTTLED: 429"));
        var shelf = new HostShelf(SETTINGS, SCOPE, _ -> facts);
        var asked =
                new Asked(
                        SETTINGS.rpo(),
                        Unthinned.of(SETTINGS.keep(), SETTINGS.every()),
                        Optional.empty());

        var found =
                new BackupHistory(
                                List.of(new Ask(Kind.HOST, shelf, asked::ofHost)), Optional.empty())
                        .observe(NOW, Duration.ofDays(90), _ -> true);

        assertThat(found.sources().getFirst().copies())
                .containsExactly(
                        new Copy(
                                "nightshift-2026-11-22",
                                "Contabo",
                                SLOT,
                                SLOT.plusSeconds(90),
                                Optional.empty()));
        assertThat(found.gaps()).extracting(Gap::what).containsExactly("mail");
        var rows = BackupOverview.of(found, Duration.ofDays(90)).rows();
        assertThat(rows)
                .extracting(BackupOverview.Row::name)
                .containsExactly("web-1 (1)", "web-2 (2)");
        assertThat(rows)
                .extracting(BackupOverview.Row::state)
                .containsExactly(State.OK, State.UNKNOWN);
        assertThat(rows.getLast().because())
                .containsExactly("its snapshots were not read: THROTTLED: 429");
    }
}
